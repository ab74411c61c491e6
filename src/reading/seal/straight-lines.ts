import type { LineStrip } from "../picture.ts";
import type { Ellipse } from "./ellipse.ts";
import type { InkMap } from "./ink.ts";
import type { IsThere } from "./other-seals.ts";
import { FLATTEST_ROUND } from "./thresholds.ts";
import { cutStraight } from "./unwrap.ts";

/** Words stand beneath the star (below this share of the radius), on an oval about its middle too, and within the text. */
const BELOW_STAR = 0.27;
const ABOVE_CENTRE = -0.25;
const WORDS_WITHIN = 0.82;
const MOST_LINES = 2;

/** Where lines are sought: turned by `tilt` (radians, clockwise), down to `last` (radii), of what ink there is. */
interface Sought {
  tilt: number;
  last: number;
  isLeftOut: IsThere;
}

export interface StraightLine {
  strip: LineStrip;
  /** In radii, the short one of an oval. */
  belowCentre: number;
}

/** Lines of ink across the ring's inside, where they are as high and as long as words can be. The rims of black print are none. */
export function straightLines(
  map: InkMap,
  ring: Ellipse,
  level: number,
  { tilt, last, isLeftOut }: Sought,
): StraightLine[] {
  const first = Math.round((ring.b < FLATTEST_ROUND * ring.a ? ABOVE_CENTRE : BELOW_STAR) * ring.b);
  const covered = map.covered();
  const isInk: IsThere = (x, y) => {
    const at = y * map.width + x;
    const isOnMap = x >= 0 && y >= 0 && x < map.width && y < map.height;
    return isOnMap && (map.ink[at] ?? 0) > level / 2 && covered[at] === 0 && !isLeftOut(x, y);
  };
  const reaches = rowReaches(isInk, ring, tilt, first, Math.round(last * ring.b));
  const lines: StraightLine[] = [];
  let start = 0;
  reaches.forEach((reach, row) => {
    if (reach > 0) return;
    const height = row - start;
    const widest = Math.max(0, ...reaches.slice(start, row));
    const [top, bottom] = [first + start - 0.02 * ring.b, first + row + 0.02 * ring.b];
    start = row + 1;
    if (height < 0.07 * ring.b || height > 0.4 * ring.b || widest < 0.22 * ring.b) return;
    const strip = cutStraight(map, ring, tilt, { left: -widest - 3, right: widest + 3, top, bottom }, level);
    lines.push({ strip, belowCentre: (top + bottom) / 2 / ring.b });
  });
  return lines.slice(0, MOST_LINES);
}

/** For each row of the upright inside: how far ink reaches to either side without a wide break; 0 for a bare row. */
function rowReaches(isInk: IsThere, ring: Ellipse, tilt: number, from: number, to: number): number[] {
  const [cos, sin] = [Math.cos(tilt), Math.sin(tilt)];
  return Array.from({ length: Math.max(0, to - from) }, (_, row) => {
    const v = from + row;
    const widest = ring.a * WORDS_WITHIN * Math.sqrt(Math.max(0, 1 - (v / ring.b / WORDS_WITHIN) ** 2));
    const isInkAt = (u: number) =>
      isInk(Math.round(ring.x + u * cos - v * sin), Math.round(ring.y + u * sin + v * cos));
    return Math.max(reachOf(isInkAt, 1, widest, 0.16 * ring.b), reachOf(isInkAt, -1, widest, 0.16 * ring.b));
  });
}

function reachOf(isInk: (u: number) => boolean, direction: 1 | -1, widest: number, longestBreak: number): number {
  let reach = 0;
  for (let u = 0; u < widest && u - reach <= longestBreak; u++) if (isInk(direction * u)) reach = u;
  return reach;
}
