import type { PagePicture } from "../picture.ts";
import { bareMap, eachInk, markAround, type InkMap, type Region } from "./ink.ts";
import { LOG_VALUE, type Paper } from "./paper.ts";
import { STRONG_INK } from "./thresholds.ts";

/**
 * On a page that has lost its colour: darkness in place of redness (128 for an optical density of 1), so that the same
 * search finds rings in it. With `every` 2, of every second pixel of every second row.
 */
export function darknessOf(picture: PagePicture, paper: Paper, region: Region, step: number, every: 1 | 2 = 1): InkMap {
  const { left, top, width, height } = region;
  const map = bareMap(picture, region, step);
  const samples = Math.ceil(step / every) ** 2;
  const [, white] = paper((left + width / 2) * step, (top + height / 2) * step);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let row = 0; row < step; row += every) {
        let at = 3 * (((top + y) * step + row) * picture.width + (left + x) * step) + 1;
        for (let column = 0; column < step; column += every, at += 3 * every) sum += picture.rgb[at] ?? 0;
      }
      const lack = white - (LOG_VALUE[(sum / samples) | 0] ?? 0);
      map.ink[y * width + x] = Math.max(0, Math.min(255, lack >> 3));
    }
  }
  return map;
}

/** Print is far darker than a faint seal: it is taken out with its rims, and covers what lies beneath. */
export function withoutPrint(map: InkMap): InkMap {
  const covered = new Uint8Array(map.ink.length);
  eachInk(map.ink, STRONG_INK, (at) => {
    markAround(covered, at, map.width, 1);
  });
  return { ...map, ink: map.ink.map((ink, at) => (covered[at] === 1 ? 0 : ink)), covered: () => covered };
}
