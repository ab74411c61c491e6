import { LOG_LIGHT, type SmallPicture } from "./small.ts";

/** A straight edge: all points with x·cos + y·sin = distance; the angle (radians, 0…2π) points to its lighter side. */
export interface EdgeLine {
  angle: number;
  distance: number;
  votes: number;
}

/** At each pixel how much lighter it grows along x and y, in the colour in which it grows most. */
export interface Slopes {
  width: number;
  height: number;
  x: Float32Array;
  y: Float32Array;
}

/** Logarithm of light over two pixels: a tenth. Paper differs from the palest desk by as much, shadows grow softer. */
export const CLEAR_EDGE = 0.1;
/** One step of angle is 2°. */
const ANGLES = 180;
/** Votes of one pixel: edges of deep black must not outweigh long ones. */
const MOST_VOTE = 0.8;
/** Lines that may be a sheet's side, strongest first. */
const LINES = 28;
/** Of the picture's shorter side: a shorter edge is none of a sheet's. */
const LEAST_LENGTH = 0.12;
/** Pixels from a sheet's edge inwards, past the edge itself, in which nothing but its margin is: 5 to 11 mm. */
const MARGIN_FROM = 4;
const MARGIN_TO = 9;

export function slopesOf({ width, height, planes }: SmallPicture): Slopes {
  const slopes = { width, height, x: new Float32Array(width * height), y: new Float32Array(width * height) };
  for (let row = 1; row < height - 1; row++) {
    for (let column = 1; column < width - 1; column++) {
      const at = row * width + column;
      let steepest = 0;
      for (const plane of planes) {
        const x = between(plane, at - 1, at + 1);
        const y = between(plane, at - width, at + width);
        const steep = x * x + y * y;
        if (steep <= steepest) continue;
        steepest = steep;
        slopes.x[at] = x;
        slopes.y[at] = y;
      }
    }
  }
  return slopes;
}

/** How much lighter, as a logarithm, one place is than the one before. */
function between(plane: Uint8Array, from: number, to: number): number {
  return (LOG_LIGHT[plane[to] ?? 0] ?? 0) - (LOG_LIGHT[plane[from] ?? 0] ?? 0);
}

/** The strongest straight edges (Hough, each pixel voting near the direction of its own slope). */
export function edgeLines(slopes: Slopes): EdgeLine[] {
  const { width, height } = slopes;
  const reach = Math.ceil(Math.hypot(width, height));
  const votes = new Float32Array(ANGLES * (2 * reach + 1));
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) vote(slopes, x, y, votes, reach);
  }
  return peaks(votes, reach, LEAST_LENGTH * Math.min(width, height) * CLEAR_EDGE);
}

const COS = Float32Array.from({ length: ANGLES }, (_, step) => Math.cos((step * 2 * Math.PI) / ANGLES));
const SIN = Float32Array.from({ length: ANGLES }, (_, step) => Math.sin((step * 2 * Math.PI) / ANGLES));

function vote(slopes: Slopes, x: number, y: number, votes: Float32Array, reach: number): void {
  const at = y * slopes.width + x;
  const slopeX = slopes.x[at] ?? 0;
  const slopeY = slopes.y[at] ?? 0;
  // Math.hypot takes ten times as long.
  const steep = Math.sqrt(slopeX * slopeX + slopeY * slopeY);
  if (steep < CLEAR_EDGE || !hasMargin(slopes, x, y, slopeX / steep, slopeY / steep)) return;
  const own = Math.round((Math.atan2(slopeY, slopeX) / (2 * Math.PI)) * ANGLES);
  for (let near = own - 3; near <= own + 3; near++) {
    const step = (near + ANGLES) % ANGLES;
    const distance = Math.round(x * (COS[step] ?? 0) + y * (SIN[step] ?? 0)) + reach;
    const place = step * (2 * reach + 1) + distance;
    votes[place] = (votes[place] ?? 0) + Math.min(MOST_VOTE, steep);
  }
}

/** Is there nothing but paper on the lighter side? The checks of a cloth would outvote the sheet that lies on it. */
function hasMargin(slopes: Slopes, x: number, y: number, towardsX: number, towardsY: number): boolean {
  for (let off = MARGIN_FROM; off <= MARGIN_TO; off++) {
    const [column, row] = [Math.round(x + off * towardsX), Math.round(y + off * towardsY)];
    if (column < 0 || row < 0 || column >= slopes.width || row >= slopes.height) return false;
    const at = row * slopes.width + column;
    if ((slopes.x[at] ?? 0) ** 2 + (slopes.y[at] ?? 0) ** 2 >= CLEAR_EDGE ** 2) return false;
  }
  return true;
}

function peaks(votes: Float32Array, reach: number, least: number): EdgeLine[] {
  const row = 2 * reach + 1;
  const lines: EdgeLine[] = [];
  // The strongest of each angle: of most it stays what it was when a line is taken out.
  const strongest = Int32Array.from({ length: ANGLES }, (_, step) => strongestOf(votes, step * row, row));
  while (lines.length < LINES) {
    const best = strongest.reduce((one, other) => ((votes[other] ?? 0) > (votes[one] ?? 0) ? other : one));
    const most = votes[best] ?? 0;
    if (most < least) break;
    const [step, distance] = [Math.floor(best / row), (best % row) - reach];
    lines.push({ angle: (step * 2 * Math.PI) / ANGLES, distance, votes: most });
    // The same edge again, a little turned or shifted.
    for (let near = step - 4; near <= step + 4; near++) {
      const from = ((near + ANGLES) % ANGLES) * row + distance + reach;
      votes.fill(0, Math.max(0, from - 6), from + 7);
    }
    for (let near = step - 5; near <= step + 5; near++) {
      const angle = (near + ANGLES) % ANGLES;
      strongest[angle] = strongestOf(votes, angle * row, row);
    }
  }
  return lines;
}

function strongestOf(votes: Float32Array, from: number, count: number): number {
  let best = from;
  let most = votes[from] ?? 0;
  for (let place = from + 1; place < from + count; place++) {
    const here = votes[place] ?? 0;
    if (here <= most) continue;
    best = place;
    most = here;
  }
  return best;
}
