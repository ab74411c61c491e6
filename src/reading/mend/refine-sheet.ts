import { CLEAR_EDGE, type EdgeLine, type Slopes } from "./edges.ts";
import type { Point, Quad } from "./homography.ts";
import { crossing, inwardOf, length, sidesOf } from "./quad.ts";
import { SAMPLES, steepestNear } from "./sheet-side.ts";

/** Each side laid through the edge's own pixels: the search's lines are 2° and a pixel apart. */
export function refine(quad: Quad, slopes: Slopes): Quad {
  const sides = sidesOf(quad).map(([from, to]) => fitted(from, to, inwardOf(from, to, quad), slopes));
  const corners = sides.map((side, index) => crossing(sides[(index + 3) % 4] ?? side, side));
  return corners as unknown as Quad;
}

function fitted(from: Point, to: Point, inward: Point, slopes: Slopes): EdgeLine {
  const [alongX, alongY] = [(to[0] - from[0]) / length(from, to), (to[1] - from[1]) / length(from, to)];
  const points: [along: number, off: number, weight: number][] = [];
  for (let sample = 1; sample < SAMPLES - 1; sample++) {
    const along = ((sample + 0.5) / SAMPLES) * length(from, to);
    const { slope, off } = steepestNear([from[0] + alongX * along, from[1] + alongY * along], inward, 4, slopes);
    if (slope >= CLEAR_EDGE) points.push([along, off, 1]);
  }
  let line = leastSquares(points);
  // Twice without what lies off: a corner, the edge of something else.
  for (let round = 0; round < 2; round++) {
    const { base, rise } = line;
    line = leastSquares(points.filter(([along, off]) => Math.abs(off - base - rise * along) <= 1.5));
  }
  const start: Point = [from[0] + inward[0] * line.base, from[1] + inward[1] * line.base];
  const direction: Point = [alongX + inward[0] * line.rise, alongY + inward[1] * line.rise];
  const angle = Math.atan2(-direction[0], direction[1]);
  return { angle, distance: start[0] * Math.cos(angle) + start[1] * Math.sin(angle), votes: points.length };
}

function leastSquares(points: [along: number, off: number, weight: number][]): { base: number; rise: number } {
  const mean = (axis: 0 | 1) => points.reduce((sum, point) => sum + point[axis], 0) / Math.max(1, points.length);
  const [middle, off] = [mean(0), mean(1)];
  const spread = points.reduce((sum, [along]) => sum + (along - middle) ** 2, 0);
  const rise =
    spread === 0 ? 0 : points.reduce((sum, point) => sum + (point[0] - middle) * (point[1] - off), 0) / spread;
  return { base: off - rise * middle, rise };
}
