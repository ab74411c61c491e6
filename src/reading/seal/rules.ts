import type { InkMap } from "./ink.ts";
import { WEAK_INK } from "./thresholds.ts";

/** Straight runs of this many mm are table rules: the top of a ring 45 mm wide and 1.5 mm thick runs straight for 16. */
const RULE_MM = 26;
/** Without dpi: a share of the picture's width. */
const RULE_SHARE = 0.12;

/** A form's rules would tie every ring to the table around it: they are taken out. */
export function withoutRules(map: InkMap): InkMap {
  const longest = map.pixelsPerMm === null ? RULE_SHARE * map.pageWidth : RULE_MM * map.pixelsPerMm;
  const ink = map.ink.slice();
  const clearRuns = (lines: number, length: number, lineStride: number, stride: number) => {
    for (let line = 0; line < lines; line++) {
      let start = 0;
      for (let place = 0; place <= length; place++) {
        if (place < length && (map.ink[line * lineStride + place * stride] ?? 0) >= WEAK_INK) continue;
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
