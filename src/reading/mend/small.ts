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

/** A picture that is made smaller pixel by pixel, as they are looked at: most pages are known by a part of them. */
export interface Shrinking extends SmallPicture {
  /** Fills in a pixel. */
  see: (pixel: number) => void;
}

/** Means of blocks of the picture, every second pixel of every second row counted. */
export function shrinking({ width, height, rgb }: PagePicture): Shrinking {
  const scale = Math.max(1, Math.max(width, height) / SIDE);
  const [columns, rows] = [Math.floor(width / scale), Math.floor(height / scale)];
  const planes = [0, 1, 2].map(() => new Uint8Array(columns * rows)) as SmallPicture["planes"];
  const [reds, greens, blues] = planes;
  const isSeen = new Uint8Array(columns * rows);
  const see = (pixel: number) => {
    if (isSeen[pixel] === 1) return;
    isSeen[pixel] = 1;
    const row = (pixel / columns) | 0;
    const column = pixel - row * columns;
    const top = Math.floor(row * scale);
    const left = Math.floor(column * scale);
    const bottom = Math.max(top + 1, Math.floor((row + 1) * scale));
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
  };
  return { width: columns, height: rows, scale, planes, see };
}

/** All of it. */
export function shrunk({ see, ...small }: Shrinking): SmallPicture {
  for (let pixel = 0; pixel < small.width * small.height; pixel++) see(pixel);
  return small;
}

/** Without print, which is two pixels wide to either side at most: morphological closing, which leaves the edges of light areas where they are. */
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

/** The most of each pixel and two to either side on a line; lines of `long` pixels `step` apart, `count` of them `next` apart. */
function mostAlong(plane: Uint8Array, long: number, count: number, step: number, next: number): Uint8Array {
  const most = new Uint8Array(plane.length);
  for (let line = 0; line < count; line++) {
    const first = line * next;
    const end = first + long * step;
    let beforeLast = 0;
    let last = 0;
    let own = plane[first] ?? 0;
    let after = long > 1 ? (plane[first + step] ?? 0) : 0;
    for (let at = first; at < end; at += step) {
      const afterNext = at + 2 * step < end ? (plane[at + 2 * step] ?? 0) : 0;
      most[at] = Math.max(beforeLast, last, own, after, afterNext);
      beforeLast = last;
      last = own;
      own = after;
      after = afterNext;
    }
  }
  return most;
}
