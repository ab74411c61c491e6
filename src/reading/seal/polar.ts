import { spokes, type Ellipse } from "./ellipse.ts";
import { isOnPage } from "./ink.ts";
import type { Mask } from "./mask.ts";

export const RAYS = 360;
/** Radial steps from the centre to the edge; the map goes on to 1.25 times the radius. */
export const EDGE = 64;
export const STEPS = 80;

export const PAPER = 0;
export const INK = 1;
/** Black print lies over it. */
export const COVERED = 2;
export const OFF_PAGE = 3;

/** A ring seen from its centre: `at[ray * STEPS + step]`, rays clockwise from the right, one a degree. */
export type Polar = Uint8Array;

export function polarMap(mask: Mask, ring: Ellipse): Polar {
  const polar = new Uint8Array(RAYS * STEPS);
  const { dx, dy } = spokes(ring, RAYS);
  for (let ray = 0; ray < RAYS; ray++) {
    for (let step = 0; step < STEPS; step++) {
      const x = Math.round(ring.x + ((step + 0.5) / EDGE) * (dx[ray] ?? 0));
      const y = Math.round(ring.y + ((step + 0.5) / EDGE) * (dy[ray] ?? 0));
      polar[ray * STEPS + step] = whatIs(mask, x, y);
    }
  }
  return polar;
}

function whatIs({ map, width, height, labels }: Mask, x: number, y: number): number {
  if (x < 0 || y < 0 || x >= width || y >= height) return isOnPage(map, x, y) ? PAPER : OFF_PAGE;
  const at = y * width + x;
  if (labels[at] !== 0) return INK;
  return map.covered[at] === 1 ? COVERED : PAPER;
}

/** Share of ink among what can be seen at each radial step. */
export function radialDensity(polar: Polar): number[] {
  return Array.from({ length: STEPS }, (_, step) => {
    let ink = 0;
    let seen = 0;
    for (let ray = 0; ray < RAYS; ray++) {
      const value = polar[ray * STEPS + step];
      if (value === INK) ink++;
      if (value === INK || value === PAPER) seen++;
    }
    return seen === 0 ? 0 : ink / seen;
  });
}
