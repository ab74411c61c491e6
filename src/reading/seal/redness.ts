import type { PagePicture } from "../picture.ts";
import { bareMap, type InkMap, once, type Region } from "./ink.ts";
import { LOG_VALUE, type Paper, type White } from "./paper.ts";

/** Darker than this (1024·OD in red) is black print or a shadow, whatever lies beneath it. */
export const BLACK = 1000;
/** Violet inks show as green missing, less surely than red ones. */
const VIOLET_SHARE = 0.7;
/** Working pixels to the side of a patch for which the paper's white is taken once. */
const PATCH = 16;

/**
 * Redness min(OD_G, OD_B) − OD_R of every working pixel, or for violet ink OD_G − max(OD_R, OD_B). With `parts`, which lie
 * within the region, there alone.
 */
export function rednessOf(
  picture: PagePicture,
  paper: Paper,
  region: Region,
  step: number,
  parts: readonly Region[] = [region],
): InkMap {
  const map = { ...bareMap(picture, region, step), covered: once(() => coveredIn(picture, paper, region, step)) };
  for (const part of parts) {
    eachPatch(paper, region, step, part, (patch, white) => {
      fillRedness(picture, map, patch, white);
    });
  }
  return map;
}

/** What of a region's patches lies in a part of it, each with the paper's white in the patch's middle. */
function eachPatch(
  paper: Paper,
  region: Region,
  step: number,
  part: Region,
  look: (patch: Region, white: White) => void,
): void {
  const [right, bottom] = [part.left + part.width, part.top + part.height];
  for (let y = part.top - ((part.top - region.top) % PATCH); y < bottom; y += PATCH) {
    for (let x = part.left - ((part.left - region.left) % PATCH); x < right; x += PATCH) {
      const [left, top] = [Math.max(x, part.left), Math.max(y, part.top)];
      const [width, height] = [Math.min(x + PATCH, right) - left, Math.min(y + PATCH, bottom) - top];
      look({ left, top, width, height }, paper((x + PATCH / 2) * step, (y + PATCH / 2) * step));
    }
  }
}

function fillRedness({ rgb, width }: PagePicture, map: InkMap, patch: Region, white: White): void {
  const [whiteRed, whiteGreen, whiteBlue] = white;
  const { ink, step } = map;
  for (let y = patch.top; y < patch.top + patch.height; y++) {
    let at = (y - map.top) * map.width + patch.left - map.left;
    let pixel = 3 * step * (y * width + patch.left);
    for (const end = at + patch.width; at < end; at++, pixel += 3 * step) {
      const redLack = whiteRed - logMean(rgb, width, pixel, step);
      const greenLack = whiteGreen - logMean(rgb, width, pixel + 1, step);
      // Of most of a page no more need be known: what is red or violet lacks green above all.
      if (redLack > BLACK || greenLack - redLack < 8) continue;
      const blueLack = whiteBlue - logMean(rgb, width, pixel + 2, step);
      const value = redness(redLack, greenLack, blueLack) >> 3;
      ink[at] = value < 0 ? 0 : value > 255 ? 255 : value;
    }
  }
}

function coveredIn({ rgb, width }: PagePicture, paper: Paper, region: Region, step: number): Uint8Array {
  const covered = new Uint8Array(region.width * region.height);
  eachPatch(paper, region, step, region, (patch, [whiteRed]) => {
    for (let y = patch.top; y < patch.top + patch.height; y++) {
      let at = (y - region.top) * region.width + patch.left - region.left;
      let pixel = 3 * step * (y * width + patch.left);
      for (const end = at + patch.width; at < end; at++, pixel += 3 * step)
        if (whiteRed - logMean(rgb, width, pixel, step) > BLACK) covered[at] = 1;
    }
  });
  return covered;
}

/** LOG_VALUE of a channel's mean over a working pixel. */
export function logMean(rgb: Uint8Array, width: number, first: number, step: number): number {
  if (step === 1) return LOG_VALUE[rgb[first] ?? 0] ?? 0;
  let sum = 0;
  for (let row = 0; row < step; row++) {
    let at = first + 3 * row * width;
    for (const end = at + 3 * step; at < end; at += 3) sum += rgb[at] ?? 0;
  }
  return LOG_VALUE[(sum / (step * step)) | 0] ?? 0;
}

/** Of three lacks of light, 1024·OD each. */
export function redness(red: number, green: number, blue: number): number {
  return Math.max(Math.min(green, blue) - red, VIOLET_SHARE * (green - Math.max(red, blue)));
}
