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
  return Math.hypot(along / a, across / b);
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
export function fitCircle(xs: number[], ys: number[]): Ellipse | null {
  const origin = centreOf(xs, ys);
  const rows = xs.map((x, index) => {
    const [u, v] = [x - origin.x, (ys[index] ?? 0) - origin.y];
    return { terms: [u, v, 1], value: u * u + v * v };
  });
  const [d = 0, e = 0, f = 0] = solve(rows, 3) ?? [];
  const radius = Math.sqrt(f + (d * d + e * e) / 4);
  if (!(radius > 0)) return null;
  return { x: origin.x + d / 2, y: origin.y + e / 2, a: radius, b: radius, angle: 0 };
}

/** The conic A·u² + B·uv + C·v² + D·u + E·v = 1 by least squares, about the points' own centre; null unless an ellipse. */
export function fitEllipse(xs: number[], ys: number[]): Ellipse | null {
  const origin = centreOf(xs, ys);
  const size = Math.max(...xs.map((x) => Math.abs(x - origin.x)), 1);
  const rows = xs.map((x, index) => {
    const [u, v] = [(x - origin.x) / size, ((ys[index] ?? 0) - origin.y) / size];
    return { terms: [u * u, u * v, v * v, u, v], value: 1 };
  });
  const conic = solve(rows, 5);
  return conic === null ? null : ellipseOf(conic, origin, size);
}

function ellipseOf(conic: number[], origin: { x: number; y: number }, size: number): Ellipse | null {
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

function centreOf(xs: number[], ys: number[]): { x: number; y: number } {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  return { x: mean(xs), y: mean(ys) };
}

/** Least squares by normal equations and Gaussian elimination; null where the rows do not decide it. */
function solve(rows: { terms: number[]; value: number }[], unknowns: number): number[] | null {
  const matrix = Array.from({ length: unknowns }, (_, row) =>
    Array.from({ length: unknowns + 1 }, (_, column) =>
      rows.reduce((sum, { terms, value }) => sum + (terms[row] ?? 0) * (terms[column] ?? value), 0),
    ),
  );
  for (let pivot = 0; pivot < unknowns; pivot++) {
    const best = matrix.slice(pivot).reduce((a, b) => (Math.abs(b[pivot] ?? 0) > Math.abs(a[pivot] ?? 0) ? b : a));
    const head = best[pivot] ?? 0;
    if (Math.abs(head) < 1e-12) return null;
    matrix.splice(matrix.indexOf(best), 1);
    matrix.splice(pivot, 0, best);
    for (const row of matrix) {
      if (row === best) continue;
      const share = (row[pivot] ?? 0) / head;
      for (let column = pivot; column <= unknowns; column++) {
        row[column] = (row[column] ?? 0) - share * (best[column] ?? 0);
      }
    }
  }
  return matrix.map((row, index) => (row[unknowns] ?? 0) / (row[index] ?? 1));
}
