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

/** 0 at `none` and beyond, 1 at `full` and beyond, straight between. */
const ramp = (value: number, none: number, full: number) => Math.max(0, Math.min(1, (value - none) / (full - none)));

/**
 * That a ring is a seal at all, 0…1: every condition must hold, so the scores multiply. The bounds are those of
 * drawn seals from faded to full ink against letterheads, round logos, handwriting, fingerprints and tables.
 */
export function ringConfidence(evidence: RingEvidence): number {
  // A faint ring is made up for by a star in its centre and an edge without scatter.
  const regular = ramp(evidence.star, 0.3, 0.6) * ramp(evidence.fitResidual, 0.008, 0.003);
  const ring = Math.max(ramp(evidence.ringCoverage, 0.4, 0.8), regular * ramp(evidence.ringCoverage, 0.3, 0.65));
  const fit = ramp(evidence.fitResidual, 0.02, 0.008);
  const hollow = ramp(evidence.ringContrast, 0.12, 0.4);
  const filled = ramp(evidence.fill, 0.02, 0.06) * ramp(evidence.fill, 0.7, 0.5);
  const texture = ramp(evidence.bandChanges, 8, 30);
  const inside = Math.max(texture, 0.3 * texture + 0.6 * ramp(evidence.star, 0.4, 0.75));
  const alone = ramp(evidence.outside, 0.7, 0.3);
  return ring * fit * (0.3 + 0.7 * hollow) * filled * inside * alone;
}

/** A frame on all four sides with the strokes of a name inside, cut out of it or left standing. */
export function squareConfidence({ borderCoverage, fill, strokes }: SquareEvidence): number {
  const inside = ramp(fill, 0.1, 0.2) * ramp(fill, 0.92, 0.8) * ramp(strokes, 2, 5);
  return ramp(borderCoverage, 0.65, 0.95) * inside;
}
