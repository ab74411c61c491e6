import { type Random, seededRandom, seedOf } from "../../src/demo/makers/random.ts";
import { GREY_CONDITIONS, SCAN_CONDITIONS } from "./conditions.ts";
import { ELECTRONIC_CONDITIONS } from "./electronic-page.ts";
import { WRONG_KINDS } from "./kinds.ts";
import { COMPANIES_PER_SET, companyName } from "./names.ts";
import { DECOYS } from "./negatives.ts";
import { PHOTO_CONDITIONS } from "./photo-conditions.ts";
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

export const POSITIVES: Sort[] = [
  { holds: "own", medium: "scan", share: 0.64, conditions: Object.keys(SCAN_CONDITIONS) },
  { holds: "own", medium: "photo", share: 0.18, conditions: Object.keys(PHOTO_CONDITIONS) },
  { holds: "own", medium: "grey", share: 0.09, conditions: Object.keys(GREY_CONDITIONS) },
  { holds: "own", medium: "electronic", share: 0.09, conditions: ELECTRONIC_CONDITIONS },
];

const CLEAN_OR_DECOY = ["clean", "clean", ...Object.keys(DECOYS)];

export const NEGATIVES: Sort[] = [
  { holds: "nothing", medium: "scan", share: 0.36, conditions: CLEAN_OR_DECOY },
  { holds: "nothing", medium: "photo", share: 0.12, conditions: CLEAN_OR_DECOY },
  { holds: "nothing", medium: "grey", share: 0.08, conditions: CLEAN_OR_DECOY },
  { holds: "nothing", medium: "electronic", share: 0.04, conditions: CLEAN_OR_DECOY },
  { holds: "wrong-kind", medium: "scan", share: 0.13, conditions: Object.keys(WRONG_KINDS) },
  { holds: "wrong-kind", medium: "photo", share: 0.03, conditions: Object.keys(WRONG_KINDS) },
  { holds: "unrelated", medium: "scan", share: 0.07, conditions: Object.keys(SCAN_CONDITIONS) },
  { holds: "unrelated", medium: "photo", share: 0.025, conditions: Object.keys(PHOTO_CONDITIONS) },
  { holds: "unrelated", medium: "electronic", share: 0.015, conditions: ELECTRONIC_CONDITIONS },
  { holds: "near-twin", medium: "scan", share: 0.09, conditions: Object.keys(SCAN_CONDITIONS) },
  { holds: "near-twin", medium: "photo", share: 0.025, conditions: Object.keys(PHOTO_CONDITIONS) },
  { holds: "near-twin", medium: "electronic", share: 0.015, conditions: ELECTRONIC_CONDITIONS },
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
