import type { PagePicture } from "../picture.ts";
import { CLEAR_EDGE, type EdgeLine, edgeLines, type Slopes, slopesOf } from "./edges.ts";
import { hasDesk } from "./has-desk.ts";
import type { Point, Quad } from "./homography.ts";
import { shrink, withoutPrint } from "./small.ts";

/** Of the picture: a smaller sheet cannot be read. */
const LEAST_AREA = 0.2;
/** Of the picture: beyond it there is no desk to speak of, and a scan is left as it is. */
const MOST_AREA = 0.95;
/** Of a side and of all four: how much must be seen as an edge. */
const LEAST_SIDE = 0.5;
const LEAST_ROUND = 0.75;
/** Of the picture's longer side: how far a corner may lie outside of it. */
const MOST_BEYOND = 0.12;
/** Opposite sides: at most so far from parallel, in radians (35°). */
const MOST_TAPER = 0.61;
/** Neighbouring sides: at least so far from parallel (55°). */
const LEAST_CORNER = 0.96;

/** The corners of a sheet that lies on something darker, in pixels of the picture; null where no desk is seen around it. */
export function findSheet(picture: PagePicture): Quad | null {
  const small = shrink(picture);
  if (!hasDesk(small)) return null;
  const slopes = slopesOf(withoutPrint(small));
  const best = bestQuad(edgeLines(slopes), slopes);
  if (best === null) return null;
  const refined = refine(best, slopes);
  const share = area(refined) / (slopes.width * slopes.height);
  if (share < LEAST_AREA || share > MOST_AREA) return null;
  return inOrder(refined).map(([x, y]): Point => [(x + 0.5) * small.scale, (y + 0.5) * small.scale]) as unknown as Quad;
}

/** The quadrilateral whose sides are best seen as edges with the lighter side within; of two alike, the larger. */
function bestQuad(lines: EdgeLine[], slopes: Slopes): Quad | null {
  const pairs = oppositePairs(lines);
  let best: { quad: Quad; worth: number } | null = null;
  for (const [index, [one, other]] of pairs.entries()) {
    for (const [third, fourth] of pairs.slice(index + 1)) {
      const turned = Math.abs(Math.sin(one.angle - third.angle));
      if (turned < Math.sin(LEAST_CORNER)) continue;
      const quad = [crossing(one, third), crossing(third, other), crossing(other, fourth), crossing(fourth, one)];
      const worth = worthOf(quad as unknown as Quad, slopes);
      if (worth > (best?.worth ?? 0)) best = { quad: quad as unknown as Quad, worth };
    }
  }
  return best?.quad ?? null;
}

/** Two edges whose lighter sides face each other. */
function oppositePairs(lines: EdgeLine[]): [EdgeLine, EdgeLine][] {
  return lines.flatMap((one, index) =>
    lines.slice(index + 1).flatMap((other): [EdgeLine, EdgeLine][] => {
      const facing = Math.cos(one.angle - other.angle + Math.PI) > Math.cos(MOST_TAPER);
      // The sum of both distances is the gap between them, negative where they turn their backs.
      return facing && -(one.distance + other.distance) > 0 ? [[one, other]] : [];
    }),
  );
}

function crossing(one: EdgeLine, other: EdgeLine): Point {
  const [a, b] = [Math.cos(one.angle), Math.sin(one.angle)];
  const [c, d] = [Math.cos(other.angle), Math.sin(other.angle)];
  const scale = a * d - b * c;
  return [(one.distance * d - other.distance * b) / scale, (a * other.distance - c * one.distance) / scale];
}

/** 0 where it cannot be a sheet. */
function worthOf(quad: Quad, slopes: Slopes): number {
  const { width, height } = slopes;
  const slack = MOST_BEYOND * Math.max(width, height);
  if (quad.some(([x, y]) => x < -slack || y < -slack || x > width + slack || y > height + slack)) return 0;
  const share = area(quad) / (width * height);
  if (share < LEAST_AREA) return 0;
  const sides = sidesOf(quad).map(([from, to]) => ({
    seen: seenAlong(from, to, quad, slopes),
    long: length(from, to),
  }));
  if (sides.some(({ seen }) => seen < LEAST_SIDE)) return 0;
  const round =
    sides.reduce((sum, { seen, long }) => sum + seen * long, 0) / sides.reduce((sum, { long }) => sum + long, 0);
  return round < LEAST_ROUND ? 0 : round * (0.7 + 0.3 * share) * smoothnessOf(quad, slopes);
}

const sidesOf = (quad: Quad): [Point, Point][] =>
  quad.map((corner, index) => [corner, quad[(index + 1) % 4] ?? corner]);
