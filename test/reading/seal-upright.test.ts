import { expect, it } from "vitest";
import type { InkMap } from "../../src/reading/seal/ink.ts";
import { evenPlaces } from "../../src/reading/seal/even-places.ts";
import { stripRays, STRIP_HEIGHT, TRUE_LOOK } from "../../src/reading/seal/unwrap.ts";
import { uprightStrip } from "../../src/reading/seal/upright.ts";
import type { Lattice } from "../../src/domain/facts.ts";

const RING = { x: 200, y: 200, a: 150, b: 150, angle: 0 };
const BAND = { inner: 0.65, outer: 0.9, from: 120, span: 300, gap: 60, foot: 90 };
const READ: Lattice = stripRays(RING, BAND, TRUE_LOOK).map((_, step) =>
  step % 6 === 2 ? [["北", Math.log(0.9)]] : [["", 0]],
);

/** Of a page that ends so far from the left. */
const blankPage = (pageWidth: number): InkMap => ({
  ink: new Uint8Array(400 * 400),
  ...{ left: 0, top: 0, width: 400, height: 400, step: 1, pixelsPerMm: 7, pageWidth, pageHeight: 400 },
  covered: () => new Uint8Array(400 * 400),
});

/** How many of the characters are hidden. */
function hiddenOn(pageWidth: number): number {
  const places = evenPlaces(RING, BAND, [{ band: BAND, look: TRUE_LOOK, lattice: READ }]);
  if (places === null) throw new Error("no places");
  const { strip, isOff } = uprightStrip(blankPage(pageWidth), RING, BAND, places, 100);
  expect(isOff).toHaveLength(strip.width);
  expect(strip.grey).toHaveLength(strip.width * STRIP_HEIGHT);
  const characters = places.to - places.from + 1;
  return (isOff.filter((one) => one).length / isOff.length) * characters;
}

it("hides a character from where the page's edge runs into it, not from its middle on", () => {
  expect(hiddenOn(400)).toBe(0);
  // The middle of the characters at the right lies 116 pixels from the centre.
  expect(hiddenOn(200 + 128)).toBeGreaterThan(0.5);
  expect(hiddenOn(200 + 145)).toBe(0);
});
