/** Centre, half axes (`a` ≥ `b`) and the angle of the long one, in working pixels of a map; a circle has a = b. */
export interface Ellipse {
  x: number;
  y: number;
  a: number;
  b: number;
  angle: number;
}

/** Rays of a ring, evenly by eccentric angle, clockwise on the page from the one that points right. */
export interface Spokes {
  count: number;
  x: Float64Array;
  y: Float64Array;
  inX: Float64Array;
  inY: Float64Array;
}

/**
 * Where each ray meets the edge, and its way inwards, square to the edge and as long as the short half axis: a text
 * band is as deep at an oval's ends as at its middle. A place of radius r is (x, y) + (1 − r)·(inX, inY).
 */
export function spokes(ring: Ellipse, count: number): Spokes {
  const made: Spokes = {
    count,
    x: new Float64Array(count),
    y: new Float64Array(count),
    inX: new Float64Array(count),
    inY: new Float64Array(count),
  };
  const { a, b } = ring;
  const [cos, sin] = [Math.cos(ring.angle), Math.sin(ring.angle)];
  for (let ray = 0; ray < count; ray++) {
    const theta = (ray * 2 * Math.PI) / count - ring.angle;
    const [along, across] = [Math.cos(theta), Math.sin(theta)];
    const length = Math.hypot(b * along, a * across);
    made.x[ray] = ring.x + a * along * cos - b * across * sin;
    made.y[ray] = ring.y + a * along * sin + b * across * cos;
    made.inX[ray] = (-b * (b * along * cos - a * across * sin)) / length;
    made.inY[ray] = (-b * (b * along * sin + a * across * cos)) / length;
  }
  return made;
}

/** A place on a ray: 1 is on the edge, 0 as deep as the short half axis. */
export function placeOn({ x, y, inX, inY }: Spokes, ray: number, radius: number): [x: number, y: number] {
  return [(x[ray] ?? 0) + (1 - radius) * (inX[ray] ?? 0), (y[ray] ?? 0) + (1 - radius) * (inY[ray] ?? 0)];
}

/** 0 in the centre, 1 on the ellipse. */
export function radiusIn({ x, y, a, b, angle }: Ellipse, px: number, py: number): number {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const along = (px - x) * cos + (py - y) * sin;
  const across = (py - y) * cos - (px - x) * sin;
  // Math.hypot takes ten times as long.
  return Math.sqrt((along / a) ** 2 + (across / b) ** 2);
}

/** Half the width and half the height of the box around it. */
export function halfExtent({ a, b, angle }: Ellipse): [x: number, y: number] {
  return [Math.hypot(a * Math.cos(angle), b * Math.sin(angle)), Math.hypot(a * Math.sin(angle), b * Math.cos(angle))];
}

/** Of the long axis, 0 ≤ degrees < 180; 0 of a circle, which has none. */
export function inDegrees({ a, b, angle }: Ellipse): number {
  return a - b < 1e-6 * a ? 0 : ((((angle * 180) / Math.PI) % 180) + 180) % 180;
}

/**
 * Normal equations of up to five unknowns, each with its value at its end, and the row that is added next. Sampling solves
 * thousands of these, and typed arrays of their own for each cost more than solving it.
 */
const MATRIX = new Float64Array(5 * 6);
const ROW = new Float64Array(6);

/** Least squares through points; null where they lie on no circle. */
export function fitCircle(xs: readonly number[], ys: readonly number[]): Ellipse | null {
  const origin = centreOf(xs, ys);
  MATRIX.fill(0);
  for (let index = 0; index < xs.length; index++) {
    const [u, v] = [(xs[index] ?? 0) - origin.x, (ys[index] ?? 0) - origin.y];
    ROW[0] = u;
    ROW[1] = v;
    ROW[2] = 1;
    ROW[3] = u * u + v * v;
    addRow(3);
  }
  if (!eliminate(3)) return null;
  const [d = 0, e = 0, f = 0] = [MATRIX[3], MATRIX[7], MATRIX[11]];
  const radius = Math.sqrt(f + (d * d + e * e) / 4);
  if (!(radius > 0)) return null;
  return { x: origin.x + d / 2, y: origin.y + e / 2, a: radius, b: radius, angle: 0 };
}

/** The conic A·u² + B·uv + C·v² + D·u + E·v = 1 by least squares, about the points' own centre; null unless an ellipse. */
export function fitEllipse(xs: readonly number[], ys: readonly number[]): Ellipse | null {
  const origin = centreOf(xs, ys);
  let size = 1;
  for (const x of xs) size = Math.max(size, Math.abs(x - origin.x));
  MATRIX.fill(0);
  for (let index = 0; index < xs.length; index++) {
    const [u, v] = [((xs[index] ?? 0) - origin.x) / size, ((ys[index] ?? 0) - origin.y) / size];
    ROW[0] = u * u;
    ROW[1] = u * v;
    ROW[2] = v * v;
    ROW[3] = u;
    ROW[4] = v;
    ROW[5] = 1;
    addRow(5);
  }
  return eliminate(5) ? ellipseOf(origin, size) : null;
}

/** Of the conic that was solved last. */
function ellipseOf(origin: { x: number; y: number }, size: number): Ellipse | null {
  const [A = 0, B = 0, C = 0, D = 0, E = 0] = [MATRIX[5], MATRIX[11], MATRIX[17], MATRIX[23], MATRIX[29]];
  const determinant = 4 * A * C - B * B;
  if (!(determinant > 1e-9)) return null;
  const [u, v] = [(B * E - 2 * C * D) / determinant, (B * D - 2 * A * E) / determinant];
  const level = 1 + A * u * u + B * u * v + C * v * v;
  const [middle, spread] = [(A + C) / 2, Math.hypot((A - C) / 2, B / 2)];
  const long = level / (middle - spread);
  const short = level / (middle + spread);
  if (!(long > 0) || !(short > 0)) return null;
  return {
    x: origin.x + u * size,
    y: origin.y + v * size,
    a: Math.sqrt(long) * size,
    b: Math.sqrt(short) * size,
    angle: Math.atan2(B, A - C) / 2 + Math.PI / 2,
  };
}

function centreOf(xs: readonly number[], ys: readonly number[]): { x: number; y: number } {
  let [x, y] = [0, 0];
  for (let index = 0; index < xs.length; index++) {
    x += xs[index] ?? 0;
    y += ys[index] ?? 0;
  }
  const count = Math.max(1, xs.length);
  return { x: x / count, y: y / count };
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