const length = ([x, y]: Point, [toX, toY]: Point) => Math.hypot(toX - x, toY - y);

function area(quad: Quad): number {
  return Math.abs(sidesOf(quad).reduce((sum, [[x, y], [toX, toY]]) => sum + x * toY - toX * y, 0)) / 2;
}

/** Points looked at within a sheet, along each side. */
const GRID = 16;

/** 1 for paper, which is smooth without its print; less where desk with a pattern lies within. */
function smoothnessOf([topLeft, topRight, bottomRight, bottomLeft]: Quad, slopes: Slopes): number {
  let edges = 0;
  for (let row = 1; row < GRID; row++) {
    for (let column = 1; column < GRID; column++) {
      const [right, down] = [column / GRID, row / GRID];
      const [x, y] = ([0, 1] as const).map(
        (axis) =>
          (topLeft[axis] * (1 - right) + topRight[axis] * right) * (1 - down) +
          (bottomLeft[axis] * (1 - right) + bottomRight[axis] * right) * down,
      ) as [number, number];
      const at = Math.round(y) * slopes.width + Math.round(x);
      if (Math.hypot(slopes.x[at] ?? 0, slopes.y[at] ?? 0) >= CLEAR_EDGE) edges++;
    }
  }
  return 1 - Math.min(1, (2 * edges) / (GRID - 1) ** 2);
}

/** Points looked at along a side. */
const SAMPLES = 48;
/** From a sheet's edge inwards, to where nothing but paper is: 7 mm. */
const MARGIN = 6;

/** The share of a side along which the light grows towards the inside, within two pixels of it, and then stays: a margin. */
function seenAlong(from: Point, to: Point, quad: Quad, slopes: Slopes): number {
  const inward = inwardOf(from, to, quad);
  let [seen, within] = [0, 0];
  for (let sample = 0; sample < SAMPLES; sample++) {
    const along = (sample + 0.5) / SAMPLES;
    const [x, y] = [from[0] + (to[0] - from[0]) * along, from[1] + (to[1] - from[1]) * along];
    if (x < 1 || y < 1 || x > slopes.width - 2 || y > slopes.height - 2) continue;
    within++;
    const margin: Point = [x + inward[0] * MARGIN, y + inward[1] * MARGIN];
    if (steepestNear([x, y], inward, 2, slopes).slope < CLEAR_EDGE) continue;
    if (steepestNear(margin, inward, 2, slopes).slope < CLEAR_EDGE) seen++;
  }
  return within === 0 ? 0 : seen / Math.max(within, SAMPLES / 2);
}

function inwardOf(from: Point, to: Point, quad: Quad): Point {
  const long = length(from, to) || 1;
  const normal: Point = [(to[1] - from[1]) / long, (from[0] - to[0]) / long];
  const middle = [0, 1].map((axis) => quad.reduce((sum, corner) => sum + (corner[axis] ?? 0), 0) / 4);
  const towards = normal[0] * ((middle[0] ?? 0) - from[0]) + normal[1] * ((middle[1] ?? 0) - from[1]);
  return towards > 0 ? normal : [-normal[0], -normal[1]];
}

/** Where near a point the light grows most along the normal. */
function steepestNear(
  [x, y]: Point,
  [normalX, normalY]: Point,
  reach: number,
  slopes: Slopes,
): { slope: number; off: number } {
  let best = { slope: 0, off: 0 };
  for (let off = -reach; off <= reach; off++) {
    const [column, row] = [Math.round(x + off * normalX), Math.round(y + off * normalY)];
    if (column < 0 || row < 0 || column >= slopes.width || row >= slopes.height) continue;
    const at = row * slopes.width + column;
    const slope = (slopes.x[at] ?? 0) * normalX + (slopes.y[at] ?? 0) * normalY;
    if (slope > best.slope) best = { slope, off };
  }
  return best;
}

/** Each side laid through the edge's own pixels: the search's lines are 2° and a pixel apart. */
function refine(quad: Quad, slopes: Slopes): Quad {
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

/** Clockwise from the corner nearest to the picture's top left. */
function inOrder(quad: Quad): Quad {
  const [cx, cy] = [0, 1].map((axis) => quad.reduce((sum, corner) => sum + (corner[axis] ?? 0), 0) / 4) as [
    number,
    number,
  ];
  const round = [...quad].sort((a, b) => Math.atan2(a[1] - cy, a[0] - cx) - Math.atan2(b[1] - cy, b[0] - cx));
  const first = round.reduce(
    (best, [x, y], index) => (x + y < (round[best]?.[0] ?? 0) + (round[best]?.[1] ?? 0) ? index : best),
    0,
  );
  return [...round.slice(first), ...round.slice(0, first)] as unknown as Quad;
}
