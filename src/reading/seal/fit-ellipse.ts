import type { Ellipse } from "./ellipse.ts";

/** Places on a map, of which the first `count` stand. Typed: a search fits rings through thousands of handfuls of them. */
export interface Points {
  count: number;
  x: Float64Array;
  y: Float64Array;
}

export function roomForPoints(most: number): Points {
  return { count: 0, x: new Float64Array(most), y: new Float64Array(most) };
}

export function addPoint(points: Points, x: number, y: number): void {
  points.x[points.count] = x;
  points.y[points.count++] = y;
}

/**
 * Normal equations of up to five unknowns, each with its value at its end, and the row that is added next. Sampling solves
 * thousands of these, and typed arrays of their own for each cost more than solving it.
 */
const MATRIX = new Float64Array(5 * 6);
const ROW = new Float64Array(6);

/** Least squares through points; null where they lie on no circle. */
export function fitCircle(points: Points): Ellipse | null {
  const [middleX, middleY] = [meanOf(points.x, points.count), meanOf(points.y, points.count)];
  MATRIX.fill(0);
  for (let index = 0; index < points.count; index++) {
    const u = (points.x[index] ?? 0) - middleX;
    const v = (points.y[index] ?? 0) - middleY;
    ROW[0] = u;
    ROW[1] = v;
    ROW[2] = 1;
    ROW[3] = u * u + v * v;
    addRow(3);
  }
  if (!eliminate(3)) return null;
  const [d, e, f] = [MATRIX[3] ?? 0, MATRIX[7] ?? 0, MATRIX[11] ?? 0];
  const radius = Math.sqrt(f + (d * d + e * e) / 4);
  if (!(radius > 0)) return null;
  return { x: middleX + d / 2, y: middleY + e / 2, a: radius, b: radius, angle: 0 };
}

/** The conic A·u² + B·uv + C·v² + D·u + E·v = 1 by least squares, about the points' own centre; null unless an ellipse. */
export function fitEllipse(points: Points): Ellipse | null {
  const [middleX, middleY] = [meanOf(points.x, points.count), meanOf(points.y, points.count)];
  let size = 1;
  for (let index = 0; index < points.count; index++) size = Math.max(size, Math.abs((points.x[index] ?? 0) - middleX));
  MATRIX.fill(0);
  for (let index = 0; index < points.count; index++) {
    const u = ((points.x[index] ?? 0) - middleX) / size;
    const v = ((points.y[index] ?? 0) - middleY) / size;
    ROW[0] = u * u;
    ROW[1] = u * v;
    ROW[2] = v * v;
    ROW[3] = u;
    ROW[4] = v;
    ROW[5] = 1;
    addRow(5);
  }
  return eliminate(5) ? solvedEllipse(middleX, middleY, size) : null;
}

function meanOf(values: Float64Array, count: number): number {
  let sum = 0;
  for (let index = 0; index < count; index++) sum += values[index] ?? 0;
  return sum / Math.max(1, count);
}

/** Of the conic that was solved last. */
function solvedEllipse(middleX: number, middleY: number, size: number): Ellipse | null {
  const [A, B, C] = [MATRIX[5] ?? 0, MATRIX[11] ?? 0, MATRIX[17] ?? 0];
  const [D, E] = [MATRIX[23] ?? 0, MATRIX[29] ?? 0];
  const determinant = 4 * A * C - B * B;
  if (!(determinant > 1e-9)) return null;
  const u = (B * E - 2 * C * D) / determinant;
  const v = (B * D - 2 * A * E) / determinant;
  const level = 1 + A * u * u + B * u * v + C * v * v;
  const middle = (A + C) / 2;
  const spread = Math.sqrt(((A - C) / 2) ** 2 + (B / 2) ** 2);
  const long = level / (middle - spread);
  const short = level / (middle + spread);
  if (!(long > 0) || !(short > 0)) return null;
  return {
    x: middleX + u * size,
    y: middleY + v * size,
    a: Math.sqrt(long) * size,
    b: Math.sqrt(short) * size,
    angle: Math.atan2(B, A - C) / 2 + Math.PI / 2,
  };
}

function addRow(unknowns: number): void {
  const wide = unknowns + 1;
  for (let one = 0, at = 0; one < unknowns; one++) {
    const term = ROW[one] ?? 0;
    for (let other = 0; other < wide; other++, at++) MATRIX[at] = (MATRIX[at] ?? 0) + term * (ROW[other] ?? 0);
  }
}

/** Gauss and Jordan, with the largest of a column as its pivot; false where the rows do not decide it. */
function eliminate(unknowns: number): boolean {
  const wide = unknowns + 1;
  for (let pivot = 0; pivot < unknowns; pivot++) {
    let best = pivot;
    for (let row = pivot + 1; row < unknowns; row++)
      if (Math.abs(MATRIX[row * wide + pivot] ?? 0) > Math.abs(MATRIX[best * wide + pivot] ?? 0)) best = row;
    const head = MATRIX[best * wide + pivot] ?? 0;
    if (Math.abs(head) < 1e-12) return false;
    const [from, to] = [best * wide, pivot * wide];
    for (let column = 0; column < wide; column++) {
      const held = MATRIX[from + column] ?? 0;
      MATRIX[from + column] = MATRIX[to + column] ?? 0;
      MATRIX[to + column] = held / head;
    }
    for (let row = 0; row < unknowns; row++) {
      const at = row * wide;
      const share = MATRIX[at + pivot] ?? 0;
      if (row === pivot || share === 0) continue;
      for (let column = pivot; column < wide; column++)
        MATRIX[at + column] = (MATRIX[at + column] ?? 0) - share * (MATRIX[to + column] ?? 0);
    }
  }
  return true;
}
