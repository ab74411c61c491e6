import type { PagePicture } from "../picture.ts";
import { CLEAR_EDGE, type EdgeLine, edgeLines, type Slopes, slopesOf } from "./edges.ts";
import { hasDesk } from "./has-desk.ts";
import type { Point, Quad } from "./homography.ts";
import { area, crossing, inOrder, length, sidesOf } from "./quad.ts";
import { refine } from "./refine-sheet.ts";
import { seenAlong } from "./sheet-side.ts";
import { shrinking, shrunk, withoutPrint } from "./small.ts";

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
  const small = shrinking(picture);
  if (!hasDesk(small)) return null;
  const slopes = slopesOf(withoutPrint(shrunk(small)));
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
      const worth = worthOf(quad as unknown as Quad, slopes, lines, best?.worth ?? 0);
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

/** 0 where it cannot be a sheet, or where even faultless edges would not make it worth more than `toBeat`. */
function worthOf(quad: Quad, slopes: Slopes, lines: EdgeLine[], toBeat: number): number {
  const { width, height } = slopes;
  const slack = MOST_BEYOND * Math.max(width, height);
  if (quad.some(([x, y]) => x < -slack || y < -slack || x > width + slack || y > height + slack)) return 0;
  const share = area(quad) / (width * height);
  const most = 0.7 + 0.3 * share;
  if (share < LEAST_AREA || most <= toBeat) return 0;
  let [seenLength, round] = [0, 0];
  for (const [from, to] of sidesOf(quad)) {
    const seen = seenAlong(from, to, quad, slopes);
    if (seen < LEAST_SIDE) return 0;
    seenLength += seen * length(from, to);
    round += length(from, to);
  }
  const seen = seenLength / round;
  return seen < LEAST_ROUND || seen * most <= toBeat ? 0 : seen * most * smoothnessOf(quad, slopes, lines);
}

/** Points looked at within a sheet, along each side. */
const GRID = 16;

/** Pixels from a shadow's edge within which the light changes. */
const SHADOW_EDGE = 3;

/** 1 for paper, which is smooth without its print, but for one shadow with a straight edge; less where desk with a pattern lies within. */
function smoothnessOf(quad: Quad, slopes: Slopes, lines: EdgeLine[]): number {
  const edges = edgesWithin(quad, slopes);
  const shadow = Math.max(0, ...lines.map((line) => edges.filter(isAlong(line)).length));
  return 1 - Math.min(1, (2 * (edges.length - shadow)) / (GRID - 1) ** 2);
}

function edgesWithin([topLeft, topRight, bottomRight, bottomLeft]: Quad, slopes: Slopes): Point[] {
  const edges: Point[] = [];
  for (let row = 1; row < GRID; row++) {
    for (let column = 1; column < GRID; column++) {
      const [right, down] = [column / GRID, row / GRID];
      const along = (axis: 0 | 1) =>
        (topLeft[axis] * (1 - right) + topRight[axis] * right) * (1 - down) +
        (bottomLeft[axis] * (1 - right) + bottomRight[axis] * right) * down;
      const [x, y] = [Math.round(along(0)), Math.round(along(1))];
      const at = y * slopes.width + x;
      const isOnPicture = x >= 0 && x < slopes.width;
      if (isOnPicture && (slopes.x[at] ?? 0) ** 2 + (slopes.y[at] ?? 0) ** 2 >= CLEAR_EDGE ** 2) edges.push([x, y]);
    }
  }
  return edges;
}

function isAlong({ angle, distance }: EdgeLine): (point: Point) => boolean {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return ([x, y]) => Math.abs(x * cos + y * sin - distance) <= SHADOW_EDGE;
}
