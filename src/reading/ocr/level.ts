import type { Box } from "../../domain/facts.ts";
import type { GreyPage } from "./grey.ts";

/** Radians: 10° to either side, by a quarter of a degree. */
const STEEPEST = 0.175;
const STEP = Math.PI / 720;
/** Pixels of ink that are enough to tell, and every how many pixels one is looked for. */
const MOST_INK = 20_000;
const STRIDE = 3;

/** The angle at which a page's lines run, radians clockwise: that at which its ink falls into the sharpest rows. */
export function skewOf(page: GreyPage): number {
  const ink = inkOf(page);
  let best = { angle: 0, sharpness: 0 };
  for (let angle = -STEEPEST; angle <= STEEPEST; angle += STEP) {
    const sharpness = sharpnessAt(ink, angle, page);
    if (sharpness > best.sharpness) best = { angle, sharpness };
  }
  return best.angle;
}

/** x and y by turns. */
function inkOf({ width, height, grey }: GreyPage): Int32Array {
  const points: number[] = [];
  for (let y = 0; y < height; y += STRIDE) {
    for (let x = 0; x < width; x += STRIDE) if ((grey[y * width + x] ?? 255) < 110) points.push(x, y);
  }
  const every = Math.max(1, Math.ceil(points.length / 2 / MOST_INK));
  return Int32Array.from(points.filter((_, index) => Math.floor(index / 2) % every === 0));
}

function sharpnessAt(ink: Int32Array, angle: number, { width, height }: GreyPage): number {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const rows = new Uint32Array(Math.ceil((width + height) / STRIDE) * 2);
  const middle = rows.length / 2;
  for (let at = 0; at < ink.length; at += 2) {
    const row = Math.round(((ink[at + 1] ?? 0) * cos - (ink[at] ?? 0) * sin) / STRIDE + middle / 2);
    rows[row] = (rows[row] ?? 0) + 1;
  }
  return rows.reduce((sum, count) => sum + count * count, 0);
}

/** The page turned back about its middle by the angle at which its lines run; white where nothing was. */
export function levelPage({ width, height, grey }: GreyPage, skew: number): GreyPage {
  const level = new Uint8Array(grey.length).fill(255);
  const [cos, sin] = [Math.cos(skew), Math.sin(skew)];
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const [right, down] = [column - width / 2, row - height / 2];
      const [x, y] = [width / 2 + right * cos - down * sin, height / 2 + right * sin + down * cos];
      if (x < 0 || y < 0 || x >= width - 1 || y >= height - 1) continue;
      const [left, top] = [Math.floor(x), Math.floor(y)];
      const [across, below] = [x - left, y - top];
      const at = top * width + left;
      level[row * width + column] =
        ((grey[at] ?? 0) * (1 - across) + (grey[at + 1] ?? 0) * across) * (1 - below) +
        ((grey[at + width] ?? 0) * (1 - across) + (grey[at + width + 1] ?? 0) * across) * below;
    }
  }
  return { width, height, grey: level };
}

/** The upright box around a box of the levelled page where that lies on the page as it came; fractions of both. */
export function leanBox(box: Box, skew: number, { width, height }: GreyPage): Box {
  const [cos, sin] = [Math.cos(skew), Math.sin(skew)];
  const [right, down] = [(box.x + box.width / 2 - 0.5) * width, (box.y + box.height / 2 - 0.5) * height];
  const [wide, high] = [box.width * width, box.height * height];
  const [boxWide, boxHigh] = [wide * cos + high * Math.abs(sin), wide * Math.abs(sin) + high * cos];
  return {
    x: 0.5 + (right * cos - down * sin - boxWide / 2) / width,
    y: 0.5 + (right * sin + down * cos - boxHigh / 2) / height,
    width: boxWide / width,
    height: boxHigh / height,
  };
}
