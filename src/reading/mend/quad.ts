import type { EdgeLine } from "./edges.ts";
import type { Point, Quad } from "./homography.ts";

/** Where two lines meet. */
export function crossing(one: EdgeLine, other: EdgeLine): Point {
  const [a, b] = [Math.cos(one.angle), Math.sin(one.angle)];
  const [c, d] = [Math.cos(other.angle), Math.sin(other.angle)];
  const scale = a * d - b * c;
  return [(one.distance * d - other.distance * b) / scale, (a * other.distance - c * one.distance) / scale];
}

/** From corner to corner. */
export const sidesOf = (quad: Quad): [Point, Point][] =>
  quad.map((corner, index) => [corner, quad[(index + 1) % 4] ?? corner]);
export const length = (from: Point, to: Point) => Math.sqrt((to[0] - from[0]) ** 2 + (to[1] - from[1]) ** 2);

/** In square pixels. */
export function area([a, b, c, d]: Quad): number {
  const across = (from: Point, to: Point) => from[0] * to[1] - to[0] * from[1];
  return Math.abs(across(a, b) + across(b, c) + across(c, d) + across(d, a)) / 2;
}

/** The normal of a side that points into the sheet, of length 1. */
export function inwardOf(from: Point, to: Point, quad: Quad): Point {
  const long = length(from, to) || 1;
  const normal: Point = [(to[1] - from[1]) / long, (from[0] - to[0]) / long];
  const [x, y] = middleOf(quad);
  const towards = normal[0] * (x - from[0]) + normal[1] * (y - from[1]);
  return towards > 0 ? normal : [-normal[0], -normal[1]];
}

const middleOf = ([a, b, c, d]: Quad): Point => [(a[0] + b[0] + c[0] + d[0]) / 4, (a[1] + b[1] + c[1] + d[1]) / 4];

/** Clockwise from the corner nearest to the picture's top left. */
export function inOrder(quad: Quad): Quad {
  const [cx, cy] = middleOf(quad);
  const round = [...quad].sort((a, b) => Math.atan2(a[1] - cy, a[0] - cx) - Math.atan2(b[1] - cy, b[0] - cx));
  const first = round.reduce(
    (best, [x, y], index) => (x + y < (round[best]?.[0] ?? 0) + (round[best]?.[1] ?? 0) ? index : best),
    0,
  );
  return [...round.slice(first), ...round.slice(0, first)] as unknown as Quad;
}
