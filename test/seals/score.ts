import type { Box, SealFacts } from "../../src/domain/facts.ts";
import { isSurelySeal } from "../../src/domain/seal/confidence.ts";
import { sealKind, type SealKind } from "../../src/domain/seal/kind.ts";
import { MAYBE_SEAL, SURE_SEAL } from "../../src/domain/seal/thresholds.ts";
import type { SealCase, SealPlan, TrueSeal } from "./seal-case.ts";

/** One true seal and what was found in its place. */
export interface SealScore {
  kind: SealKind;
  /** null: nothing was found there. */
  foundAs: SealKind | null;
  /** Intersection over union of the boxes; 0 where nothing was found. */
  iou: number;
  /** Of the longer axis, or of a square's side; without sign, null where not known. */
  diameterErrorMm: number | null;
  /** 0…1, of what was found. */
  confidence: number;
}

/** Names held against the arc of the applicant's own seal; none is accepted of a seal that was not found. */
export interface NameScore {
  right: boolean;
  /** What the arc most likely says. */
  read: string;
  unrelated: number;
  unrelatedAccepted: string[];
  twins: number;
  twinsAccepted: string[];
}

/** CPU time in ms, of all the process's threads. */
export interface Costs {
  /** Making the page, or fetching it from where it was kept. */
  make: number;
  open: number;
  /** Mending and search, without `read`: the line recogniser. */
  find: number;
  read: number;
  judge: number;
  /** Holding other companies' names against the arc: the evaluation's own. */
  names: number;
}

/** A judged page beside its truth. */
export interface Row extends SealPlan {
  verdict: "present" | "absent" | "unsure" | "failed";
  reasons: string[];
  seals: SealScore[];
  /** Where the applicant's own seal truly is; null on the other pages. */
  own: SealScore | null;
  names: NameScore | null;
  /** What was surely taken for a seal and is none. */
  surplus: number;
  costs: Costs;
  /** Of the process so far, in MB. */
  peakMb: number;
  /** What went wrong where no verdict came. */
  failure?: string;
}

export const NO_COSTS: Costs = { make: 0, open: 0, find: 0, read: 0, judge: 0, names: 0 };

/** A page that no verdict could be had for: a row of its own, never the end of the run. */
export function failedRow(plan: SealPlan, failure: string): Row {
  const nothing = { reasons: [], seals: [], own: null, names: null, surplus: 0, costs: NO_COSTS, peakMb: peakMb() };
  return { ...planOf(plan), verdict: "failed", ...nothing, failure };
}

/** The plan alone, of a made page too. */
export function planOf({ id, set, seed, medium, condition, strength, dpi, holds, applicant }: SealPlan): SealPlan {
  return { id, set, seed, medium, condition, strength, dpi, holds, applicant };
}

export const peakMb = () => Math.round(process.resourceUsage().maxRSS / 1024);

/** Boxes that touch less than this are not of one seal. */
const LEAST_OVERLAP = 0.1;

export interface Placed {
  truth: TrueSeal;
  found: SealFacts | null;
  score: SealScore;
}

/** Each true seal with what was found there, the best fit first come; and how many sure ones are left over. */
export function placeSeals({ seals }: SealCase, found: SealFacts[]): { placed: Placed[]; surplus: number } {
  const looked = found.filter((seal) => seal.confidence >= MAYBE_SEAL);
  const pairs = seals
    .flatMap((truth) => looked.map((seal) => ({ truth, seal, iou: overlap(truth.box, seal.box) })))
    .filter(({ iou }) => iou >= LEAST_OVERLAP)
    .sort((one, other) => other.iou - one.iou);
  const seen = new Map<TrueSeal, SealFacts>();
  for (const { truth, seal } of pairs) {
    if (!seen.has(truth) && ![...seen.values()].includes(seal)) seen.set(truth, seal);
  }
  const left = looked.filter((seal) => seal.confidence >= SURE_SEAL && ![...seen.values()].includes(seal));
  return { placed: seals.map((truth) => placed(truth, seen.get(truth) ?? null)), surplus: left.length };
}

function placed(truth: TrueSeal, found: SealFacts | null): Placed {
  const size = found && sizeMm(found);
  const score = {
    kind: truth.kind,
    foundAs: found && sealKind(found, isSurelySeal(found, false)),
    iou: found === null ? 0 : overlap(truth.box, found.box),
    diameterErrorMm: size === null ? null : Math.abs(size - truth.diameterMm),
    confidence: found?.confidence ?? 0,
  };
  return { truth, found, score };
}

/** The diameter is the mean of an oval's axes, its true size the longer one. */
function sizeMm({ shape, diameterMm, ellipse }: SealFacts): number | null {
  if (shape !== "oval" || diameterMm === null || ellipse === null) return diameterMm;
  return (diameterMm * 2 * ellipse.a) / (ellipse.a + ellipse.b);
}

/** Intersection over union. */
export function overlap(one: Box, other: Box): number {
  const across = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const down = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  if (across <= 0 || down <= 0) return 0;
  const both = across * down;
  return both / (one.width * one.height + other.width * other.height - both);
}
