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
export const length = ([x, y]: Point, [toX, toY]: Point) => Math.hypot(toX - x, toY - y);

/** In square pixels. */
export function area(quad: Quad): number {
  return Math.abs(sidesOf(quad).reduce((sum, [[x, y], [toX, toY]]) => sum + x * toY - toX * y, 0)) / 2;
}

/** The normal of a side that points into the sheet, of length 1. */
export function inwardOf(from: Point, to: Point, quad: Quad): Point {
  const long = length(from, to) || 1;
  const normal: Point = [(to[1] - from[1]) / long, (from[0] - to[0]) / long];
  const middle = [0, 1].map((axis) => quad.reduce((sum, corner) => sum + (corner[axis] ?? 0), 0) / 4);
  const towards = normal[0] * ((middle[0] ?? 0) - from[0]) + normal[1] * ((middle[1] ?? 0) - from[1]);
  return towards > 0 ? normal : [-normal[0], -normal[1]];
}

/** Clockwise from the corner nearest to the picture's top left. */
export function inOrder(quad: Quad): Quad {
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
