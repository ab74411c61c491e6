import { type Random, seededRandom, seedOf } from "../../src/demo/makers/random.ts";
import { SCAN_CONDITIONS } from "./conditions.ts";
import { COMPANIES_PER_SET, companyName } from "./names.ts";
import { DECOYS } from "./negatives.ts";
import type { Holds, SealPlan, SealSet } from "./seal-case.ts";

const STRENGTHS = 5;

/** Pages of one sort; its conditions come in turn, each in all strengths before it comes anew. */
interface Sort {
  holds: Holds;
  medium: SealPlan["medium"];
  /** Of all positives, or of all negatives. */
  share: number;
  conditions: readonly string[];
}

export const POSITIVES: Sort[] = [{ holds: "own", medium: "scan", share: 1, conditions: Object.keys(SCAN_CONDITIONS) }];

export const NEGATIVES: Sort[] = [
  { holds: "nothing", medium: "scan", share: 0.6, conditions: ["clean", ...Object.keys(DECOYS)] },
  { holds: "unrelated", medium: "scan", share: 0.2, conditions: Object.keys(SCAN_CONDITIONS) },
  { holds: "near-twin", medium: "scan", share: 0.2, conditions: Object.keys(SCAN_CONDITIONS) },
];

/** Spread evenly over media, conditions, strengths and companies; the same arguments give the same plan. */
export function planCases(set: SealSet, seed: number, sizes: { negatives: number; positives: number }): SealPlan[] {
  const random = seededRandom(seedOf(`seal plan ${set} ${seed}`));
  const first = Math.floor(random() * COMPANIES_PER_SET);
  const sorts = [...sized(POSITIVES, sizes.positives), ...sized(NEGATIVES, sizes.negatives)];
  const plans: SealPlan[] = [];
  for (const { sort, count } of sorts) {
    const turn = Math.floor(random() * sort.conditions.length * STRENGTHS);
    for (let place = 0; place < count; place++) {
      plans.push(planOf(set, seed, sort, turn + place, first + plans.length, random));
    }
  }
  return plans;
}

/** Whole numbers that sum up to `total`. */
function sized(sorts: Sort[], total: number): { sort: Sort; count: number }[] {
  let [share, before] = [0, 0];
  return sorts.map((sort) => {
    share += sort.share;
    const count = Math.round(share * total) - before;
    before += count;
    return { sort, count };
  });
}

function planOf(set: SealSet, seed: number, sort: Sort, turn: number, company: number, random: Random): SealPlan {
  const condition = sort.conditions[turn % sort.conditions.length] ?? "";
  const strength = 1 + (Math.floor(turn / sort.conditions.length) % STRENGTHS);
  const id = `${sort.medium}-${sort.holds}-${condition}-${strength}-${String(company).padStart(4, "0")}`;
  return {
    id,
    set,
    seed: seedOf(`${set} ${seed} ${id}`),
    medium: sort.medium,
    condition,
    strength,
    dpi: dpiOf(sort, condition, strength, random),
    holds: sort.holds,
    applicant: companyName(set, company),
  };
}

function dpiOf(sort: Sort, condition: string, strength: number, random: Random): number {
  if (condition === "resolution") return [100, 150, 200, 300, 600][strength - 1] ?? 150;
  return sort.medium === "scan" && random() < 0.12 ? 200 : 150;
}
