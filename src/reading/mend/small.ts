import type { PagePicture } from "../picture.ts";

/** Longest side of the picture that the sheet's edges are sought in: 1.2 mm a pixel, so that print melts away. */
const SIDE = 256;

/** Three planes: red, green, blue, a byte a pixel. */
export interface SmallPicture {
  width: number;
  height: number;
  /** Page pixels to one of these. */
  scale: number;
  planes: [Uint8Array, Uint8Array, Uint8Array];
}

/** Logarithms of light: a shadow takes the same off paper and desk. */
export const LOG_LIGHT = Float32Array.from({ length: 256 }, (_, value) => Math.log(value + 16));

/** Means of blocks of the picture, every second pixel of every second row counted. */
export function shrink({ width, height, rgb }: PagePicture): SmallPicture {
  const scale = Math.max(1, Math.max(width, height) / SIDE);
  const [columns, rows] = [Math.floor(width / scale), Math.floor(height / scale)];
  const [reds, greens, blues] = [0, 1, 2].map(() => new Uint8Array(columns * rows)) as SmallPicture["planes"];
  for (let row = 0, pixel = 0; row < rows; row++) {
    const top = Math.floor(row * scale);
    const bottom = Math.max(top + 1, Math.floor((row + 1) * scale));
    for (let column = 0; column < columns; column++, pixel++) {
      const left = Math.floor(column * scale);
      const right = Math.max(left + 1, Math.floor((column + 1) * scale));
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let y = top; y < bottom; y += 2) {
        for (let x = left, at = (y * width + left) * 3; x < right; x += 2, at += 6) {
          red += rgb[at] ?? 0;
          green += rgb[at + 1] ?? 0;
          blue += rgb[at + 2] ?? 0;
        }
      }
      const count = ((right - left + 1) >> 1) * ((bottom - top + 1) >> 1);
      reds[pixel] = Math.round(red / count);
      greens[pixel] = Math.round(green / count);
      blues[pixel] = Math.round(blue / count);
    }
  }
  return { width: columns, height: rows, scale, planes: [reds, greens, blues] };
}

/** Pixels that print is wide at most, to either side. */
const PRINT = 2;

/** Without print: morphological closing, which leaves the edges of light areas where they are. */
export function withoutPrint({ planes, ...small }: SmallPicture): SmallPicture {
  const closed = planes.map((plane) => darkest(brightest(plane, small), small));
  return { ...small, planes: closed as SmallPicture["planes"] };
}

type Size = Pick<SmallPicture, "width" | "height">;

/** The most light within the square around each pixel: first along rows, then along columns. */
function brightest(plane: Uint8Array, { width, height }: Size): Uint8Array {
  return mostAlong(mostAlong(plane, width, height, 1, width), height, width, width, 1);
}

function darkest(plane: Uint8Array, size: Size): Uint8Array {
  return inverted(brightest(inverted(plane), size));
}

function inverted(plane: Uint8Array): Uint8Array {
  for (let at = 0; at < plane.length; at++) plane[at] = 255 - (plane[at] ?? 0);
  return plane;
}

/** The most of each pixel and its neighbours on a line; lines of `long` pixels `step` apart, `count` of them `next` apart. */
function mostAlong(plane: Uint8Array, long: number, count: number, step: number, next: number): Uint8Array {
  const most = new Uint8Array(plane.length);
  for (let line = 0; line < count; line++) {
    const first = line * next;
    const last = first + (long - 1) * step;
    for (let at = first; at <= last; at += step) {
      const end = Math.min(last, at + PRINT * step);
      let value = 0;
      for (let near = Math.max(first, at - PRINT * step); near <= end; near += step) {
        const light = plane[near] ?? 0;
        if (light > value) value = light;
      }
      most[at] = value;
    }
  }
  return most;
}
