import { CLEAR_EDGE, type Slopes } from "./edges.ts";
import type { Point, Quad } from "./homography.ts";
import { inwardOf } from "./quad.ts";

/** Points looked at along a side. */
export const SAMPLES = 48;
/** From a sheet's edge inwards, to where nothing but paper is: 7 mm. */
const MARGIN = 6;

/** The share of a side along which the light grows towards the inside, within two pixels of it, and then stays: a margin. */
export function seenAlong(from: Point, to: Point, quad: Quad, slopes: Slopes): number {
  const [inX, inY] = inwardOf(from, to, quad);
  const [fromX, fromY, toX, toY] = [...from, ...to];
  let seen = 0;
  let within = 0;
  for (let sample = 0; sample < SAMPLES; sample++) {
    const along = (sample + 0.5) / SAMPLES;
    const x = fromX + (toX - fromX) * along;
    const y = fromY + (toY - fromY) * along;
    if (x < 1 || y < 1 || x > slopes.width - 2 || y > slopes.height - 2) continue;
    within++;
    if (!isEdge(x, y, inX, inY, slopes)) continue;
    if (!isEdge(x + inX * MARGIN, y + inY * MARGIN, inX, inY, slopes)) seen++;
  }
  return within === 0 ? 0 : seen / Math.max(within, SAMPLES / 2);
}

/** Does the light grow as it does at an edge, within two pixels? A photo's search comes here a hundred thousand times. */
function isEdge(x: number, y: number, normalX: number, normalY: number, slopes: Slopes): boolean {
  for (let off = -2; off <= 2; off++) {
    const column = Math.round(x + off * normalX);
    const row = Math.round(y + off * normalY);
    if (column < 0 || row < 0 || column >= slopes.width || row >= slopes.height) continue;
    const at = row * slopes.width + column;
    if ((slopes.x[at] ?? 0) * normalX + (slopes.y[at] ?? 0) * normalY >= CLEAR_EDGE) return true;
  }
  return false;
}

/** Where near a point the light grows most along the normal. */
export function steepestNear(
  point: Point,
  normal: Point,
  reach: number,
  slopes: Slopes,
): { slope: number; off: number } {
  const [x, y, normalX, normalY] = [...point, ...normal];
  let [slope, most] = [0, 0];
  for (let off = -reach; off <= reach; off++) {
    const column = Math.round(x + off * normalX);
    const row = Math.round(y + off * normalY);
    if (column < 0 || row < 0 || column >= slopes.width || row >= slopes.height) continue;
    const at = row * slopes.width + column;
    const here = (slopes.x[at] ?? 0) * normalX + (slopes.y[at] ?? 0) * normalY;
    if (here > slope) {
      slope = here;
      most = off;
    }
  }
  return { slope, off: most };
}
