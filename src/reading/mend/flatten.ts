import type { PagePicture } from "../picture.ts";
import { type Homography, homographyOf, type Quad } from "./homography.ts";

/** The part of the picture within the quadrilateral as an upright rectangle of this size, between four pixels each. */
export function flatten(picture: PagePicture, quad: Quad, width: number, height: number): Omit<PagePicture, "dpi"> {
  const corners: Quad = [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ];
  return { width, height, rgb: resample(picture, homographyOf(corners, quad), width, height) };
}

/** Columns between two places that are projected: from one to the next a camera's view is straight to 0.01 pixels. */
const SPAN = 16;
/** Parts of a pixel that places are counted in, and of those the ones that colours are mixed by. */
const PART = 4096;
const MIX = 256;

function resample(source: PagePicture, map: Homography, width: number, height: number): Uint8Array {
  const [a = 1, b = 0, c = 0, d = 0, e = 1, f = 0, g = 0, h = 0] = map;
  const target = new Uint8Array(width * height * 3);
  for (let row = 0; row < height; row++) {
    const y = row + 0.5;
    for (let column = 0; column < width; column += SPAN) {
      const [x, end] = [column + 0.5, column + 0.5 + SPAN];
      const [near, nearEnd] = [PART / (g * x + h * y + 1), PART / (g * end + h * y + 1)];
      const [fromX, fromY] = [(a * x + b * y + c) * near, (d * x + e * y + f) * near];
      const [stepX, stepY] = [(a * end + b * y + c) * nearEnd - fromX, (d * end + e * y + f) * nearEnd - fromY];
      const half = PART / 2;
      SPAN_AT[0] = Math.round(fromX - half);
      SPAN_AT[1] = Math.round(fromY - half);
      SPAN_AT[2] = Math.round(stepX / SPAN);
      SPAN_AT[3] = Math.round(stepY / SPAN);
      fillSpan(source, target, 3 * (row * width + column), 3 * (row * width + Math.min(width, column + SPAN)));
    }
  }
  return target;
}

/** Where on the source a span begins, x and y, and how far one column goes, in parts of a pixel. An object for each is 10 MB a page. */
const SPAN_AT = new Int32Array(4);

/** In whole numbers throughout: two million pixels come by here. */
function fillSpan({ rgb, width, height }: PagePicture, target: Uint8Array, start: number, end: number): void {
  const stride = 3 * width;
  const [mostX, mostY] = [(width - 1) * MIX - 1, (height - 1) * MIX - 1];
  const [stepX, stepY] = [SPAN_AT[2] ?? 0, SPAN_AT[3] ?? 0];
  let x = SPAN_AT[0] ?? 0;
  let y = SPAN_AT[1] ?? 0;
  for (let to = start; to < end; to += 3, x += stepX, y += stepY) {
    const fromX = Math.max(0, Math.min(mostX, x >> 4));
    const fromY = Math.max(0, Math.min(mostY, y >> 4));
    const right = fromX & (MIX - 1);
    const below = fromY & (MIX - 1);
    const lowerRight = (right * below) >> 8;
    const upperRight = right - lowerRight;
    const lowerLeft = below - lowerRight;
    const upperLeft = MIX - right - lowerLeft;
    const upper = (fromY >> 8) * stride + (fromX >> 8) * 3;
    const lower = upper + stride;
    target[to] =
      ((rgb[upper] ?? 0) * upperLeft +
        (rgb[upper + 3] ?? 0) * upperRight +
        (rgb[lower] ?? 0) * lowerLeft +
        (rgb[lower + 3] ?? 0) * lowerRight) >>
      8;
    target[to + 1] =
      ((rgb[upper + 1] ?? 0) * upperLeft +
        (rgb[upper + 4] ?? 0) * upperRight +
        (rgb[lower + 1] ?? 0) * lowerLeft +
        (rgb[lower + 4] ?? 0) * lowerRight) >>
      8;
    target[to + 2] =
      ((rgb[upper + 2] ?? 0) * upperLeft +
        (rgb[upper + 5] ?? 0) * upperRight +
        (rgb[lower + 2] ?? 0) * lowerLeft +
        (rgb[lower + 5] ?? 0) * lowerRight) >>
      8;
  }
}
