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

/** Least squares through points; null where they lie on no circle. */
export function fitCircle(xs: readonly number[], ys: readonly number[]): Ellipse | null {
  const origin = centreOf(xs, ys);
  const solved = leastSquares(xs.length, 3, (index, row) => {
    const [u, v] = [(xs[index] ?? 0) - origin.x, (ys[index] ?? 0) - origin.y];
    row[0] = u;
    row[1] = v;
    row[2] = 1;
    row[3] = u * u + v * v;
  });
  if (solved === null) return null;
  const [d = 0, e = 0, f = 0] = solved;
  const radius = Math.sqrt(f + (d * d + e * e) / 4);
  if (!(radius > 0)) return null;
  return { x: origin.x + d / 2, y: origin.y + e / 2, a: radius, b: radius, angle: 0 };
}

/** The conic A·u² + B·uv + C·v² + D·u + E·v = 1 by least squares, about the points' own centre; null unless an ellipse. */
export function fitEllipse(xs: readonly number[], ys: readonly number[]): Ellipse | null {
  const origin = centreOf(xs, ys);
  let size = 1;
  for (const x of xs) size = Math.max(size, Math.abs(x - origin.x));
  const conic = leastSquares(xs.length, 5, (index, row) => {
    const [u, v] = [((xs[index] ?? 0) - origin.x) / size, ((ys[index] ?? 0) - origin.y) / size];
    row[0] = u * u;
    row[1] = u * v;
    row[2] = v * v;
    row[3] = u;
    row[4] = v;
    row[5] = 1;
  });
  return conic === null ? null : ellipseOf(conic, origin, size);
}

function ellipseOf(conic: Float64Array, origin: { x: number; y: number }, size: number): Ellipse | null {
  const [A = 0, B = 0, C = 0, D = 0, E = 0] = conic;
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

/**
 * Normal equations and Gaussian elimination; null where the rows do not decide it. `fill` writes a row's terms and then
 * its value. Sampling solves thousands of these, so nothing is allocated row by row.
 */
function leastSquares(
  rows: number,
  unknowns: number,
  fill: (index: number, row: Float64Array) => void,
): Float64Array | null {
  const wide = unknowns + 1;
  const matrix = new Float64Array(unknowns * wide);
  const row = new Float64Array(wide);
  for (let index = 0; index < rows; index++) {
    fill(index, row);
    for (let one = 0; one < unknowns; one++) {
      const term = row[one] ?? 0;
      for (let other = 0; other < wide; other++) {
        matrix[one * wide + other] = (matrix[one * wide + other] ?? 0) + term * (row[other] ?? 0);
      }
    }
  }
  return eliminate(matrix, unknowns);
}

/** Gauss and Jordan, with the largest of a column as its pivot. */
function eliminate(matrix: Float64Array, unknowns: number): Float64Array | null {
  const wide = unknowns + 1;
  const at = (row: number, column: number) => matrix[row * wide + column] ?? 0;
  for (let pivot = 0; pivot < unknowns; pivot++) {
    let best = pivot;
    for (let row = pivot + 1; row < unknowns; row++)
      if (Math.abs(at(row, pivot)) > Math.abs(at(best, pivot))) best = row;
    const head = at(best, pivot);
    if (Math.abs(head) < 1e-12) return null;
    for (let column = 0; column < wide; column++) {
      const held = at(best, column);
      matrix[best * wide + column] = at(pivot, column);
      matrix[pivot * wide + column] = held / head;
    }
    for (let row = 0; row < unknowns; row++) {
      const share = at(row, pivot);
      if (row === pivot || share === 0) continue;
      for (let column = pivot; column < wide; column++) {
        matrix[row * wide + column] = at(row, column) - share * at(pivot, column);
      }
    }
  }
  return Float64Array.from({ length: unknowns }, (_, row) => at(row, unknowns));
}
