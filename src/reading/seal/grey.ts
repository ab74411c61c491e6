import type { PagePicture } from "../picture.ts";
import type { InkMap, Region } from "./ink.ts";
import { LOG_VALUE, type Paper } from "./paper.ts";

/** Straight runs of this many mm are table rules, not the top of a ring. */
const RULE_MM = 12;
/** Without dpi: a share of the picture's width. */
const RULE_SHARE = 0.06;

/**
 * On a page that has lost its colour: darkness in place of redness (128 for an optical density of 1), so that the same
 * search finds rings in it.
 */
export function darknessOf(picture: PagePicture, paper: Paper, region: Region, step: number): InkMap {
  const { left, top, width, height } = region;
  const ink = new Uint8Array(width * height);
  const [, white] = paper((left + width / 2) * step, (top + height / 2) * step);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let row = 0; row < step; row++) {
        let at = 3 * (((top + y) * step + row) * picture.width + (left + x) * step) + 1;
        for (let column = 0; column < step; column++, at += 3) sum += picture.rgb[at] ?? 0;
      }
      const lack = white - (LOG_VALUE[(sum / (step * step)) | 0] ?? 0);
      ink[y * width + x] = Math.max(0, Math.min(255, lack >> 3));
    }
  }
  const page = { pageWidth: Math.floor(picture.width / step), pageHeight: Math.floor(picture.height / step) };
  return { ...region, step, ...page, ink, covered: new Uint8Array(width * height) };
}

/** A form's rules would tie every ring to the table around it: they are taken out. */
export function withoutRules(map: InkMap, dpi: number | null, least: number): InkMap {
  const longest = Math.round(dpi === null ? RULE_SHARE * map.pageWidth : (RULE_MM * dpi) / 25.4 / map.step);
  const ink = map.ink.slice();
  const clearRuns = (lines: number, length: number, lineStride: number, stride: number) => {
    for (let line = 0; line < lines; line++) {
      let start = 0;
      for (let place = 0; place <= length; place++) {
        if (place < length && (map.ink[line * lineStride + place * stride] ?? 0) >= least) continue;
        if (place - start > longest) {
          for (let on = start; on < place; on++) ink[line * lineStride + on * stride] = 0;
        }
        start = place + 1;
      }
    }
  };
  clearRuns(map.height, map.width, map.width, 1);
  clearRuns(map.width, map.height, 1, map.width);
  return { ...map, ink };
}
