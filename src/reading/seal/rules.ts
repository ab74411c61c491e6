import { eachInk, type InkMap } from "./ink.ts";
import { WEAK_INK } from "./thresholds.ts";

/** Straight runs of this many mm are table rules: the top of a ring 45 mm wide and 1.5 mm thick runs straight for 16. */
const RULE_MM = 26;
/** Without dpi: a share of the picture's width. */
const RULE_SHARE = 0.12;

/** A form's rules would tie every ring to the table around it: they are taken out. */
export function withoutRules(map: InkMap): InkMap {
  const longest = map.pixelsPerMm === null ? RULE_SHARE * map.pageWidth : RULE_MM * map.pixelsPerMm;
  return { ...map, ink: withoutRuns(map, longest) };
}

/** Without the runs of ink along rows and columns that are longer than this. */
function withoutRuns({ ink, width }: InkMap, longest: number): Uint8Array {
  const left = ink.slice();
  /** The run that goes on in this row, from one place to before another, and in each column, from row to row. */
  let [start, end] = [0, 0];
  const [top, bottom] = [new Int32Array(width), new Int32Array(width)];
  const endRow = () => {
    if (end - start > longest) left.fill(0, start, end);
  };
  const endColumn = (x: number) => {
    const [from, to] = [top[x] ?? 0, bottom[x] ?? 0];
    if (to - from > longest) for (let y = from; y < to; y++) left[y * width + x] = 0;
  };
  eachInk(ink, WEAK_INK, (at) => {
    const y = (at / width) | 0;
    const x = at - y * width;
    if (at !== end || x === 0) {
      endRow();
      start = at;
    }
    end = at + 1;
    if (bottom[x] !== y) {
      endColumn(x);
      top[x] = y;
    }
    bottom[x] = y + 1;
  });
  endRow();
  for (let x = 0; x < width; x++) endColumn(x);
  return left;
}
