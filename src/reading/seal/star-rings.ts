import type { Ellipse } from "./ellipse.ts";
import { largeComponents } from "./find-rings.ts";
import { refineRing, type Sizes } from "./fit-ring.ts";
import type { Component, Mask } from "./mask.ts";
import { ringScore } from "./ring-score.ts";
import { LEAST_RING } from "./thresholds.ts";

/** A star is nearly as high as wide. */
const MOST_UNEVEN = 1.25;
/** Radii of the ring in half widths of its star's box. */
const RING_OF_STAR = [2.2, 4.2] as const;
/** Working pixels from one radius tried to the next: a ring's stroke. */
const RADIUS_STEP = 2;
/** In radii; a ring that lies so about a star is about it. */
const SAME_CENTRE = 0.08;

/**
 * Rings about what may be the star in their centre: where half of a ring did not print, a circle through the rest of it and
 * some of the characters shows as much ink, but no star stands in its centre.
 */
export function findStarRings(mask: Mask, sizes: Sizes, known: Ellipse[]): Ellipse[] {
  return largeComponents(mask, sizes).flatMap((component) => {
    const [wide, high] = [component.right - component.left, component.bottom - component.top];
    if (Math.max(wide, high) > MOST_UNEVEN * Math.min(wide, high)) return [];
    const centre = centreOf(mask, component);
    if (known.some((ring) => Math.hypot(ring.x - centre.x, ring.y - centre.y) < SAME_CENTRE * ring.b)) return [];
    const ring = likeliestAbout(mask, centre, (wide + high) / 4, sizes);
    const refined = ring && refineRing(mask, ring, sizes, []);
    return refined && ringScore(mask, refined) > LEAST_RING ? [refined] : [];
  });
}

/** The mean place of its ink. */
function centreOf({ width, labels }: Mask, { left, top, right, bottom, label, size }: Component) {
  let [x, y] = [0, 0];
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      if (labels[row * width + column] !== label) continue;
      x += column;
      y += row;
    }
  }
  return { x: x / size, y: y / size };
}

function likeliestAbout(mask: Mask, centre: { x: number; y: number }, star: number, { least, most }: Sizes) {
  let best: Ellipse | null = null;
  let bestScore = 0;
  const [from, to] = [Math.max(least, RING_OF_STAR[0] * star), Math.min(most, RING_OF_STAR[1] * star)];
  for (let radius = from; radius <= to; radius += RADIUS_STEP) {
    const ring = { ...centre, a: radius, b: radius, angle: 0 };
    const score = ringScore(mask, ring, bestScore);
    if (score > bestScore) [best, bestScore] = [ring, score];
  }
  return best;
}
