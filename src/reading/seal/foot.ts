import type { Ellipse } from "./ellipse.ts";
import { harmonic, starProfile } from "./evidence.ts";
import { RAYS, type Polar } from "./polar.ts";
import { FLATTEST_ROUND } from "./thresholds.ts";

/** Radial steps by which a star's tips reach farther than its sides. */
const LEAST_STAR = 2;

/** Less room than this on a side of the foot (degrees) is room between two characters. */
const LEAST_ROOM = 12;
/** The text's ends may differ by this much in their distance from the foot: about a character. */
const UNEVEN = 24;
/** Where something else lies about the foot, the text is taken to leave this much to either side. */
const USUAL_ROOM = 35;
/** More than this no name leaves bare: the rest of it is too faint to be seen as text. */
const MOST_GAP = 230;
/** Of several feet with something about each, the one with this share of the next one's ink is the foot. */
const CLEARLY_BARER = 0.75;

/** The stretch that the text leaves bare; `foot`: the direction of the seal's foot. Degrees clockwise from the right. */
export interface Gap {
  start: number;
  length: number;
  foot: number;
}

/** Where the foot can be: a star's tip points up (five ways), an oval lies on its long side (two). */
export function possibleFeet(polar: Polar, ring: Ellipse): number[] {
  if (ring.b < FLATTEST_ROUND * ring.a) {
    const upright = (ring.angle * 180) / Math.PI + 90;
    return [upright, upright + 180];
  }
  const profile = starProfile(polar);
  const [cosine, sine] = harmonic(profile, 5);
  const strength = Math.hypot(cosine, sine);
  const others = [3, 4, 6, 7].map((order) => Math.hypot(...harmonic(profile, order)));
  if (strength < LEAST_STAR || strength < Math.max(...others)) return [];
  const tip = (Math.atan2(sine, cosine) * 180) / Math.PI / 5;
  return [0, 1, 2, 3, 4].map((point) => tip + 180 + 72 * point);
}

/**
 * The stretch about the foot that the text leaves bare: to both sides alike, else about the foot that lies nearest to
 * the page's, for worn ends of a name leave bare rays too and another seal may fill the true ones.
 */
export function gapAt(scores: number[], feet: number[]): Gap {
  if (feet.length === 0) return widestGap(textOf(scores));
  const gaps = gapsAbout(scores, feet);
  const bare = gaps.filter(isBare);
  const even = bare.filter((gap) => unevenness(gap) < UNEVEN).sort((a, b) => unevenness(a) - unevenness(b))[0];
  if (even) return even;
  if (bare.length > 0) return upright(bare);
  const [barest, next] = [...gaps].sort((a, b) => inkAbout(scores, a) - inkAbout(scores, b));
  const isBarest = barest && next && inkAbout(scores, barest) < CLEARLY_BARER * inkAbout(scores, next);
  const { foot } = isBarest ? barest : upright(gaps);
  return { start: foot - USUAL_ROOM, length: 2 * USUAL_ROOM, foot };
}

/** Where it can be as well, were the other one worn bare: about the bare foot that lies nearest to the page's; null: nowhere. */
export function otherGap(scores: number[], feet: number[], { foot }: Gap): Gap | null {
  const others = gapsAbout(scores, feet).filter((gap) => isBare(gap) && Math.abs(turn(gap.foot - foot)) > LEAST_ROOM);
  return others.length === 0 ? null : upright(others);
}

const gapsAbout = (scores: number[], feet: number[]) => feet.map((foot) => gapAbout(Math.round(foot), textOf(scores)));

function textOf(scores: number[]): (ray: number) => boolean {
  const typical = [...scores].sort((a, b) => a - b)[Math.round(0.7 * RAYS)] ?? 0;
  return (ray) => (scores[(ray + 2 * RAYS) % RAYS] ?? 0) > 0.2 * typical;
}

function gapAbout(foot: number, isText: (ray: number) => boolean): Gap {
  const reach = (by: 1 | -1) => {
    let rays = 0;
    while (rays < RAYS / 2 && !isText(foot + by * rays)) rays++;
    return rays;
  };
  const before = reach(-1);
  return { start: foot - before, length: before + reach(1), foot };
}

function inkAbout(scores: number[], { foot }: Gap): number {
  let sum = 0;
  for (let by = -USUAL_ROOM; by <= USUAL_ROOM; by++) sum += scores[(foot + by + 2 * RAYS) % RAYS] ?? 0;
  return sum;
}

const isBare = (gap: Gap) => roomOf(gap) > LEAST_ROOM && gap.length < MOST_GAP;
const upright = (among: Gap[]) => among.reduce((a, b) => (fromDown(b) < fromDown(a) ? b : a));
const roomOf = ({ start, length, foot }: Gap) => Math.min(foot - start, start + length - foot);
const unevenness = ({ start, length, foot }: Gap) => Math.abs(2 * foot - 2 * start - length);
/** Degrees between the foot and the page's foot. */
const fromDown = ({ foot }: Gap) => Math.abs(turn(foot - 90));
/** The same turn within half a round to either side. */
const turn = (degrees: number) => ((((degrees + 180) % RAYS) + RAYS) % RAYS) - 180;

/** The longest run of rays without text. */
function widestGap(isText: (ray: number) => boolean): Gap {
  let best = { start: 0, length: 0 };
  for (let start = 0; start < RAYS; start++) {
    if (!isText(start - 1)) continue;
    let length = 0;
    while (length < RAYS && !isText(start + length)) length++;
    if (length > best.length) best = { start, length };
  }
  return { ...best, foot: best.start + best.length / 2 };
}
