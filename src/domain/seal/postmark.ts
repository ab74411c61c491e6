import type { SealFacts } from "../facts.ts";
import { MOST_STAR_OF_A_POSTMARK, SMALLEST_OFFICIAL_ROUND } from "./thresholds.ts";

/**
 * On a page without colour a ring too small for a company's seal and without a star, as post offices and copy shops strike
 * them. A seal that was copied smaller keeps its star.
 */
export function isPostmark({ colour, shape, diameterMm, evidence }: SealFacts): boolean {
  const isSmall = diameterMm !== null && diameterMm < SMALLEST_OFFICIAL_ROUND;
  return colour === "grey" && shape === "round" && isSmall && (evidence["star"] ?? 1) < MOST_STAR_OF_A_POSTMARK;
}
