import { expect, it } from "vitest";
import { maskInk } from "../../src/reading/seal/mask.ts";
import { findStarRings } from "../../src/reading/seal/star-rings.ts";
import { inkOfPage } from "./seal-round.ts";

const SIZES = { least: 35, most: 190 };
const CENTRE = 140;
const RADIUS = 120;

/** A star, and of the ring about it the arcs between these degrees. */
function printed(arcs: [from: number, to: number][]) {
  const side = 2 * CENTRE;
  const map = inkOfPage(side, side, (at) => {
    const [x, y] = [(at % side) - CENTRE, Math.floor(at / side) - CENTRE];
    const [radius, degrees] = [Math.hypot(x, y), (Math.atan2(y, x) * 180) / Math.PI];
    const isRing = Math.abs(radius - RADIUS + 3) < 3 && arcs.some(([from, to]) => degrees > from && degrees < to);
    return isRing || radius < 26 + 14 * Math.cos((5 * (degrees + 90) * Math.PI) / 180) ? 200 : 0;
  });
  return maskInk(map);
}

it("finds the ring about a star by the half of it that did print", () => {
  const [ring, ...others] = findStarRings(
    printed([
      [-40, 60],
      [110, 170],
    ]),
    SIZES,
    [],
  );
  expect(others).toEqual([]);
  expect(Math.hypot((ring?.x ?? 0) - CENTRE, (ring?.y ?? 0) - CENTRE)).toBeLessThan(2);
  expect(ring?.a).toBeCloseTo(RADIUS, -0.5);
});

it("finds none about a star alone, nor one that is known", () => {
  expect(findStarRings(printed([]), SIZES, [])).toEqual([]);
  const known = { x: CENTRE, y: CENTRE, a: RADIUS, b: RADIUS, angle: 0 };
  expect(findStarRings(printed([[-180, 180]]), SIZES, [known])).toEqual([]);
});
