import type { Ellipse } from "./ellipse.ts";
import { hasInkWithin } from "./inner-ink.ts";
import { isOnPage, type InkMap } from "./ink.ts";
import type { NameFoot } from "./name-foot.ts";
import type { IsThere } from "./other-seals.ts";
import { EDGE, INK, OFF_PAGE, polarOfInk, RAYS, STEPS, type Polar } from "./polar.ts";
import type { TextBand } from "./text-band.ts";
import { FLATTEST_ROUND } from "./thresholds.ts";

/** In radii, beneath the star of an upright seal: where a kind's words stand, however small or large they are cut. */
export const WORDS_ROWS = [0.46, 0.64] as const;
/** On an oval, which has no star, they begin above its centre. */
const OVAL_ROWS = [-0.25, WORDS_ROWS[1]] as const;
const HALF_WIDTH = 0.36;
/** How far in, and towards the foot, the name's own letters and a second strike of them may reach: radii, degrees. */
const WITHIN_TEXT = 0.03;
const BESIDE_LETTER = 15;
/** In radii. */
const CELL = 0.01;
/** Of the level of the seal's ink: faint words count. */
const FAINT = 0.35;
/**
 * Share of ink from which something is there. On 158 made pages of the tuning set with the own seal, half of them struck
 * twice or overlapped: 0.00 but for 5 across whose words' place another seal lies. Of 172 contract, finance and
 * departments' seals the least: 0.065 (one faint character left of five), then 0.079 and 0.106; of one all its words were worn away.
 */
const NOT_BARE = 0.02;
/**
 * In radii: where even the shortest words, three characters about the axis, reach; and of that place the share that must be seen,
 * more than one of the three. The gaps of black print lie all over it, and less will do.
 */
const SHORTEST_HALF = 0.28;
const LEAST_SEEN = 0.35;
const LEAST_IN_PRINT = 0.25;
/** Of the words' place, what the page's edge may cut off: the lower strokes of a line. */
const MOST_OFF_PAGE = 0.3;
/**
 * Where the die did not touch, words are no more to be seen than the ring: degrees about the foot, and the share of the
 * ring there that must be seen. Patchy own seals had 0.29 and more, that contract seal without its words 0.31.
 */
const AT_FOOT = 50;
const LEAST_RING = 0.35;

/**
 * Is the seal bare where the words of another kind would stand? Wherever else ink lies within, another strike's or
 * another seal's, it hides no words once the foot is known. Of the words' own place black print and another seal may hide a part.
 */
export function isBareOfWords(
  map: InkMap,
  ring: Ellipse,
  level: number,
  { polar, band, foot, isOthers }: { polar: Polar; band: TextBand; foot: NameFoot; isOthers: IsThere },
): boolean {
  if (ringSeen(polar, foot.foot) < LEAST_RING) return false;
  const covered = map.covered();
  const isCovered: IsThere = (x, y) => covered[y * map.width + x] === 1;
  const inkOf = (hiding: Hiding) => inkIn(map, ring, level, band, foot, hiding);
  const hidings: Hiding[] = [
    { isHidden: isCovered, leastSeen: LEAST_IN_PRINT },
    { isHidden: (x, y) => isCovered(x, y) || isOthers(x, y), leastSeen: LEAST_SEEN },
  ];
  if (inkOf({ isHidden: () => false, leastSeen: LEAST_SEEN }) < NOT_BARE) return true;
  return hidings.some(
    (hiding) => inkOf(hiding) < NOT_BARE && !hasWordsElsewhere(map, ring, level, { ...band, foot: foot.foot }, hiding),
  );
}

/** What is taken to hide the words' place, and how much of it must be seen beside it and the name's letters. */
interface Hiding {
  isHidden: IsThere;
  leastSeen: number;
}

/** Letters of what lies over a seal may be read into its name, whose foot then seems to be where it is not. */
function hasWordsElsewhere(map: InkMap, ring: Ellipse, level: number, band: TextBand, { isHidden }: Hiding): boolean {
  const ink = map.ink.map((value, at) => (isHidden(at % map.width, Math.floor(at / map.width)) ? 0 : value));
  const polar = polarOfInk({ ...map, ink }, ring, level / 2);
  return hasInkWithin(polar, polar, ring, band);
}

/** Share of ink in what is seen of the words' place; 1 where too little is. */
function inkIn(
  map: InkMap,
  ring: Ellipse,
  level: number,
  { inner }: TextBand,
  { foot, room }: NameFoot,
  { isHidden, leastSeen }: Hiding,
): number {
  const tilt = ((foot - 90) * Math.PI) / 180;
  const [cos, sin] = [Math.cos(tilt) * ring.b, Math.sin(tilt) * ring.b];
  let [ink, area, offPage, hidden] = [0, 0, 0, 0];
  let [middle, middleSeen] = [0, 0];
  const [first, last] = ring.b < FLATTEST_ROUND * ring.a ? OVAL_ROWS : WORDS_ROWS;
  for (let v: number = first; v < last; v += CELL) {
    for (let u = -HALF_WIDTH; u < HALF_WIDTH; u += CELL) {
      const fromFoot = (Math.atan2(Math.abs(u), v) * 180) / Math.PI;
      if (Math.abs(u) < SHORTEST_HALF) middle++;
      if (Math.hypot(u, v) > inner - WITHIN_TEXT && fromFoot > room - BESIDE_LETTER) continue;
      const [x, y] = [Math.round(ring.x + u * cos - v * sin), Math.round(ring.y + u * sin + v * cos)];
      area++;
      if (!isOnPage(map, x, y)) {
        offPage++;
        continue;
      }
      if (isHidden(x, y)) {
        hidden++;
        continue;
      }
      if (Math.abs(u) < SHORTEST_HALF) middleSeen++;
      if ((map.ink[y * map.width + x] ?? 0) >= FAINT * level) ink++;
    }
  }
  if (offPage >= MOST_OFF_PAGE * area || middleSeen < leastSeen * middle) return 1;
  return ink / (area - offPage - hidden);
}

/** Share of the ring about the foot, of what of it lies on the page. */
function ringSeen(polar: Polar, foot: number): number {
  let [seen, onPage] = [0, 0];
  for (let by = -AT_FOOT; by <= AT_FOOT; by++) {
    const ray = (((Math.round(foot) + by) % RAYS) + RAYS) % RAYS;
    const about = polar.subarray(ray * STEPS + Math.round(0.9 * EDGE), ray * STEPS + Math.round(1.05 * EDGE));
    if (about.includes(INK)) seen++;
    if (about.includes(INK) || !about.includes(OFF_PAGE)) onPage++;
  }
  return onPage === 0 ? 1 : seen / onPage;
}
