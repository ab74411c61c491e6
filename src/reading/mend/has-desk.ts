import { LOG_LIGHT, type SmallPicture } from "./small.ts";

/** Of the picture's rim: less that is not paper is the shadow of a lid or a punched hole. */
const LEAST_DESK = 0.12;
/** Logarithm of light below the paper's own, in the colour that differs most. */
const NOT_PAPER = 0.22;
const RIM = 3;
/** Logarithm of light below white that a white margin has at most. */
const WHITE_SLACK = 0.02;

/** Is the rim of the picture, white margins aside, anything but paper? */
export function hasDesk(small: SmallPicture): boolean {
  const frame = withoutMargins(small);
  const [red, green, blue] = small.planes;
  const [paleRed = 0, paleGreen = 0, paleBlue = 0] = small.planes.map((plane) => darkestPaper(brightest(plane)));
  let [desk, rim] = [0, 0];
  for (let y = frame.top; y < frame.bottom; y++) {
    const inner = y >= frame.top + RIM && y < frame.bottom - RIM;
    for (let x = frame.left; x < frame.right; x++) {
      if (inner && x === frame.left + RIM) x = Math.max(x, frame.right - RIM);
      const at = y * small.width + x;
      rim++;
      if ((red[at] ?? 0) < paleRed || (green[at] ?? 0) < paleGreen || (blue[at] ?? 0) < paleBlue) desk++;
    }
  }
  return desk > rim * LEAST_DESK;
}

/** The light that a fifth of the pixels pass; every eighth tells as much. */
function brightest(plane: Uint8Array): number {
  const counts = new Uint32Array(256);
  for (let at = 0; at < plane.length; at += 8) counts[plane[at] ?? 0] = (counts[plane[at] ?? 0] ?? 0) + 1;
  const below = Math.floor(Math.ceil(plane.length / 8) * 0.8);
  let seen = 0;
  return counts.findIndex((count) => (seen += count) > below);
}

/** The least light that paper so bright has. */
function darkestPaper(bright: number): number {
  const white = LOG_LIGHT[bright] ?? 0;
  return LOG_LIGHT.findIndex((light) => white - light <= NOT_PAPER);
}

/** A photo set in a document has white around it. */
function withoutMargins({ width, height, planes }: SmallPicture): {
  left: number;
  top: number;
  right: number;
  bottom: number;
} {
  const [red, green, blue] = planes;
  const least = LOG_LIGHT.findIndex((light) => light > (LOG_LIGHT[255] ?? 0) - WHITE_SLACK);
  const frame = { left: width, top: height, right: 0, bottom: 0 };
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      if ((red[at] ?? 0) >= least && (green[at] ?? 0) >= least && (blue[at] ?? 0) >= least) continue;
      if (x < frame.left) frame.left = x;
      if (x >= frame.right) frame.right = x + 1;
      if (y < frame.top) frame.top = y;
      frame.bottom = y + 1;
    }
  }
  return frame;
}
