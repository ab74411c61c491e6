import type { PagePicture } from "../picture.ts";
import type { Region } from "./ink.ts";
import type { Paper, White } from "./paper.ts";
import { logMean } from "./redness.ts";

/**
 * Of each working pixel how far it is from grey, and the share of that which it lacks in blue. However thin a stroke or its
 * film, and however coarse a JPEG's colours: paper among the ink makes it paler but leaves its hue.
 */
export interface Tint {
  depth: Float32Array;
  hue: Float32Array;
}

/** Working pixels for which the paper's white is taken once. */
const PATCH = 16;

/** Of a region, each pixel as the mean of those that lie up to `reach` to either side. */
export function tintOf(picture: PagePicture, paper: Paper, region: Region, step: number, reach: number): Tint {
  const area = region.width * region.height;
  const [lacksGreen, lacksBlue] = [new Float32Array(area), new Float32Array(area)];
  let white: White = [0, 0, 0];
  for (let at = 0; at < area; at++) {
    const [x, y] = [(region.left + (at % region.width)) * step, (region.top + Math.floor(at / region.width)) * step];
    if ((at % region.width) % PATCH === 0) white = paper(x, y);
    const first = 3 * (y * picture.width + x);
    const lit = (channel: 0 | 1 | 2) =>
      Math.exp((logMean(picture.rgb, picture.width, first + channel, step) - white[channel]) / 1024);
    const red = lit(0);
    lacksGreen[at] = red - lit(1);
    lacksBlue[at] = red - lit(2);
  }
  const [green, blue] = [means(lacksGreen, region, reach), means(lacksBlue, region, reach)];
  const depth = green.map((value, at) => value + (blue[at] ?? 0));
  return { depth, hue: blue.map((value, at) => value / Math.max(1e-3, depth[at] ?? 0)) };
}

/** Over the square about each place; beyond the region lies paper. */
function means(values: Float32Array, { width, height }: Region, reach: number): Float32Array {
  const across = sums(values, { by: 1, length: width, next: width }, reach);
  const area = (2 * reach + 1) ** 2;
  return sums(across, { by: width, length: height, next: 1 }, reach).map((sum) => sum / area);
}

/** Running sums along lines of `length` values that lie `by` apart, the lines themselves `next`. */
function sums(values: Float32Array, { by, length, next }: { by: number; length: number; next: number }, reach: number) {
  const made = new Float32Array(values.length);
  for (let line = 0; line < values.length / length; line++) {
    let sum = 0;
    for (let place = -reach; place < length; place++) {
      if (place + reach < length) sum += values[line * next + (place + reach) * by] ?? 0;
      if (place > reach) sum -= values[line * next + (place - reach - 1) * by] ?? 0;
      if (place >= 0) made[line * next + place * by] = sum;
    }
  }
  return made;
}
