import { MAYBE_SEAL } from "../../domain/seal/thresholds.ts";
import type { Candidate } from "./candidates.ts";
import { radiiIn, squareRadiiIn, type Ellipse } from "./ellipse.ts";

/** In radii of the other: its outer edge, as far as it is smeared and as its outline may be out. */
const OUT_TO = 1.05;

/** Of a place on a map of ink, in its working pixels. */
export type IsThere = (x: number, y: number) => boolean;

/** Does another thing that was found as well, and that may be a seal, lie there? `place` sets its outline on the map. */
export function isOnAnother(others: Candidate[], place: (one: Candidate) => Ellipse): IsThere {
  const radii = others
    .filter(({ confidence }) => confidence >= MAYBE_SEAL)
    .map((one) => (one.ring === null ? squareRadiiIn : radiiIn)(place(one)));
  return (x, y) => radii.some((radiusOf) => radiusOf(x, y) < OUT_TO);
}
