import type { LineStrip } from "../picture.ts";
import { placeOn, spokes, type Ellipse, type Spokes } from "./ellipse.ts";
import { isOnPage, type Inked, type InkMap } from "./ink.ts";
import { RAYS } from "./polar.ts";
import type { TextBand } from "./text-band.ts";

/** As high as the recogniser wants its strips. */
export const STRIP_HEIGHT = 48;
/** Paper above and below the characters, in rows of the strip. */
export const PADDING = 3;
/** Columns to either side, about a character, in which a print is as strong; the ring's remains above do not count. */
const NEAR = 30;
const RING_ROWS = 6;
/** Share of pixels that are within a character's strokes for certain, and the least share of the seal's level that is ink. */
const DARKEST = 0.15;
const FAINTEST = 0.35;
/** Rays to a degree. */
export const FINE = 4;
/** Of a strip to a step of the recogniser's. */
export const COLUMNS_A_STEP = 8;

/** Of a character on either side of its middle, the most columns of a strip that it can lack. */
const CUT_COLUMNS = 8;

/** How a strip is shown. */
export interface Look {
  /** Times as wide as its true proportions. */
  stretch: number;
  /** From the imprint's shades, not from its plain strokes. */
  isShaded: boolean;
}

export const TRUE_LOOK: Look = { stretch: 1, isShaded: false };

/** The ink of a ring's text band laid out straight, the characters upright, black on white. */
export function unwrapBand(map: InkMap, ring: Ellipse, band: TextBand, level: number, look = TRUE_LOOK): LineStrip {
  const rays = spokes(ring, FINE * RAYS);
  const columns = raysAlong(rays, ring, band, look.stretch);
  const rows = STRIP_HEIGHT - 2 * PADDING;
  const inkOf = (row: number, column: number) => {
    const radius = band.outer - ((row + 0.5) / rows) * (band.outer - band.inner);
    const [x, y] = placeOn(rays, columns[column] ?? 0, radius);
    return inkAt(map, x, y);
  };
  return develop(columns.length, level, inkOf);
}

/** For each column of that strip: does the page end before the middle of its characters, or of those close beside it? */
export function columnsOffPage(map: InkMap, ring: Ellipse, band: TextBand, { stretch } = TRUE_LOOK): boolean[] {
  const rays = spokes(ring, FINE * RAYS);
  const isOff = (ray: number) => {
    const [x, y] = placeOn(rays, ray, (band.inner + band.outer) / 2);
    return !isOnPage(map, x, y);
  };
  const margin = Array.from({ length: PADDING }, () => false);
  const columns = [...margin, ...raysAlong(rays, ring, band, stretch).map(isOff), ...margin];
  return columns.map((_, at) => columns.slice(Math.max(0, at - CUT_COLUMNS), at + CUT_COLUMNS).includes(true));
}

/** For each of the recogniser's steps on that strip the fine ray at its middle. */
export function stripRays(ring: Ellipse, band: TextBand, { stretch }: Look): number[] {
  const columns = raysAlong(spokes(ring, FINE * RAYS), ring, band, stretch);
  const steps = Math.ceil((columns.length + 2 * PADDING) / COLUMNS_A_STEP);
  return Array.from({ length: steps }, (_, step) => {
    const column = (step + 0.5) * COLUMNS_A_STEP - PADDING;
    return columns[Math.max(0, Math.min(columns.length - 1, Math.round(column)))] ?? 0;
  });
}

/** Ink as black on white, with room around; where the print is faint, what ink there is is made black. */
function develop(columns: number, level: number, inkOf: (row: number, column: number) => number): LineStrip {
  const rows = STRIP_HEIGHT - 2 * PADDING;
  const ink = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) ink[row * columns + column] = inkOf(row, column);
  }
  const levels = localLevels(ink, rows, columns, level);
  const strip = blank(columns + 2 * PADDING);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const share = (ink[row * columns + column] ?? 0) / (levels[column] ?? level);
      const grey = Math.max(0, Math.round(255 * (1 - share)));
      strip.grey[(row + PADDING) * strip.width + column + PADDING] = grey;
    }
  }
  return strip;
}

/** For each column the ink that only the darkest about it exceed, within bounds of the seal's own level. */
function localLevels(ink: Float32Array, rows: number, columns: number, level: number): number[] {
  const counts = new Int32Array(256);
  const count = (column: number, by: 1 | -1) => {
    if (column < 0 || column >= columns) return 0;
    for (let row = RING_ROWS; row < rows; row++) {
      const value = (ink[row * columns + column] ?? 0) | 0;
      counts[value] = (counts[value] ?? 0) + by;
    }
    return by * (rows - RING_ROWS);
  };
  let all = 0;
  for (let column = 0; column < NEAR; column++) all += count(column, 1);
  return Array.from({ length: columns }, (_, column) => {
    all += count(column + NEAR, 1) + count(column - NEAR - 1, -1);
    let darker = DARKEST * all;
    let dark = 255;
    while (dark > 0 && darker >= (counts[dark] ?? 0)) darker -= counts[dark--] ?? 0;
    return Math.max(FAINTEST * level, Math.min(level, dark));
  });
}

/** Rays at even distances along the middle of the band, one for each column of a strip. */
function raysAlong(rays: Spokes, ring: Ellipse, band: TextBand, stretch: number): number[] {
  const middle = (band.inner + band.outer) / 2;
  const rows = STRIP_HEIGHT - 2 * PADDING;
  const pixelsAColumn = ((band.outer - band.inner) * ring.b) / rows / stretch;
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
  const [cos, sin] = [Math.cos(tilt), Math.sin(tilt)];
  return develop(columns, level, (row, column) => {
    const u = box.left + (column + 0.5) * scale;
    const v = box.top + (row + 0.5) * scale;
    return inkAt(map, ring.x + u * cos - v * sin, ring.y + u * sin + v * cos);
  });
}

export function blank(width: number): LineStrip {
  return { width, height: STRIP_HEIGHT, grey: new Uint8Array(width * STRIP_HEIGHT).fill(255) };
}

/** Bilinear. */
export function inkAt({ ink, width, height }: Inked, x: number, y: number): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) return 0;
  const at = top * width + left;
  const across = x - left;
  const down = y - top;
  const above = (ink[at] ?? 0) * (1 - across) + (ink[at + 1] ?? 0) * across;
  const below = (ink[at + width] ?? 0) * (1 - across) + (ink[at + width + 1] ?? 0) * across;
  return above * (1 - down) + below * down;
}
