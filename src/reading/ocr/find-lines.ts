import type { InferenceSession } from "onnxruntime-node";
import sharp from "sharp";
import type { GreyPage } from "./grey.ts";

/** A line of text in pixels of the page: its middle, its extent along and across, the angle that it runs at. */
export interface LinePlace {
  x: number;
  y: number;
  along: number;
  across: number;
  /** Radians, clockwise. */
  angle: number;
}

/** PP-OCRv4's detector and its differentiable binarisation (Liao et al. 2020) as PaddleOCR sets them. */
const MAX_SIDE = 960;
const TEXT = 0.3;
const SURE = 0.5;
/** The detector marks the lines' cores; this grows them to the whole characters. */
const UNCLIP = 1.6;
/** The steepest page that a feeder or a hand makes, in radians (12°). */
const MAX_SKEW = 0.21;

/** One core of text in the detector's map. */
interface Core {
  pixels: number[];
  /** Slope of the line through its pixels, radians; null for one too short to tell. */
  slope: number | null;
}

export async function findLines(session: InferenceSession, page: GreyPage): Promise<LinePlace[]> {
  const scale = Math.min(1, MAX_SIDE / Math.max(page.width, page.height));
  const side = (pixels: number) => Math.max(32, Math.round((pixels * scale) / 32) * 32);
  const width = side(page.width);
  const height = side(page.height);
  const map = await detect(session, page, width, height);
  const cores = coresOf(map, width, height);
  const skew = skewOf(cores);
  return cores.map((core) => place(core, skew, width, page.width / width, page.height / height));
}

async function detect(session: InferenceSession, page: GreyPage, width: number, height: number) {
  const { Tensor } = await import("onnxruntime-node");
  const raw = { width: page.width, height: page.height, channels: 1 as const };
  const grey = await sharp(page.grey, { raw })
    .resize(width, height, { fit: "fill" })
    .extractChannel(0)
    .raw()
    .toBuffer();
  const plane = width * height;
  const values = new Float32Array(3 * plane);
  // ImageNet's means and deviations, as the model was trained.
  [0.485, 0.456, 0.406].forEach((mean, channel) => {
    const deviation = [0.229, 0.224, 0.225][channel] ?? 1;
    for (let pixel = 0; pixel < plane; pixel++) {
      values[channel * plane + pixel] = ((grey[pixel] ?? 0) / 255 - mean) / deviation;
    }
  });
  const [inputName = ""] = session.inputNames;
  const [outputName = ""] = session.outputNames;
  const { [outputName]: output } = await session.run({
    [inputName]: new Tensor("float32", values, [1, 3, height, width]),
  });
  return output?.data as Float32Array;
}

/** Connected areas of the map that are surely text. */
function coresOf(map: Float32Array, width: number, height: number): Core[] {
  const seen = new Uint8Array(width * height);
  const cores: Core[] = [];
  for (let start = 0; start < map.length; start++) {
    if (seen[start] === 1 || (map[start] ?? 0) < TEXT) continue;
    const pixels = flood(map, seen, start, width);
    const mean = pixels.reduce((sum, pixel) => sum + (map[pixel] ?? 0), 0) / pixels.length;
    if (pixels.length >= 12 && mean >= SURE) cores.push({ pixels, slope: slopeOf(pixels, width) });
  }
  return cores;
}

function flood(map: Float32Array, seen: Uint8Array, start: number, width: number): number[] {
  const pixels = [start];
  seen[start] = 1;
  for (let next = 0; next < pixels.length; next++) {
    const pixel = pixels[next] ?? 0;
    const x = pixel % width;
    const around = [pixel - width, pixel + width];
    if (x > 0) around.push(pixel - 1);
    if (x < width - 1) around.push(pixel + 1);
    for (const near of around) {
      if (seen[near] !== 0 || (map[near] ?? 0) < TEXT) continue;
      seen[near] = 1;
      pixels.push(near);
    }
  }
  return pixels;
}

/** Least squares; null for a core less than six times as long as it is high. */
function slopeOf(pixels: number[], width: number): number | null {
  let sumX = 0;
  let sumY = 0;
  for (const pixel of pixels) {
    sumX += pixel % width;
    sumY += Math.floor(pixel / width);
  }
  const meanX = sumX / pixels.length;
  const meanY = sumY / pixels.length;
  let alongX = 0;
  let alongY = 0;
  let mixed = 0;
  for (const pixel of pixels) {
    const x = (pixel % width) - meanX;
    const y = Math.floor(pixel / width) - meanY;
    alongX += x * x;
    alongY += y * y;
    mixed += x * y;
  }
  return alongX > 36 * alongY ? Math.atan2(mixed, alongX) : slopeOfTilted(alongX, alongY, mixed);
}

/** A tilted line is as high as its rise; it is long all the same when its axes differ as much. */
function slopeOfTilted(alongX: number, alongY: number, mixed: number): number | null {
  const half = (alongX + alongY) / 2;
  const spread = Math.hypot((alongX - alongY) / 2, mixed);
  const angle = Math.atan2(2 * mixed, alongX - alongY) / 2;
  return half + spread > 36 * (half - spread) && Math.abs(angle) <= MAX_SKEW ? angle : null;
}

/** The page's skew: the middle of the long lines' slopes, each as weighty as it is long. */
function skewOf(cores: Core[]): number {
  const slopes = cores.flatMap(({ pixels, slope }) => (slope === null ? [] : [{ slope, weight: pixels.length }]));
  slopes.sort((one, other) => one.slope - other.slope);
  let rest = slopes.reduce((sum, { weight }) => sum + weight, 0) / 2;
  const middle = slopes.find(({ weight }) => (rest -= weight) <= 0)?.slope ?? 0;
  return Math.abs(middle) <= MAX_SKEW ? middle : 0;
}

function place(core: Core, skew: number, width: number, scaleX: number, scaleY: number): LinePlace {
  // Photos are not flat: a long line keeps its own slope where it agrees with the page's.
  const angle = core.slope !== null && Math.abs(core.slope - skew) < 0.035 ? core.slope : skew;
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const pixel of core.pixels) {
    const x = pixel % width;
    const y = Math.floor(pixel / width);
    const along = x * cos + y * sin;
    const across = y * cos - x * sin;
    left = Math.min(left, along);
    right = Math.max(right, along + 1);
    top = Math.min(top, across);
    bottom = Math.max(bottom, across + 1);
  }
  const grow = (UNCLIP * (right - left) * (bottom - top)) / (2 * (right - left + bottom - top));
  const [along, across] = [(left + right) / 2, (top + bottom) / 2];
  return {
    x: (along * cos - across * sin) * scaleX,
    y: (along * sin + across * cos) * scaleY,
    along: (right - left + 2 * grow) * scaleX,
    across: (bottom - top + 2 * grow) * scaleY,
    angle,
  };
}
