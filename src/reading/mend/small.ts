import type { PagePicture } from "../picture.ts";

/** Longest side of the picture that the sheet's edges are sought in: 1.2 mm a pixel, so that print melts away. */
const SIDE = 256;

/** Three planes (red, green, blue) of logarithms of light: a shadow takes the same off paper and desk. */
export interface SmallPicture {
  width: number;
  height: number;
  /** Page pixels to one of these. */
  scale: number;
  planes: [Float32Array, Float32Array, Float32Array];
}

const LOG_LIGHT = Float32Array.from({ length: 256 }, (_, value) => Math.log(value + 16));
/** The logarithm of a white pixel's light. */
export const WHITE = LOG_LIGHT[255] ?? 0;

/** Means of blocks of the picture, every second pixel of every second row counted. */
export function shrink({ width, height, rgb }: PagePicture): SmallPicture {
  const scale = Math.max(1, Math.max(width, height) / SIDE);
  const [columns, rows] = [Math.floor(width / scale), Math.floor(height / scale)];
  const [reds, greens, blues] = [0, 1, 2].map(() => new Float32Array(columns * rows)) as SmallPicture["planes"];
  for (let row = 0; row < rows; row++) {
    const [top, bottom] = [
      Math.floor(row * scale),
      Math.max(Math.floor(row * scale) + 1, Math.floor((row + 1) * scale)),
    ];
    for (let column = 0; column < columns; column++) {
      const left = Math.floor(column * scale);
      const right = Math.max(left + 1, Math.floor((column + 1) * scale));
      let red = 0;
      let green = 0;
      let blue = 0;
      let count = 0;
      for (let y = top; y < bottom; y += 2) {
        for (let x = left, at = (y * width + left) * 3; x < right; x += 2, at += 6) {
          red += rgb[at] ?? 0;
          green += rgb[at + 1] ?? 0;
          blue += rgb[at + 2] ?? 0;
          count++;
        }
      }
      const pixel = row * columns + column;
      reds[pixel] = LOG_LIGHT[Math.round(red / count)] ?? 0;
      greens[pixel] = LOG_LIGHT[Math.round(green / count)] ?? 0;
      blues[pixel] = LOG_LIGHT[Math.round(blue / count)] ?? 0;
    }
  }
  return { width: columns, height: rows, scale, planes: [reds, greens, blues] };
}

/** Pixels that print is wide at most, to either side. */
const PRINT = 2;

/** Without print: morphological closing, which leaves the edges of light areas where they are. */
export function withoutPrint({ planes, ...small }: SmallPicture): SmallPicture {
  const closed = planes.map((plane) =>
    spread(spread(plane, small.width, small.height, Math.max), small.width, small.height, Math.min),
  );
  return { ...small, planes: closed as SmallPicture["planes"] };
}

/** The most (or least) within the square around each pixel, first along rows, then along columns. */
function spread(
  plane: Float32Array,
  width: number,
  height: number,
  pick: (a: number, b: number) => number,
): Float32Array {
  const along = new Float32Array(plane.length);
  const both = new Float32Array(plane.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let value = plane[y * width + x] ?? 0;
      for (let near = Math.max(0, x - PRINT); near <= Math.min(width - 1, x + PRINT); near++)
        value = pick(value, plane[y * width + near] ?? 0);
      along[y * width + x] = value;
    }
  }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let value = along[y * width + x] ?? 0;
      for (let near = Math.max(0, y - PRINT); near <= Math.min(height - 1, y + PRINT); near++)
        value = pick(value, along[near * width + x] ?? 0);
      both[y * width + x] = value;
    }
  }
  return both;
}
