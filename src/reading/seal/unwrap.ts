import type { LineStrip } from "../picture.ts";
import { placeOn, spokes, type Ellipse, type Spokes } from "./ellipse.ts";
import type { InkMap } from "./ink.ts";
import { RAYS } from "./polar.ts";
import type { TextBand } from "./text-band.ts";

/** As high as the recogniser wants its strips. */
const STRIP_HEIGHT = 48;
/** Paper above and below the characters, in rows of the strip. */
const PADDING = 3;
/** Rays to a degree. */
const FINE = 4;

/** The ink of a ring's text band laid out straight, the characters upright, black on white. */
export function unwrapBand(map: InkMap, ring: Ellipse, band: TextBand, level: number): LineStrip {
  const rays = spokes(ring, FINE * RAYS);
  const columns = raysAlong(rays, ring, band);
  const strip = blank(columns.length + 2 * PADDING);
  const rows = STRIP_HEIGHT - 2 * PADDING;
  columns.forEach((ray, column) => {
    for (let row = 0; row < rows; row++) {
      const radius = band.outer - ((row + 0.5) / rows) * (band.outer - band.inner);
      const [x, y] = placeOn(rays, ray, radius);
      strip.grey[(row + PADDING) * strip.width + column + PADDING] = greyAt(map, x, y, level);
    }
  });
  return strip;
}

/** Rays at even distances along the middle of the band, one for each column of a strip of its true proportions. */
function raysAlong(rays: Spokes, ring: Ellipse, band: TextBand): number[] {
  const middle = (band.inner + band.outer) / 2;
  const rows = STRIP_HEIGHT - 2 * PADDING;
  const pixelsAColumn = ((band.outer - band.inner) * ring.b) / rows;
  const chosen: number[] = [];
  let walked = 0;
  const first = Math.round(FINE * band.from) + FINE * RAYS;
  for (let step = 0; step < FINE * band.span; step++) {
    const ray = (first + step) % rays.count;
    while (walked >= chosen.length * pixelsAColumn) chosen.push(ray);
    const [x, y] = placeOn(rays, ray, middle);
    const [nextX, nextY] = placeOn(rays, (ray + 1) % rays.count, middle);
    walked += Math.hypot(nextX - x, nextY - y);
  }
  return chosen;
}

/** A rectangle of the ring's inside, turned by `tilt` (radians, clockwise), its place in working pixels from the centre. */
export function cutStraight(
  map: InkMap,
  ring: Ellipse,
  tilt: number,
  box: { left: number; right: number; top: number; bottom: number },
  level: number,
): LineStrip {
  const rows = STRIP_HEIGHT - 2 * PADDING;
  const scale = (box.bottom - box.top) / rows;
  const columns = Math.max(1, Math.round((box.right - box.left) / scale));
  const strip = blank(columns + 2 * PADDING);
  const [cos, sin] = [Math.cos(tilt), Math.sin(tilt)];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const u = box.left + (column + 0.5) * scale;
      const v = box.top + (row + 0.5) * scale;
      const grey = greyAt(map, ring.x + u * cos - v * sin, ring.y + u * sin + v * cos, level);
      strip.grey[(row + PADDING) * strip.width + column + PADDING] = grey;
    }
  }
  return strip;
}

function blank(width: number): LineStrip {
  return { width, height: STRIP_HEIGHT, grey: new Uint8Array(width * STRIP_HEIGHT).fill(255) };
}

/** Bilinear; white where there is no ink, black from `level` on. */
function greyAt({ ink, width, height }: InkMap, x: number, y: number, level: number): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) return 255;
  const at = top * width + left;
  const across = x - left;
  const down = y - top;
  const above = (ink[at] ?? 0) * (1 - across) + (ink[at + 1] ?? 0) * across;
  const below = (ink[at + width] ?? 0) * (1 - across) + (ink[at + width + 1] ?? 0) * across;
  return Math.max(0, Math.round(255 * (1 - (above * (1 - down) + below * down) / level)));
}
