import { LOG_LIGHT, type Shrinking } from "./small.ts";

/** Of the picture's rim: less that is not paper is the shadow of a lid or a punched hole. */
const LEAST_DESK = 0.12;
/** Logarithm of light below the paper's own, in the colour that differs most. */
const NOT_PAPER = 0.22;
const RIM = 3;
/** Logarithm of light below white that a white margin has at most. */
const WHITE_SLACK = 0.02;

/** Is the rim of the picture, white margins aside, anything but paper? */
export function hasDesk(small: Shrinking): boolean {
  const frame = withoutMargins(small);
  const [red, green, blue] = small.planes;
  const [paleRed = 0, paleGreen = 0, paleBlue = 0] = brightest(small).map(darkestPaper);
  let [desk, rim] = [0, 0];
  for (let y = frame.top; y < frame.bottom; y++) {
    const inner = y >= frame.top + RIM && y < frame.bottom - RIM;
    for (let x = frame.left; x < frame.right; x++) {
      if (inner && x === frame.left + RIM) x = Math.max(x, frame.right - RIM);
      const at = y * small.width + x;
      small.see(at);
      rim++;
      if ((red[at] ?? 0) < paleRed || (green[at] ?? 0) < paleGreen || (blue[at] ?? 0) < paleBlue) desk++;
    }
  }
  return desk > rim * LEAST_DESK;
}

/** In each colour the light that a fifth of the pixels pass; every eighth tells as much. */
function brightest({ planes, see }: Shrinking): number[] {
  const pixels = planes[0].length;
  for (let at = 0; at < pixels; at += 8) see(at);
  const below = Math.floor(Math.ceil(pixels / 8) * 0.8);
  return planes.map((plane) => {
    const counts = new Uint32Array(256);
    for (let at = 0; at < pixels; at += 8) counts[plane[at] ?? 0] = (counts[plane[at] ?? 0] ?? 0) + 1;
    let seen = 0;
    return counts.findIndex((count) => (seen += count) > below);
  });
}

/** The least light that paper so bright has. */
function darkestPaper(bright: number): number {
  const white = LOG_LIGHT[bright] ?? 0;
  return LOG_LIGHT.findIndex((light) => white - light <= NOT_PAPER);
}

/** A photo set in a document has white around it. */
function withoutMargins({ width, height, planes, see }: Shrinking): {
  left: number;
  top: number;
  right: number;
  bottom: number;
} {
  const [red, green, blue] = planes;
  const least = LOG_LIGHT.findIndex((light) => light > (LOG_LIGHT[255] ?? 0) - WHITE_SLACK);
  const isWhite = (at: number) => {
    see(at);
    return (red[at] ?? 0) >= least && (green[at] ?? 0) >= least && (blue[at] ?? 0) >= least;
  };
  const isWhiteRow = (y: number) => {
    for (let x = 0; x < width; x++) if (!isWhite(y * width + x)) return false;
    return true;
  };
  let [top, bottom] = [0, height];
  while (top < height && isWhiteRow(top)) top++;
  while (bottom > top && isWhiteRow(bottom - 1)) bottom--;
  const isWhiteColumn = (x: number) => {
    for (let y = top; y < bottom; y++) if (!isWhite(y * width + x)) return false;
    return true;
  };
  let [left, right] = [0, width];
  while (left < width && isWhiteColumn(left)) left++;
  while (right > left && isWhiteColumn(right - 1)) right--;
  return { left, top, right, bottom };
}
