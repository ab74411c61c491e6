import { createCanvas, type Canvas } from "@napi-rs/canvas";
import sharp from "sharp";
import { between, type Random } from "./random.ts";

/** How a scanner or copier spoils a page. */
export interface ScanLook {
  /** Clockwise. */
  rotationDeg: number;
  /** CSS colour that white paper comes out as. */
  paper: string;
  /** Standard deviation of the sensor's noise, in levels of 255. */
  noise: number;
  /** Gaussian, mm on the page; 0 for none. */
  blurMm: number;
  /** 1 leaves it; above, faint ink washes out. */
  brightness: number;
  greyscale: boolean;
  /** JPEG, 1…100. */
  quality: number;
}

/** An ordinary office machine: nearly straight, a little grey, seldom wiped. */
export function officeScanner(random: Random): ScanLook {
  const white = Math.round(between(random, 243, 252));
  const yellow = Math.round(between(random, 0, 6));
  return {
    rotationDeg: between(random, -0.9, 0.9),
    paper: `rgb(${white} ${white} ${white - yellow})`,
    noise: between(random, 2, 5),
    blurMm: between(random, 0.03, 0.07),
    brightness: between(random, 0.98, 1.04),
    greyscale: false,
    quality: Math.round(between(random, 72, 86)),
  };
}

/** The page as the scanner saves it: a JPEG of the same size in pixels. */
export async function scanPage(page: Canvas, dpi: number, look: ScanLook, random: Random): Promise<Buffer> {
  const lain = layOnGlass(page, look, random);
  const { width, height } = lain;
  const pixels = lain.getContext("2d").getImageData(0, 0, width, height).data;
  let picture = sharp(addNoise(pixels, width, look.noise, random), { raw: { width, height, channels: 3 } });
  const sigma = (look.blurMm * dpi) / 25.4;
  if (sigma >= 0.3) picture = picture.blur(sigma);
  picture = picture.linear(look.brightness, 0);
  if (look.greyscale) picture = picture.greyscale().toColourspace("b-w");
  return picture.withDensity(dpi).jpeg({ quality: look.quality }).toBuffer();
}

/** Askew, on paper that is not quite white, with the shadow of the lid along one edge. */
function layOnGlass(page: Canvas, look: ScanLook, random: Random): Canvas {
  const { width, height } = page;
  const glass = createCanvas(width, height);
  const context = glass.getContext("2d");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  context.translate(width / 2, height / 2);
  context.rotate((look.rotationDeg * Math.PI) / 180);
  context.drawImage(page, -width / 2, -height / 2);
  context.resetTransform();
  context.globalCompositeOperation = "multiply";
  context.fillStyle = look.paper;
  context.fillRect(0, 0, width, height);
  const edge = between(random, 0.01, 0.04) * width;
  const shadow = context.createLinearGradient(0, 0, edge, 0);
  shadow.addColorStop(0, "#c4c4c4");
  shadow.addColorStop(1, "#ffffff");
  context.fillStyle = shadow;
  context.fillRect(0, 0, edge, height);
  return glass;
}

/** RGBA in, RGB out. The sum of three even numbers is near enough to a bell curve; each row begins elsewhere in it. */
function addNoise(pixels: Uint8ClampedArray, width: number, deviation: number, random: Random): Uint8ClampedArray {
  const noisy = new Uint8ClampedArray((pixels.length / 4) * 3);
  const bells = Float32Array.from({ length: 8192 }, () => (random() + random() + random() - 1.5) * 2 * deviation);
  let draw = 0;
  for (let from = 0, to = 0; from < pixels.length; from += 4) {
    if (from % (4 * width) === 0) draw = Math.floor(random() * 8192);
    for (let channel = 0; channel < 3; channel++) {
      noisy[to++] = (pixels[from + channel] ?? 0) + (bells[draw++ & 8191] ?? 0);
    }
  }
  return noisy;
}
