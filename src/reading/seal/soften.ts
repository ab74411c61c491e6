import type { LineStrip } from "../picture.ts";

/** Each pixel the mean of the nine about it: specks and gaps of a worn or smeared print give way to its strokes. */
export function soften({ width, height, grey }: LineStrip): LineStrip {
  const sums = new Uint16Array(width * height);
  for (let at = 0; at < sums.length; at++) {
    const column = at % width;
    const own = grey[at] ?? 0;
    sums[at] = own + (column > 0 ? (grey[at - 1] ?? own) : own) + (column < width - 1 ? (grey[at + 1] ?? own) : own);
  }
  const soft = sums.map((own, at) => Math.round((own + (sums[at - width] ?? own) + (sums[at + width] ?? own)) / 9));
  return { width, height, grey: Uint8Array.from(soft) };
}
