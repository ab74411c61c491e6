import type { Canvas } from "@napi-rs/canvas";
import sharp, { type Sharp } from "sharp";
import { between, type Random } from "../../src/demo/makers/random.ts";
import { homographyOf, project } from "../../src/reading/mend/homography.ts";
import { cornersOf, type Desk, DESKS, drawDesk, lay, type Lie } from "../makers/desk.ts";
import type { Colour } from "./inking.ts";
import { pick } from "./names.ts";
import { noiseAt } from "./scanner.ts";
import type { Placing } from "./sheet.ts";

/** How a telephone sees a page that lies on a desk. */
export interface PhotoLook extends Lie {
  desk: Desk;
  /** 0…1: how much of the light is gone at the darker side. */
  falloff: number;
  /** 0…1: how dark the shadow of the hand or the telephone is. */
  shadow: number;
  /** Of the picture's height over which the shadow's edge fades. */
  penumbra: number;
  /** What white comes out as under the room's lamps. */
  cast: Colour;
  /** Standard deviation of the sensor's noise, levels of 255. */
  noise: number;
  blurPixels: number;
  quality: number;
  /** Pixels. */
  longSide: number;
}

export function usualPhoto(random: Random): PhotoLook {
  const warm = between(random, -8, 16);
  return {
    desk: pick(random, DESKS.slice(0, 4)),
    fill: between(random, 0.72, 0.9),
    tiltDeg: between(random, -4, 4),
    stray: 0.025,
    falloff: between(random, 0.05, 0.25),
    shadow: 0,
    penumbra: 0.12,
    cast: [246, 246 - Math.abs(warm) / 3, 246 - warm],
    noise: between(random, 2, 5),
    blurPixels: between(random, 0, 0.7),
    quality: Math.round(between(random, 68, 88)),
    longSide: pick(random, [1700, 1920, 2000]),
  };
}

/** A drawn sheet photographed: not yet packed, and where a point of the sheet (mm) stands in it (fractions). */
export function photograph(sheet: Canvas, look: PhotoLook, random: Random): { picture: Sharp; placing: Placing } {
  const height = look.longSide;
  const width = Math.round(height * 0.75);
  const corners = lay(sheet, look, { width, height }, random);
  const back = homographyOf(cornersOf(210, 297), corners);
  const map = homographyOf(corners, cornersOf(sheet.width, sheet.height));
  const rgb = expose(sheet, map, drawDesk(look.desk, { width, height }, random), look, random);
  let picture = sharp(rgb, { raw: { width, height, channels: 3 } });
  if (look.blurPixels >= 0.4) picture = picture.blur(look.blurPixels);
  return {
    picture,
    placing: ([x, y]) => {
      const [right, down] = project(back, [x, y]);
      return [right / width, down / height];
    },
  };
}

/** The sheet by bilinear sampling, the desk beside it, both under the same light. */
function expose(
  sheet: Canvas,
  map: readonly number[],
  desk: Uint8ClampedArray,
  look: PhotoLook,
  random: Random,
): Uint8ClampedArray {
  const { data } = sheet.getContext("2d").getImageData(0, 0, sheet.width, sheet.height);
  const [lastX, lastY, stride] = [sheet.width - 1, sheet.height - 1, sheet.width * 4];
  const height = look.longSide;
  const width = Math.round(height * 0.75);
  const rgb = new Uint8ClampedArray(width * height * 3);
  const light = lightOf(look, width, height, random);
  const [a = 1, b = 0, c = 0, d = 0, e = 1, f = 0, g = 0, h = 0] = map;
  const cast = look.cast.map((level) => level / 255);
  for (let y = 0, to = 0, onDesk = 0; y < height; y++) {
    let draw = Math.floor(random() * 16384);
    for (let x = 0; x < width; x++, onDesk += 4) {
      const scale = 1 / (g * x + h * y + 1);
      const [u, v] = [(a * x + b * y + c) * scale, (d * x + e * y + f) * scale];
      const bright = light(x, y);
      const noise = noiseAt(draw++) * look.noise;
      if (u >= 0 && v >= 0 && u < lastX && v < lastY) {
        const [left, top] = [Math.floor(u), Math.floor(v)];
        const [right, below] = [u - left, v - top];
        const at = top * stride + left * 4;
        for (let channel = 0; channel < 3; channel++) {
          const i = at + channel;
          const upper = (data[i] ?? 0) * (1 - right) + (data[i + 4] ?? 0) * right;
          const lower = (data[i + stride] ?? 0) * (1 - right) + (data[i + stride + 4] ?? 0) * right;
          rgb[to++] = (upper * (1 - below) + lower * below) * bright * (cast[channel] ?? 1) + noise;
        }
      } else {
        for (let channel = 0; channel < 3; channel++) {
          rgb[to++] = (desk[onDesk + channel] ?? 0) * bright * (cast[channel] ?? 1) + noise;
        }
      }
    }
  }
  return rgb;
}

/** Light that falls off to one side, and the shadow of the hand or the telephone across the page. */
function lightOf(look: PhotoLook, width: number, height: number, random: Random): (x: number, y: number) => number {
  const angle = random() * 2 * Math.PI;
  const [alongX, alongY] = [Math.cos(angle) / width, Math.sin(angle) / height];
  const lean = between(random, -0.4, 0.4);
  const edge = between(random, 0.35, 0.75);
  return (x, y) => {
    const across = (x - width / 2) * alongX + (y - height / 2) * alongY;
    const even = 1 - look.falloff * Math.min(1, Math.max(0, across + 0.5));
    if (look.shadow === 0) return even;
    const past = (y / height + lean * (x / width - 0.5) - edge) / look.penumbra;
    return even * (1 - look.shadow * Math.min(1, Math.max(0, past)));
  };
}
