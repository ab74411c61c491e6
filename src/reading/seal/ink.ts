import type { PagePicture } from "../picture.ts";
import { LOG_VALUE, type Paper } from "./paper.ts";
import { WEAK_INK } from "./thresholds.ts";

/** A rectangle of the page in working pixels (`step` × `step` page pixels each). */
export interface Region {
  left: number;
  top: number;
  width: number;
  height: number;
}

/**
 * How much of the sought ink there is in each working pixel of a region: 128 for an optical density of 1.
 * `covered` marks pixels that are too black to tell what colour lies beneath.
 */
export interface InkMap extends Region {
  step: number;
  /** Of the whole page, in working pixels. */
  pageWidth: number;
  pageHeight: number;
  pixelsPerMm: number | null;
  ink: Uint8Array;
  covered: Uint8Array;
}

/** Darker than this (1024·OD in red) is black print or a shadow, whatever lies beneath it. */
export const BLACK = 1000;
/** Violet inks show as green missing, less surely than red ones. */
const VIOLET_SHARE = 0.7;

/**
 * Redness min(OD_G, OD_B) − OD_R of every working pixel, or for violet ink OD_G − max(OD_R, OD_B).
 * Paper white is taken once for each 16 × 16 working pixels.
 */
export function rednessOf(picture: PagePicture, paper: Paper, region: Region, step: number): InkMap {
  const { left, top, width, height } = region;
  const map = emptyMap(picture, region, step);
  for (let y = 0; y < height; y += 16) {
    for (let x = 0; x < width; x += 16) {
      const white = paper((left + x + 8) * step, (top + y + 8) * step);
      rednessOfPatch(picture, map, x, y, white);
    }
  }
  return map;
}

/** Nothing in it, and nothing covered. */
export function emptyMap(picture: PagePicture, region: Region, step: number): InkMap {
  const area = region.width * region.height;
  return {
    ...region,
    step,
    pageWidth: Math.floor(picture.width / step),
    pageHeight: Math.floor(picture.height / step),
    pixelsPerMm: picture.dpi === null ? null : picture.dpi / 25.4 / step,
    ink: new Uint8Array(area),
    covered: new Uint8Array(area),
  };
}

function rednessOfPatch(picture: PagePicture, map: InkMap, left: number, top: number, white: number[]): void {
  const [whiteRed = 0, whiteGreen = 0, whiteBlue = 0] = white;
  const { rgb, width } = picture;
  const { step } = map;
  const area = step * step;
  const bottom = Math.min(map.height, top + 16);
  const right = Math.min(map.width, left + 16);
  for (let y = top; y < bottom; y++) {
    let first = 3 * ((map.top + y) * step * width + (map.left + left) * step);
    for (let at = y * map.width + left; at < y * map.width + right; at++, first += 3 * step) {
      let red = rgb[first] ?? 0;
      let green = rgb[first + 1] ?? 0;
      let blue = rgb[first + 2] ?? 0;
      if (step > 1) {
        red = green = blue = 0;
        for (let row = 0; row < step; row++) {
          let pixel = first + 3 * row * width;
          for (let column = 0; column < step; column++, pixel += 3) {
            red += rgb[pixel] ?? 0;
            green += rgb[pixel + 1] ?? 0;
            blue += rgb[pixel + 2] ?? 0;
          }
        }
        red = (red / area) | 0;
        green = (green / area) | 0;
        blue = (blue / area) | 0;
      }
      const redLack = whiteRed - (LOG_VALUE[red] ?? 0);
      const greenLack = whiteGreen - (LOG_VALUE[green] ?? 0);
      if (redLack > BLACK) map.covered[at] = 1;
      // Of most of a page no more need be known: what is red or violet lacks green above all.
      else if (greenLack - redLack >= 8) {
        const blueLack = whiteBlue - (LOG_VALUE[blue] ?? 0);
        const ink = redness(redLack, greenLack, blueLack) >> 3;
        map.ink[at] = ink < 0 ? 0 : ink > 255 ? 255 : ink;
      }
    }
  }
}

/** Of three lacks of light, 1024·OD each. */
export function redness(red: number, green: number, blue: number): number {
  return Math.max(Math.min(green, blue) - red, VIOLET_SHARE * (green - Math.max(red, blue)));
}

/** Does a place of the map's own pixels lie on the page? The map itself may end before. */
export function isOnPage({ left, top, pageWidth, pageHeight }: InkMap, x: number, y: number): boolean {
  return left + x >= 0 && top + y >= 0 && left + x < pageWidth && top + y < pageHeight;
}

/** The middle of what is ink at all. */
export function inkLevel({ ink }: InkMap): number {
  const counts = new Uint32Array(256);
  for (let at = 0; at < ink.length; at++) {
    const value = ink[at] ?? 0;
    if (value >= WEAK_INK) counts[value] = (counts[value] ?? 0) + 1;
  }
  let above = counts.reduce((sum, count) => sum + count, 0) / 2;
  let level = 255;
  while (level > WEAK_INK && above >= (counts[level] ?? 0)) above -= counts[level--] ?? 0;
  return level;
}
