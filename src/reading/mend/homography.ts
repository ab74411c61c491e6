export type Point = readonly [x: number, y: number];
/** In order: top left, top right, bottom right, bottom left. */
export type Quad = readonly [Point, Point, Point, Point];

/** A projective map of the plane, row by row; the last of its nine numbers is 1. */
export type Homography = readonly number[];

/** The map that takes each corner of one quadrilateral to its like in the other (Heckbert 1989, 2.2.3). */
export function homographyOf(from: Quad, to: Quad): Homography {
  const rows = from.flatMap(([x, y], corner) => {
    const [u, v] = to[corner] ?? [0, 0];
    return [
      [x, y, 1, 0, 0, 0, -u * x, -u * y, u],
      [0, 0, 0, x, y, 1, -v * x, -v * y, v],
    ];
  });
  return [...solve(rows), 1];
}

export function project(map: Homography, [x, y]: Point): Point {
  const [a = 1, b = 0, c = 0, d = 0, e = 1, f = 0, g = 0, h = 0] = map;
  const scale = g * x + h * y + 1;
  return [(a * x + b * y + c) / scale, (d * x + e * y + f) / scale];
}

/** Gauss and Jordan with row pivots; each row ends with its right side. */
function solve(rows: number[][]): number[] {
  const size = rows.length;
  for (let column = 0; column < size; column++) {
    const at = (row: number) => Math.abs(rows[row]?.[column] ?? 0);
    let pivot = column;
    for (let row = column + 1; row < size; row++) if (at(row) > at(pivot)) pivot = row;
    const lead = rows[pivot] ?? [];
    rows[pivot] = rows[column] ?? [];
    rows[column] = lead;
    const divisor = lead[column] ?? 1;
    for (let place = column; place <= size; place++) lead[place] = (lead[place] ?? 0) / divisor;
    rows.forEach((row, index) => {
      const factor = row[column] ?? 0;
      if (index === column || factor === 0) return;
      for (let place = column; place <= size; place++) row[place] = (row[place] ?? 0) - factor * (lead[place] ?? 0);
    });
  }
  return rows.map((row) => row[size] ?? 0);
}
