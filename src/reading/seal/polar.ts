import { spokes, type Ellipse } from "./ellipse.ts";
import { isOnPage, type InkMap } from "./ink.ts";
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

/** What the search takes for ink. */
export function polarOfMask({ map, width, height, labels }: Mask, ring: Ellipse): Polar {
  const covered = map.covered();
  return polarOf(ring, (x, y) => {
    if (x < 0 || y < 0 || x >= width || y >= height) return isOnPage(map, x, y) ? PAPER : OFF_PAGE;
    const at = y * width + x;
    if (labels[at] !== 0) return INK;
    return covered[at] === 1 ? COVERED : PAPER;
  });
}

/** Everything of at least this much ink, however small: for reading, where the ring is known. */
export function polarOfInk(map: InkMap, ring: Ellipse, least: number): Polar {
  const { ink, width, height } = map;
  return polarOf(ring, (x, y) => {
    if (x < 0 || y < 0 || x >= width || y >= height) return isOnPage(map, x, y) ? PAPER : OFF_PAGE;
    return (ink[y * width + x] ?? 0) >= least ? INK : PAPER;
  });
}

function polarOf(ring: Ellipse, valueAt: (x: number, y: number) => number): Polar {
  const polar = new Uint8Array(RAYS * STEPS);
  const rays = spokes(ring, RAYS);
  for (let ray = 0, place = 0; ray < RAYS; ray++) {
    const edgeX = rays.x[ray] ?? 0;
    const edgeY = rays.y[ray] ?? 0;
    const inX = rays.inX[ray] ?? 0;
    const inY = rays.inY[ray] ?? 0;
    for (let step = 0; step < STEPS; step++, place++) {
      const depth = 1 - (step + 0.5) / EDGE;
      polar[place] = valueAt(Math.floor(edgeX + depth * inX + 0.5), Math.floor(edgeY + depth * inY + 0.5));
    }
  }
  return polar;
}

/** Share of ink among what can be seen at each radial step, on some of the rays. */
export function radialDensity(polar: Polar, from = 0, to = RAYS): number[] {
  const density: number[] = [];
  for (let step = 0; step < STEPS; step++) {
    let ink = 0;
    let seen = 0;
    for (let ray = from; ray < to; ray++) {
      const value = polar[ray * STEPS + step] ?? PAPER;
      if (value === INK) ink++;
      if (value <= INK) seen++;
    }
    density.push(seen === 0 ? 0 : ink / seen);
  }
  return density;
}
