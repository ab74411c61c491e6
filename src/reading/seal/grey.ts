import type { PagePicture } from "../picture.ts";
import { bareMap, eachInk, markAround, type InkMap, type Region } from "./ink.ts";
import { LOG_VALUE, type Paper } from "./paper.ts";
import { STRONG_INK } from "./thresholds.ts";

/**
 * On a page that has lost its colour: darkness in place of redness (128 for an optical density of 1), so that the same
 * search finds rings in it. With `every` 2, of every second pixel of every second row.
 */
export function darknessOf(picture: PagePicture, paper: Paper, region: Region, step: number, every: 1 | 2 = 1): InkMap {
  const { rgb, width: pageWidth } = picture;
  const { left, top, width, height } = region;
  const map = bareMap(picture, region, step);
  const [, white] = paper((left + width / 2) * step, (top + height / 2) * step);
  const darkness = Uint8Array.from(LOG_VALUE, (value) => Math.max(0, Math.min(255, (white - value) >> 3)));
  const across = Math.ceil(step / every);
  const [next, down] = [3 * every, 3 * every * pageWidth];
  const { ink } = map;
  for (let y = 0, to = 0; y < height; y++) {
    let first = 3 * ((top + y) * step * pageWidth + left * step) + 1;
    for (let x = 0; x < width; x++, to++, first += 3 * step)
      ink[to] = darkness[(sumOf(rgb, first, across, next, down) / across ** 2) | 0] ?? 0;
  }
  return map;
}

/** Of a square of `across` × `across` bytes that lie `next` and `down` apart. */
function sumOf(bytes: Uint8Array, first: number, across: number, next: number, down: number): number {
  // As a whole page is looked at for grey: without a loop it takes a third of the time.
  if (across === 2) {
    const below = first + down;
    return (bytes[first] ?? 0) + (bytes[first + next] ?? 0) + (bytes[below] ?? 0) + (bytes[below + next] ?? 0);
  }
  let sum = 0;
  for (let row = 0; row < across; row++)
    for (let column = 0; column < across; column++) sum += bytes[first + row * down + column * next] ?? 0;
  return sum;
}

/** Print is far darker than a faint seal: it is taken out with its rims, and covers what lies beneath. */
export function withoutPrint(map: InkMap): InkMap {
  const covered = new Uint8Array(map.ink.length);
  eachInk(map.ink, STRONG_INK, (at) => {
    markAround(covered, at, map.width, 1);
  });
  const ink = map.ink.slice();
  eachInk(covered, 1, (at) => {
    ink[at] = 0;
  });
  return { ...map, ink, covered: () => covered };
}
