/** (x, y) → (ax + cy + e, bx + dy + f), as OFD's CTM and the canvas have it; mm, y downwards (GB/T 33190, 8.3). */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** First `inner`, then `outer`. */
export function times(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer;
  const [g, h, i, j, k, l] = inner;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

export function move(x: number, y: number): Matrix {
  return [1, 0, 0, 1, x, y];
}

export function at([a, b, c, d, e, f]: Matrix, x: number, y: number): [number, number] {
  return [a * x + c * y + e, b * x + d * y + f];
}

/** Numbers parted by blanks; null where there are not as many, or one is none. */
function numbersOf(text: string | null, count: number): number[] | null {
  const numbers =
    text
      ?.trim()
      .split(/[\s,]+/)
      .map(Number) ?? [];
  return numbers.length >= count && numbers.every(Number.isFinite) ? numbers : null;
}

export function matrixOf(text: string | null): Matrix | null {
  const numbers = numbersOf(text, 6);
  return numbers && (numbers.slice(0, 6) as unknown as Matrix);
}

export function rectangleOf(text: string | null): Rectangle | null {
  const numbers = numbersOf(text, 4);
  if (!numbers) return null;
  const [x = 0, y = 0, width = 0, height = 0] = numbers;
  return { x, y, width, height };
}
