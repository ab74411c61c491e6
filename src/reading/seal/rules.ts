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
  clearRows(map, longest, ink);
  clearColumns(map, longest, ink);
  return { ...map, ink };
}

function clearRows({ ink, width, height }: InkMap, longest: number, cleared: Uint8Array): void {
  for (let y = 0; y < height; y++) {
    let start = y * width;
    const end = start + width;
    for (let at = start; at <= end; at++) {
      if (at < end && (ink[at] ?? 0) >= WEAK_INK) continue;
      if (at - start > longest) cleared.fill(0, start, at);
      start = at + 1;
    }
  }
}

/** Row by row all the same, in the order in which the map lies in memory. */
function clearColumns({ ink, width, height }: InkMap, longest: number, cleared: Uint8Array): void {
  const start = new Int32Array(width);
  for (let y = 0; y <= height; y++) {
    for (let x = 0; x < width; x++) {
      if (y < height && (ink[y * width + x] ?? 0) >= WEAK_INK) continue;
      const from = start[x] ?? 0;
      if (y - from > longest) for (let on = from; on < y; on++) cleared[on * width + x] = 0;
      start[x] = y + 1;
    }
  }
}
