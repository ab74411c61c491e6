import type { SealFacts } from "../facts.ts";
import { MAYBE_SEAL, RING, SQUARE, SURE_SEAL } from "./thresholds.ts";

/** What speaks for and against a ring being a seal; shares 0…1 unless said otherwise. */
export interface RingEvidence {
  /** Rays that meet the ring, of those that could. */
  ringCoverage: number;
  /** Rays whose ring lies on the page. */
  onPage: number;
  /** Scatter of the outer edge about the fitted curve, in radii. */
  fitResidual: number;
  /** How much the ring stands out from what lies just inside it: 0 for a solid disc. */
  ringContrast: number;
  /** Ink inside the ring. */
  fill: number;
  /** Ink just outside the ring. */
  outside: number;
  /** Changes between ink and paper on a round through the text band. */
  bandChanges: number;
  /** Strength of the five-fold harmonic about the centre. */
  star: number;
}

/** The same of a square frame. */
export interface SquareEvidence {
  /** Share of the weakest side's frame that is seen. */
  borderCoverage: number;
  /** Ink inside the frame. */
  fill: number;
  /** Changes between ink and paper on a line across. */
  strokes: number;
}

/** 0 at a bound's first value and beyond, 1 at its second and beyond, straight between. */
const ramp = (value: number, [none, full]: readonly [number, number]) =>
  Math.max(0, Math.min(1, (value - none) / (full - none)));

/** That a ring is a seal at all, 0…1: every condition must hold, so the scores multiply. */
export function ringConfidence(evidence: RingEvidence): number {
  const texture = ramp(evidence.bandChanges, RING.bandChanges);
  // A faint or worn ring is made up for by a star in its centre and an edge without scatter, and half by characters round it.
  const regular = ramp(evidence.fitResidual, RING.evenEdge) * ramp(evidence.ringCoverage, RING.coverageWithStar);
  const ring = Math.max(
    ramp(evidence.ringCoverage, RING.coverage),
    regular * ramp(evidence.star, RING.star),
    Math.min(RING.mostByText, regular * texture),
  );
  const fit = ramp(evidence.fitResidual, RING.edge);
  const hollow = ramp(evidence.ringContrast, RING.contrast);
  const filled = ramp(evidence.fill, RING.someFill) * ramp(evidence.fill, RING.mostFill);
  const inside = Math.max(texture, 0.3 * texture + 0.6 * ramp(evidence.star, RING.starAlone));
  const alone = ramp(evidence.outside, RING.outside);
  return ring * fit * (0.3 + 0.7 * hollow) * filled * inside * alone;
}

/**
 * Is it a seal beyond doubt? A faint print hardly shows its text, but where its own arc was read as the very name expected,
 * round a star and within an even edge, it can be nothing else. Of another kind's words it would show still less: their place
 * must be known, and bare.
 */
export function isSurelySeal({ confidence, evidence }: SealFacts, saysName: boolean): boolean {
  if (confidence >= SURE_SEAL) return true;
  const { star = 0, fitResidual = 1, bare = 0 } = evidence;
  const isEven = star >= RING.star[1] && fitResidual <= RING.evenEdge[1];
  return saysName && confidence >= MAYBE_SEAL && isEven && bare === 1;
}

/** A frame on all four sides with the strokes of a name inside, cut out of it or left standing. */
export function squareConfidence({ borderCoverage, fill, strokes }: SquareEvidence): number {
  const inside = ramp(fill, SQUARE.someFill) * ramp(fill, SQUARE.mostFill) * ramp(strokes, SQUARE.strokes);
  return ramp(borderCoverage, SQUARE.border) * inside;
}
