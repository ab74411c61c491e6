import type { SealFacts } from "../../domain/facts.ts";
import { ringConfidence, squareConfidence } from "../../domain/seal/confidence.ts";
import { findCrossingSquares } from "./crossing-squares.ts";
import { radiiIn, type Ellipse } from "./ellipse.ts";
import { ringEvidence } from "./evidence.ts";
import { boxOf, findPatchyRings, findRings, withoutLarger } from "./find-rings.ts";
import type { Sizes } from "./fit-ring.ts";
import { withoutPrint } from "./grey.ts";
import type { InkMap } from "./ink.ts";
import { maskFaintestInk, maskFaintInk, maskInk, smoothed, type Mask } from "./mask.ts";
import { withoutRules } from "./rules.ts";
import { polarOfMask } from "./polar.ts";
import { findSquares } from "./squares.ts";
import { findStarRings } from "./star-rings.ts";
import {
  FLATTEST_ROUND,
  LARGEST_MM,
  LARGEST_SQUARE_MM,
  LEAST_CONFIDENCE,
  LEAST_GREY_CONFIDENCE,
  MOST_CANDIDATES,
  SEEN,
} from "./thresholds.ts";

/** Radii of the largest seal that a group of red may span and still be searched as a whole. */
const WIDEST_PATCHY = 5;

/** Ink just outside a ring, from which on something lies over it; and of how many rings, the most certain, it is looked at. */
const CROSSED = 0.02;
const MOST_CROSSED = 4;

/** A ring so much wider than a square is none in its frame: the square is stamped over it. */
const LARGER = 1.2;

/** Something found on a map of ink, in the map's working pixels. */
export interface Candidate {
  map: InkMap;
  shape: SealFacts["shape"];
  /** The ring; null for a square. */
  ring: Ellipse | null;
  /** Its box, and the ring or the circle as wide as the square. */
  outline: { left: number; top: number; right: number; bottom: number; ring: Ellipse };
  evidence: Record<string, number>;
  confidence: number;
}

/** Rings and squares of red on a map, most certain first, each thing once. */
export function findCandidates(map: InkMap, radii: Sizes, least = LEAST_CONFIDENCE): Candidate[] {
  const size = Math.max(map.width, map.height);
  const mask = maskInk(size > 2.2 * radii.most ? withoutRules(map) : map);
  const whole = findRings(mask, radii);
  // Red all over the page has no outside to start from.
  const all = size > WIDEST_PATCHY * radii.most ? whole : findPatchyRings(mask, radii, whole);
  const rings = bestOf(ringCandidates(mask, [...all, ...findStarRings(mask, radii, all)]), least);
  return bestOf([...rings, ...squareCandidates(mask, radii, rings)], least);
}

/** Once more where nothing sure was found: large rings in the faintest traces of red, which hang together nowhere. */
export function findFaintCandidates(map: InkMap, radii: Sizes): Candidate[] {
  const even = smoothed(map);
  const look = (mask: Mask) => ringCandidates(mask, findPatchyRings(mask, { ...radii, least: 2 * radii.least }, []));
  const seen = bestOf(look(maskFaintInk(even)));
  // What is seen so is read better by that ring, which takes in less of the haze about the print.
  return seen.some((one) => one.confidence >= SEEN) ? seen : bestOf([...seen, ...look(maskFaintestInk(even))]);
}

/** Rings of black on a colourless page: only such as hang together, for there is print everywhere. */
export function findBlackCandidates(map: InkMap, radii: Sizes): Candidate[] {
  const mask = maskInk(map);
  return bestOf(ringCandidates(mask, findRings(mask, radii)), LEAST_GREY_CONFIDENCE);
}

/** The same of ink far paler than print, once the print is taken out, which leaves the rings in pieces. */
export function findFaintBlackCandidates(map: InkMap, radii: Sizes): Candidate[] {
  const mask = withoutLarger(maskFaintestInk(smoothed(withoutPrint(map))), radii);
  return bestOf(ringCandidates(mask, findPatchyRings(mask, radii, [])), LEAST_GREY_CONFIDENCE);
}

/** Most certain first, each thing once. */
export function bestOf(candidates: Candidate[], leastConfidence = LEAST_CONFIDENCE): Candidate[] {
  const likely = candidates.filter((one) => one.confidence >= leastConfidence);
  likely.sort((one, other) => other.confidence - one.confidence);
  const kept: Candidate[] = [];
  for (const one of likely) if (!kept.some((better) => isWithin(better, one))) kept.push(one);
  return kept.slice(0, MOST_CANDIDATES);
}

function ringCandidates(mask: Mask, rings: Ellipse[]): Candidate[] {
  return rings.map((ring) => {
    const evidence = ringEvidence(polarOfMask(mask, ring));
    const shape = ring.b / ring.a > FLATTEST_ROUND ? ("round" as const) : ("oval" as const);
    const outline = { ...boxOf(ring), ring };
    return { map: mask.map, shape, ring, outline, evidence: { ...evidence }, confidence: ringConfidence(evidence) };
  });
}

function squareCandidates(mask: Mask, radii: Sizes, rings: Candidate[]): Candidate[] {
  const sides = { least: 2 * radii.least, most: (2 * radii.most * LARGEST_SQUARE_MM) / LARGEST_MM };
  const crossed = rings.flatMap(({ ring, evidence }) => ((evidence["outside"] ?? 0) > CROSSED && ring ? [ring] : []));
  const crossing = crossed.slice(0, MOST_CROSSED).flatMap((ring) => findCrossingSquares(mask, ring, sides));
  return [...findSquares(mask, sides), ...crossing].map(({ x, y, half, angle, evidence: seen }) => {
    const reach = half * (Math.abs(Math.cos(angle)) + Math.abs(Math.sin(angle)));
    const ring = { x, y, a: half, b: half, angle };
    const outline = { left: x - reach, top: y - reach, right: x + reach, bottom: y + reach, ring };
    const evidence = { ...seen };
    const confidence = squareConfidence(seen);
    return { map: mask.map, shape: "square" as const, ring: null, outline, evidence, confidence };
  });
}

/**
 * A part or a worse reading of something better: its centre is well inside. Overlapping seals lie farther apart, but for a
 * square that is stamped over a ring: it reaches out of it, wherever its centre lies.
 */
function isWithin(better: Candidate, { map, outline, ring }: Candidate): boolean {
  const size = outline.ring.a / better.outline.ring.a;
  if (better.ring === null && ring !== null && size > LARGER) return false;
  const [left, top] = [map.left - better.map.left, map.top - better.map.top];
  const radiusOf = radiiIn(better.outline.ring);
  const reachesOut = ring === null && cornersOf(outline.ring).some(([x, y]) => radiusOf(left + x, top + y) > 1.1);
  return radiusOf(left + outline.ring.x, top + outline.ring.y) < (reachesOut ? 0.3 : size < 0.5 ? 1.1 : 0.6);
}

/** Of a square, whose `a` is half its side. */
function cornersOf({ x, y, a, angle }: Ellipse): [x: number, y: number][] {
  const [cos, sin] = [a * Math.cos(angle), a * Math.sin(angle)];
  return [
    [x + cos - sin, y + sin + cos],
    [x - cos - sin, y - sin + cos],
    [x - cos + sin, y - sin - cos],
    [x + cos + sin, y + sin - cos],
  ];
}
