import { createCanvas, type Canvas } from "@napi-rs/canvas";
import sharp from "sharp";
import { between, type Random } from "../../src/demo/makers/random.ts";
import { homographyOf, type Point, project } from "../../src/reading/mend/homography.ts";
import { cornersOf, type Desk, drawDesk, lay, type Lie } from "./desk.ts";

/** How a telephone sees a page on a desk. */
export interface PhotoLook extends Lie {
  desk: Desk;
  /** 0…1: how much of the light is gone at the darker side. */
  falloff: number;
  shadow: "none" | "soft" | "hard";
  /** CSS colour of the paper. */
  paper: string;
  /** Standard deviation of the sensor's noise, in levels of 255. */
  noise: number;
  /** JPEG, 1…100. */
  quality: number;
  /** Pixels. */
  longSide: number;
}

export function plainPhoto(random: Random): PhotoLook {
  return {
    desk: (["wood", "dark", "grey", "cloth"] as const)[Math.floor(random() * 4)] ?? "wood",
    fill: between(random, 0.72, 0.88),
    tiltDeg: between(random, -5, 5),
    stray: 0.04,
    falloff: between(random, 0.05, 0.3),
    shadow: "none",
    paper: "#f6f4ee",
    noise: between(random, 2, 5),
    quality: Math.round(between(random, 70, 85)),
    longSide: 2200,
  };
}

export interface Photo {
  jpeg: Buffer;
  /** Where a point of the page stands in the picture; both as fractions. */
  placeOf: (point: Point) => Point;
}

/** A drawn page photographed: perspective, uneven light, the desk around it. */
export async function photographPage(page: Canvas, look: PhotoLook, random: Random): Promise<Photo> {
  const height = look.longSide;
  const width = Math.round(height * 0.75);
  const corners = lay(page, look, { width, height }, random);
  const map = homographyOf(corners, cornersOf(page.width, page.height));
  const back = homographyOf(cornersOf(1, 1), corners);
  const rgb = expose(sheetOf(page, look.paper), map, drawDesk(look.desk, { width, height }, random), look, random);
  const picture = sharp(rgb, { raw: { width, height, channels: 3 } }).blur(0.6);
  return {
    jpeg: await picture.jpeg({ quality: look.quality }).toBuffer(),
    placeOf: (point) => {
      const [x, y] = project(back, point);
      return [x / width, y / height];
    },
  };
}

function sheetOf(page: Canvas, paper: string): { width: number; height: number; data: Uint8ClampedArray } {
  const sheet = createCanvas(page.width, page.height);
  const context = sheet.getContext("2d");
  context.drawImage(page, 0, 0);
  context.globalCompositeOperation = "multiply";
  context.fillStyle = paper;
  context.fillRect(0, 0, page.width, page.height);
  // Taken once: the canvas makes the array anew each time that it is asked for it.
  const { data } = context.getImageData(0, 0, page.width, page.height);
  return { width: page.width, height: page.height, data };
}

function expose(
  sheet: { width: number; height: number; data: Uint8ClampedArray },
  map: readonly number[],
  desk: Uint8ClampedArray,
  look: PhotoLook,
  random: Random,
): Uint8ClampedArray {
  const height = look.longSide;
  const width = Math.round(height * 0.75);
  const rgb = new Uint8ClampedArray(width * height * 3);
  const light = lightOf(look, width, height, random);
  const [a = 1, b = 0, c = 0, d = 0, e = 1, f = 0, g = 0, h = 0] = map;
  const bells = Float32Array.from({ length: 8192 }, () => (random() + random() + random() - 1.5) * 2 * look.noise);
  let draw = 0;
  for (let y = 0, to = 0; y < height; y++) {
    draw = Math.floor(random() * 8192);
    for (let x = 0; x < width; x++) {
      const scale = 1 / (g * x + h * y + 1);
      const [u, v] = [(a * x + b * y + c) * scale, (d * x + e * y + f) * scale];
      const onSheet = u >= 0 && v >= 0 && u < sheet.width - 1 && v < sheet.height - 1;
      const bright = light(x, y);
      for (let channel = 0; channel < 3; channel++) {
        const value = onSheet ? between4(sheet, u, v, channel) : (desk[(y * width + x) * 4 + channel] ?? 0);
        rgb[to++] = value * bright + (bells[draw++ & 8191] ?? 0);
      }
    }
  }
  return rgb;
}

function between4(sheet: { width: number; data: Uint8ClampedArray }, u: number, v: number, channel: number): number {
  const [left, top] = [Math.floor(u), Math.floor(v)];
  const [right, below] = [u - left, v - top];
  const at = (top * sheet.width + left) * 4 + channel;
  const pixel = (index: number) => sheet.data[index] ?? 0;
  const stride = sheet.width * 4;
  return (
    (pixel(at) * (1 - right) + pixel(at + 4) * right) * (1 - below) +
    (pixel(at + stride) * (1 - right) + pixel(at + stride + 4) * right) * below
  );
}

/** Light that falls off to one side, and the shadow of the hand or the telephone across the page. */
function lightOf(look: PhotoLook, width: number, height: number, random: Random): (x: number, y: number) => number {
  const angle = random() * 2 * Math.PI;
  const [alongX, alongY] = [Math.cos(angle) / width, Math.sin(angle) / height];
  const lean = between(random, -0.4, 0.4);
  const edge = between(random, 0.45, 0.75);
  const soft = look.shadow === "hard" ? 0.004 : 0.12;
  return (x, y) => {
    const across = (x - width / 2) * alongX + (y - height / 2) * alongY;
    const even = 1 - look.falloff * Math.min(1, Math.max(0, across + 0.5));
    if (look.shadow === "none") return even;
    const past = (y / height + lean * (x / width - 0.5) - edge) / soft;
    return even * (1 - 0.38 * Math.min(1, Math.max(0, past)));
  };
}
