import { expect, it } from "vitest";
import type { InkMap } from "../../src/reading/seal/ink.ts";
import { findTextBand, polarOfText } from "../../src/reading/seal/text-band.ts";
import { inkOfPage } from "./seal-round.ts";

const RING = { x: 130, y: 130, a: 100, b: 100, angle: 0 };
const LEVEL = 100;

/** A ring, and characters between two radii of it on all but its lowest third; `smear`: of the ink between. */
function printed(smear: number, [innermost, outermost] = [0.66, 0.88]): InkMap {
  return inkOfPage(260, 260, (at) => {
    const [x, y] = [(at % 260) - 130, Math.floor(at / 260) - 130];
    const [radius, degrees] = [Math.hypot(x, y) / 100, (Math.atan2(y, x) * 180) / Math.PI];
    if (radius > 0.94 && radius < 1) return LEVEL;
    const isText = radius > innermost && radius < outermost && Math.abs(degrees - 90) > 60;
    if (isText && Math.round(degrees) % 12 < 6) return LEVEL;
    return radius > 0.6 && radius < 1.03 ? smear : 0;
  });
}

it.each([
  ["of a clean print", 0],
  ["though a smear fills the room between the ring and the text", 0.7 * LEVEL],
])("lies within the ring %s", (_, smear) => {
  const { outer, inner } = findTextBand(polarOfText(printed(smear), RING, LEVEL), RING);
  expect(outer).toBeGreaterThan(0.86);
  expect(outer).toBeLessThan(0.95);
  expect(inner).toBeGreaterThan(0.55);
  expect(inner).toBeLessThan(0.68);
});

it.each<[where: string, text: [number, number]]>([
  ["near the ring", [0.66, 0.88]],
  ["far within it", [0.58, 0.79]],
  ["farther yet", [0.55, 0.76]],
])("leaves the foot bare, with its text %s", (_, text) => {
  const { foot, gap } = findTextBand(polarOfText(printed(0, text), RING, LEVEL), RING);
  expect(Math.abs(foot - 90)).toBeLessThan(8);
  expect(Math.abs(gap - 120)).toBeLessThan(20);
});
