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

function resample(source: PagePicture, map: Homography, width: number, height: number): Uint8Array {
  const [a = 1, b = 0, c = 0, d = 0, e = 1, f = 0, g = 0, h = 0] = map;
  const { rgb } = source;
  const stride = source.width * 3;
  const target = new Uint8Array(width * height * 3);
  let to = 0;
  for (let row = 0; row < height; row++) {
    const y = row + 0.5;
    for (let column = 0; column < width; column++) {
      const x = column + 0.5;
      const scale = 1 / (g * x + h * y + 1);
      const fromX = Math.min(source.width - 1.001, Math.max(0, (a * x + b * y + c) * scale - 0.5));
      const fromY = Math.min(source.height - 1.001, Math.max(0, (d * x + e * y + f) * scale - 0.5));
      const [left, top] = [Math.floor(fromX), Math.floor(fromY)];
      const [right, below] = [fromX - left, fromY - top];
      const at = top * stride + left * 3;
      for (let channel = at; channel < at + 3; channel++) {
        target[to++] =
          ((rgb[channel] ?? 0) * (1 - right) + (rgb[channel + 3] ?? 0) * right) * (1 - below) +
          ((rgb[channel + stride] ?? 0) * (1 - right) + (rgb[channel + stride + 3] ?? 0) * right) * below;
      }
    }
  }
  return target;
}
