import { type SmallPicture, WHITE } from "./small.ts";

/** Of the picture's rim: less that is not paper is the shadow of a lid or a punched hole. */
const LEAST_DESK = 0.12;
/** Logarithm of light below the paper's own, in the colour that differs most. */
const NOT_PAPER = 0.22;
const RIM = 3;

/** Is the rim of the picture, white margins aside, anything but paper? */
export function hasDesk(small: SmallPicture): boolean {
  const frame = withoutMargins(small);
  const white = small.planes.map((plane) => brightest(plane));
  const isDesk = (x: number, y: number) =>
    small.planes.some((plane, channel) => (white[channel] ?? 0) - (plane[y * small.width + x] ?? 0) > NOT_PAPER);
  let [desk, rim] = [0, 0];
  for (let y = frame.top; y < frame.bottom; y++) {
    const inner = y >= frame.top + RIM && y < frame.bottom - RIM;
    for (let x = frame.left; x < frame.right; x++) {
      if (inner && x === frame.left + RIM) x = Math.max(x, frame.right - RIM);
      rim++;
      if (isDesk(x, y)) desk++;
    }
  }
  return desk > rim * LEAST_DESK;
}

/** The logarithm of light that a fifth of the pixels pass. */
function brightest(plane: Float32Array): number {
  const some = Float32Array.from({ length: Math.ceil(plane.length / 8) }, (_, index) => plane[8 * index] ?? 0).sort();
  return some[Math.floor(some.length * 0.8)] ?? 0;
}

/** A photo set in a document has white around it. */
function withoutMargins({ width, height, planes }: SmallPicture): {
  left: number;
  top: number;
  right: number;
  bottom: number;
} {
  const [red, green, blue] = planes;
  const least = WHITE - 0.02;
  const frame = { left: width, top: height, right: 0, bottom: 0 };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      if ((red[at] ?? 0) > least && (green[at] ?? 0) > least && (blue[at] ?? 0) > least) continue;
      frame.left = Math.min(frame.left, x);
      frame.right = Math.max(frame.right, x + 1);
      frame.top = Math.min(frame.top, y);
      frame.bottom = Math.max(frame.bottom, y + 1);
    }
  }
  return frame;
}
