import { expect, it } from "vitest";
import { hasInkWithin } from "../../src/reading/seal/inner-ink.ts";
import { EDGE, INK, RAYS, STEPS, type Polar } from "../../src/reading/seal/polar.ts";

const ROUND = { x: 0, y: 0, a: 100, b: 100, angle: 0 };
const OVAL = { ...ROUND, b: 70 };
const BAND = { inner: 0.62, outer: 0.9, from: 150, span: 240, gap: 120, foot: 90 };

/** Of ink about a direction (degrees), between two radii. */
type Sector = [direction: number, half: number, inner: number, outer: number];

/** A ring and its text, a star of this radius, and more. */
function polarOf(star: number, more: Sector[]): Polar {
  const polar = new Uint8Array(RAYS * STEPS);
  const sectors = [[0, 180, 0.94, 1], [270, 120, 0.64, 0.88], [270, 180, 0, star], ...more];
  for (const [direction = 0, half = 0, inner = 0, outer = 0] of sectors) {
    for (let by = -half; by <= half; by++) {
      const ray = (direction + by + RAYS) % RAYS;
      polar.fill(INK, ray * STEPS + Math.round(inner * EDGE), ray * STEPS + Math.round(outer * EDGE));
    }
  }
  return polar;
}

it.each<[why: string, ring: typeof ROUND, more: Sector[], isSeen: boolean]>([
  ["an official seal, its text reaching in a little", ROUND, [[200, 10, 0.59, 0.64]], false],
  ["its code at the rim", ROUND, [[90, 40, 0.84, 0.9]], false],
  ["words beneath the star", ROUND, [[90, 30, 0.45, 0.58]], true],
  ["one character of them", ROUND, [[110, 6, 0.45, 0.58]], true],
  ["words where the foot was not taken to be", ROUND, [[234, 30, 0.45, 0.58]], true],
  ["another seal that lies across the side", ROUND, [[180, 20, 0.45, 1.25]], false],
  ["another seal across the foot: words may lie beneath", ROUND, [[90, 20, 0.45, 1.25]], true],
  ["an oval, bare but for its text", OVAL, [], false],
  ["an oval with a number in its middle", OVAL, [[0, 30, 0.15, 0.4]], true],
])("sees what was cut between star and text: %s", (_, ring, more, isSeen) => {
  const polar = polarOf(ring === OVAL ? 0 : 0.37, more);
  expect(hasInkWithin(polar, polar, ring, BAND)).toBe(isSeen);
});
