import { EDGE, INK, radialDensity, RAYS, STEPS, type Polar } from "./polar.ts";

/** Where the text runs round inside a ring: radii as shares of the edge's, degrees clockwise from the right. */
export interface TextBand {
  inner: number;
  outer: number;
  from: number;
  span: number;
  /** The stretch without text, in degrees, and its middle: the seal's foot. */
  gap: number;
  foot: number;
}

/** Text never reaches farther in than this: there the star and the straight words stand. */
const DEEPEST = 0.42;
const USUAL_DEPTH = 0.3;
/** Room before the first and after the last character. */
const MARGIN_DEGREES = 3;
const SECTORS = 12;
/** Less room than this on a side of the foot (degrees) is room between two characters. */
const LEAST_ROOM = 12;
/** The text's ends may differ by this much in their distance from the foot: about a character. */
const UNEVEN = 24;
/** Where something else lies about the foot, the text is taken to leave this much to either side. */
const USUAL_ROOM = 35;
/** About half a character to either side. */
const NEAR_DEGREES = 5;

/** `feet`: the directions in which the seal's foot can lie, as far as its figure tells. */
export function findTextBand(polar: Polar, feet: number[]): TextBand {
  const outer = ringInside(radialDensity(polar));
  const inner = bandInside(sectorMedian(polar), outer);
  const scores = textScores(polar, inner, outer);
  const empty = gapAt(scores, feet);
  return {
    inner,
    outer,
    from: empty.start + empty.length - MARGIN_DEGREES,
    span: RAYS - empty.length + 2 * MARGIN_DEGREES,
    gap: empty.length,
    foot: empty.foot,
  };
}

/** Where, going inwards, the ring's ink has ended; of a double ring the inner one's. Text never fills a whole round. */
function ringInside(density: number[]): number {
  const peak = Math.max(...density.slice(Math.round(0.9 * EDGE), Math.round(1.02 * EDGE)));
  let step = Math.round(0.74 * EDGE);
  while (step < EDGE && (density[step] ?? 0) < 0.8 * peak) step++;
  while (step > 0.7 * EDGE && (density[step] ?? 0) > 0.4 * peak) step--;
  return (step + 1) / EDGE;
}

/** Radial density of the middling one of twelve sectors: straight words and codes fill only a few. */
function sectorMedian(polar: Polar): number[] {
  const sectors = Array.from({ length: SECTORS }, (_, sector) =>
    radialDensity(polar, (sector * RAYS) / SECTORS, ((sector + 1) * RAYS) / SECTORS),
  );
  return Array.from({ length: STEPS }, (_, step) => {
    const densities = sectors.map((density) => density[step] ?? 0).sort((a, b) => a - b);
    return densities[SECTORS / 2] ?? 0;
  });
}

/** The first round, going inwards from the middle of the text, that is nearly bare. */
function bandInside(density: number[], outer: number): number {
  const from = Math.round((outer - 0.06) * EDGE);
  const to = Math.round((outer - 0.16) * EDGE);
  const text = density.slice(to, from).reduce((sum, value) => sum + value, 0) / (from - to);
  for (let step = to; step > DEEPEST * EDGE; step--) {
    if ((density[step] ?? 0) < 0.2 * text) return (step + 0.5) / EDGE;
  }
  return outer - USUAL_DEPTH;
}

/**
 * How much each ray's neighbourhood looks like a character: the least of the ink in the outer, the middle and the inner
 * third of the band. The small digits of a code run only along the outer third, straight words reach into the inner ones.
 */
function textScores(polar: Polar, inner: number, outer: number): number[] {
  const bounds = [0.04, 0.34, 0.66, 0.96].map((share) => Math.round((inner + share * (outer - inner)) * EDGE));
  const thirds = [0, 1, 2].map((third) => inkNearRays(polar, bounds[third] ?? 0, bounds[third + 1] ?? 0));
  return Array.from({ length: RAYS }, (_, ray) => Math.min(...thirds.map((third) => third[ray] ?? 0)));
}

/** Share of ink within a few degrees of each ray, between two radial steps. */
function inkNearRays(polar: Polar, from: number, to: number): number[] {
  const counts = Array.from({ length: RAYS }, (_, ray) =>
    polar.subarray(ray * STEPS + from, ray * STEPS + to).reduce((sum, value) => sum + (value === INK ? 1 : 0), 0),
  );
  const width = 2 * NEAR_DEGREES + 1;
  return counts.map((_, ray) => {
    let sum = 0;
    for (let by = -NEAR_DEGREES; by <= NEAR_DEGREES; by++) sum += counts[(ray + by + RAYS) % RAYS] ?? 0;
    return sum / width / (to - from);
  });
}

interface Gap {
  start: number;
  length: number;
  foot: number;
}

/**
 * The stretch about the foot that the text leaves bare: to both sides alike, else about the foot that lies nearest to
 * the page's, for worn ends of a name leave bare rays too and another seal may fill the true ones.
 */
function gapAt(scores: number[], feet: number[]): Gap {
  const typical = [...scores].sort((a, b) => a - b)[Math.round(0.7 * RAYS)] ?? 0;
  const isText = (ray: number) => (scores[(ray + 2 * RAYS) % RAYS] ?? 0) > 0.2 * typical;
  if (feet.length === 0) return widestGap(isText);
  const gaps = feet.map((foot) => gapAbout(Math.round(foot), isText));
  const bare = gaps.filter((gap) => roomOf(gap) > LEAST_ROOM);
  const even = bare.filter((gap) => unevenness(gap) < UNEVEN).sort((a, b) => unevenness(a) - unevenness(b))[0];
  const upright = (among: Gap[]) => among.reduce((a, b) => (fromDown(b) < fromDown(a) ? b : a));
  if (even) return even;
  if (bare.length > 0) return upright(bare);
  const { foot } = upright(gaps);
  return { start: foot - USUAL_ROOM, length: 2 * USUAL_ROOM, foot };
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

const roomOf = ({ start, length, foot }: Gap) => Math.min(foot - start, start + length - foot);
const unevenness = ({ start, length, foot }: Gap) => Math.abs(2 * foot - 2 * start - length);
/** Degrees between the foot and the page's foot. */
const fromDown = ({ foot }: Gap) => Math.abs(((((foot - 90 + 180) % RAYS) + RAYS) % RAYS) - 180);

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
