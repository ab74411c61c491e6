import { between, type Random } from "../../src/demo/makers/random.ts";
import { type Die, dieOf } from "./die.ts";
import { personName } from "./names.ts";
import type { Imprint } from "./recipe.ts";

/** Seals of the applicant's own that can never serve as its 公章. */
export const WRONG_KINDS: Record<string, (applicant: string, random: Random) => Die> = {
  contract: (applicant, random) => dieOf("contract", applicant, random),
  finance: (applicant, random) => dieOf("finance", applicant, random),
  "finance-square": squareFinance,
  invoice: (applicant, random) => dieOf("invoice", applicant, random),
  department: (applicant, random) => dieOf("department", applicant, random),
  "department-arc": (applicant, random) =>
    dieOf("department", `${applicant}${random() < 0.5 ? "市场部" : "办公室"}`, random, { words: "" }),
  "personal-square": (_applicant, random) => dieOf("personal", personName(random), random, { shape: "square" }),
  "personal-round": (_applicant, random) => dieOf("personal", personName(random), random, { shape: "round" }),
  straddle: (applicant, random) => dieOf("official", applicant, random),
};

function squareFinance(applicant: string, random: Random): Die {
  const die = dieOf("personal", "", random, { shape: "square", inverse: false });
  return { ...die, kind: "finance", name: `${applicant}财务专用章`, widthMm: 25, heightMm: 25, ringMm: 1.1 };
}

/** A piece of a 骑缝章, struck across the edges of several sheets: its share from 15 to 45 %, at either side. */
export function straddle(imprint: Imprint, strength: number, random: Random): void {
  const seen = (0.15 + 0.075 * (strength - 1)) * imprint.die.widthMm;
  const out = imprint.die.widthMm / 2 - seen;
  imprint.xMm = random() < 0.85 ? 210 + out : -out;
  imprint.yMm = between(random, 60, 240);
}
