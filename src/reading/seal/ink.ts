import type { PagePicture } from "../picture.ts";
import { WEAK_INK } from "./thresholds.ts";

/** A rectangle of the page in working pixels (`step` × `step` page pixels each). */
export interface Region {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** How much of the sought ink there is in each working pixel of a region: 128 for an optical density of 1. */
export interface InkMap extends Region {
  step: number;
  /** Of the whole page, in working pixels. */
  pageWidth: number;
  pageHeight: number;
  pixelsPerMm: number | null;
  ink: Uint8Array;
  /** 1 where it is too black to tell what colour lies beneath; only looked for where a ring was found. */
  covered: () => Uint8Array;
}

/** Nothing in it, and nothing covered. */
export function bareMap(picture: PagePicture, region: Region, step: number): InkMap {
  const area = region.width * region.height;
  return {
    ...region,
    step,
    pageWidth: Math.floor(picture.width / step),
    pageHeight: Math.floor(picture.height / step),
    pixelsPerMm: picture.dpi === null ? null : picture.dpi / 25.4 / step,
    ink: new Uint8Array(area),
    covered: once(() => new Uint8Array(area)),
  };
}

/** Made when it is first asked for. */
export function once<Result>(make: () => Result): () => Result {
  let made: Result | undefined;
  return () => (made ??= make());
}

/** Columns and rows of a map's pixels. */
type Grid = Pick<InkMap, "width" | "height">;

/** A map's ink, wherever it lies. */
export type Inked = Grid & Pick<InkMap, "ink">;

export const isOn = ({ width, height }: Grid, x: number, y: number): boolean =>
  x >= 0 && y >= 0 && x < width && y < height;

/** 0 beyond the map. */
export const valueAt = (values: Uint8Array | Float32Array, grid: Grid, x: number, y: number): number =>
  isOn(grid, x, y) ? (values[y * grid.width + x] ?? 0) : 0;

/** Marks with 1 what lies at most so far from a place, along rows and columns. */
export function markAround(marked: Uint8Array, at: number, width: number, reach: number): void {
  const x = at % width;
  const [left, right] = [Math.max(0, x - reach), Math.min(width, x + reach + 1)];
  const last = Math.min(marked.length - width, at - x + reach * width);
  // So few at a time are set faster one by one than filled.
  for (let row = Math.max(0, at - x - reach * width); row <= last; row += width)
    for (let to = row + left; to < row + right; to++) marked[to] = 1;
}

/** Does a place of the map's own pixels lie on the page? The map itself may end before. */
export function isOnPage({ left, top, pageWidth, pageHeight }: InkMap, x: number, y: number): boolean {
  return left + x >= 0 && top + y >= 0 && left + x < pageWidth && top + y < pageHeight;
}

/** Each pixel of a map with at least so much ink (1 or more), row by row. Most of a map is bare, and four of those are passed at once. */
export function eachInk(ink: Uint8Array, least: number, see: (at: number, ink: number) => void): void {
  const fours = new Uint32Array(ink.buffer, ink.byteOffset, ink.length >> 2);
  for (let four = 0; four < fours.length; four++) {
    if (fours[four] === 0) continue;
    for (let at = 4 * four; at < 4 * four + 4; at++) {
      const value = ink[at] ?? 0;
      if (value >= least) see(at, value);
    }
  }
  for (let at = 4 * fours.length; at < ink.length; at++) {
    const value = ink[at] ?? 0;
    if (value >= least) see(at, value);
  }
}

/** The level that this share of the pixels with at least so much ink passes; `least` where there are none. */
export function levelPassedBy(share: number, ink: Uint8Array, least: number): number {
  const counts = new Uint32Array(256);
  let total = 0;
  eachInk(ink, least, (_, value) => {
    counts[value] = (counts[value] ?? 0) + 1;
    total++;
  });
  let above = total * share;
  let level = 255;
  while (level > least && above >= (counts[level] ?? 0)) above -= counts[level--] ?? 0;
  return level;
}

/** The middle of what is ink at all. */
export const inkLevel = ({ ink }: InkMap): number => levelPassedBy(0.5, ink, WEAK_INK);
