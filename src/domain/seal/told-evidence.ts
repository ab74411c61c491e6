import type { SealFacts } from "../facts.ts";
import type { SealLimits } from "./worth.ts";

/** A diameter off by this share of the nearest bound has no size of an official seal at all. */
const NO_SIZE = 0.25;

/**
 * Each piece of evidence for a seal by name with its score: those of `RingEvidence` or `SquareEvidence`; `lines`, the
 * straight lines within it, and `words`, how many of those were read; `bare`, 1 where the place of such words is known and
 * bare; `size`, 1 where the diameter is one of official seals down to 0 where it is far off, absent where the page's size is
 * not known.
 */
export function toldEvidence(seal: SealFacts, { minDiameterMm, maxDiameterMm }: SealLimits): Record<string, number> {
  const { evidence, words, diameterMm } = seal;
  const told = { ...evidence, words: words === "" ? 0 : words.split("\n").length };
  if (diameterMm === null) return told;
  const off = Math.max(0, 1 - diameterMm / minDiameterMm, diameterMm / maxDiameterMm - 1);
  return { ...told, size: Math.max(0, 1 - off / NO_SIZE) };
}
