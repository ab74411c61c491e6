import type { Ellipse } from "./ellipse.ts";
import { gapAt, otherGap, possibleFeet, type Gap } from "./foot.ts";
import type { InkMap } from "./ink.ts";
import { EDGE, INK, OFF_PAGE, polarOfInk, radialDensity, RAYS, STEPS, type Polar } from "./polar.ts";

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
/** No text is so low: what ends there is a character's own stroke, or the room between it and the ring. */
const LEAST_DEPTH = 0.22;
/** In radii: how far within the ring the text begins at least, and at most. */
const NEAREST_TEXT = 0.06;
const FARTHEST_TEXT = 0.16;
/** Of the ink on the text's densest round, what a bare one has at most. */
const BARE = 0.16;
/** Room before the first and after the last character. */
const MARGIN_DEGREES = 3;
/** In radii, where the search for the ring's inside ends, and within which there is no ring's. */
const DEEPEST_RING = 0.7;
const INNERMOST_RING = 0.73;
const SECTORS = 12;
/** About half a character to either side. */
const NEAR_DEGREES = 5;

/**
 * What is ink round a ring, where strokes are as black as `level`: faint strokes count, unless a smear fills the room between
 * the ring and the text, which is fainter than either.
 */
export function polarOfText(map: InkMap, ring: Ellipse, level: number): Polar {
  const faint = polarOfInk(map, ring, level / 2);
  return ringInside(radialDensity(faint)) > INNERMOST_RING ? faint : polarOfInk(map, ring, level);
}

export function findTextBand(polar: Polar, ring: Ellipse): TextBand {
  return findTextBands(polar, ring)[0];
}

/** The likeliest, and the one about another foot where that can be as well. */
export function findTextBands(polar: Polar, ring: Ellipse): [TextBand, TextBand?] {
  const outer = ringInside(radialDensity(polar));
  const density = sectorMedian(polar);
  const inner = bandInside(density, outer);
  const scores = textScores(polar, inner, textOutside(density, outer));
  const feet = possibleFeet(polar, ring);
  const gap = gapAt(scores, feet);
  const other = otherGap(scores, feet, gap);
  const bandOf = (empty: Gap): TextBand => ({
    inner,
    outer,
    from: empty.start + empty.length - MARGIN_DEGREES,
    span: RAYS - empty.length + 2 * MARGIN_DEGREES,
    gap: empty.length,
    foot: empty.foot,
  });
  return other === null ? [bandOf(gap)] : [bandOf(gap), bandOf(other)];
}

/** Where, going inwards, the ring's ink has ended; of a double ring the inner one's. Text never fills a whole round. */
function ringInside(density: number[]): number {
  const peak = Math.max(...density.slice(Math.round(0.9 * EDGE), Math.round(1.02 * EDGE)));
  let step = Math.round(0.74 * EDGE);
  while (step < EDGE && (density[step] ?? 0) < 0.8 * peak) step++;
  while (step > DEEPEST_RING * EDGE && (density[step] ?? 0) > 0.4 * peak) step--;
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
    const isBare = (density[step] ?? 0) < 0.2 * text;
    if (isBare && outer - (step + 0.5) / EDGE < LEAST_DEPTH) break;
    if (isBare) return (step + 0.5) / EDGE;
  }
  return outer - USUAL_DEPTH;
}

/** Where the text itself begins: bare rounds may lie between it and the ring. */
function textOutside(density: number[], outer: number): number {
  const at = (within: number) => Math.round((outer - within) * EDGE);
  const densest = Math.max(...density.slice(at(USUAL_DEPTH), at(NEAREST_TEXT)));
  const bare = density.slice(at(FARTHEST_TEXT), at(0)).filter((value) => value < BARE * densest);
  return outer - bare.length / EDGE;
}

/**
 * How much each ray's neighbourhood looks like a character: the least of the ink in the outer, the middle and the inner
 * third of the band. The small digits of a code run only along the outer third, straight words reach into the inner ones.
 */
function textScores(polar: Polar, inner: number, outer: number): number[] {
  const bounds = [0.04, 0.34, 0.66, 0.96].map((share) => Math.round((inner + share * (outer - inner)) * EDGE));
  const thirds = [0, 1, 2].map((third) => inkNearRays(polar, bounds[third] ?? 0, bounds[third + 1] ?? 0));
  const scores = Array.from({ length: RAYS }, (_, ray) => Math.min(...thirds.map((third) => third[ray] ?? 0)));
  const middle = Math.round(((inner + outer) / 2) * EDGE);
  const isOff = (ray: number) => polar[ray * STEPS + middle] === OFF_PAGE;
  const seen = scores.filter((_, ray) => !isOff(ray)).sort((a, b) => a - b);
  // What the page's edge has cut off is no bare stretch.
  return scores.map((score, ray) => (isOff(ray) ? (seen[seen.length >> 1] ?? 0) : score));
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
