import { describe, expect, test } from "vitest";
import { judgeCase } from "./eval.ts";
import { makeCase } from "./make.ts";
import { planCases } from "./plan.ts";
import { tally } from "./score-tally.ts";
import type { Row } from "./score.ts";
import type { SealPlan } from "./seal-case.ts";

/** Of another seed than the measurement's. */
const all = planCases("measuring", 4, { positives: 3000, negatives: 3000 });

/** Medium, what it holds, condition and strength; the first such page of the plan. */
const PAGES = [
  "scan own plain 1",
  "scan own faded 3",
  "scan own colour 4",
  "scan own overlapped 1",
  "scan own rotated 5",
  "scan own jpeg 5",
  "scan own tinted 5",
  "scan own oval 2",
  "photo own plain 1",
  "photo own shadow 2",
  "grey own grey 2",
  "electronic own signature-field 1",
  "electronic own vector 3",
  "scan unrelated faded 3",
  "scan near-twin plain 1",
  "scan wrong-kind contract 2",
  "scan nothing clean 1",
  "scan nothing letterhead 5",
  "scan nothing party-emblem 4",
  "scan nothing ring-logo 3",
  "photo nothing handwriting 3",
  "grey nothing clean 2",
];
/** Of the pages in colour that hold the applicant's seal. */
const MOST_UNSURE = 1;

describe("a small part of npm run eval:seal", () => {
  const rows: Row[] = [];

  test.each(PAGES)("%s", async (name) => {
    const { row } = await judgeCase(await makeCase(planNamed(name)));
    rows.push(row);
    if (row.holds === "own") expect(row.verdict).not.toBe("absent");
    if (row.holds !== "own" || row.medium === "grey") expect(row.verdict).not.toBe("present");
  });

  test("most of the applicants' own seals are surely seen, in their places, and no other name is read on them", () => {
    const { unsure, unrelated, twins } = tally(rows.filter(({ medium }) => medium !== "grey"));
    expect(unsure.part).toBeLessThanOrEqual(MOST_UNSURE);
    expect(rows.flatMap(({ own }) => own?.iou ?? []).filter((iou) => iou < 0.85)).toEqual([]);
    expect([unrelated.part, twins.part]).toEqual([0, 0]);
  });
});

function planNamed(name: string): SealPlan {
  const [medium, holds, condition, strength] = name.split(" ");
  const plan = all.find(
    (one) =>
      one.medium === medium &&
      one.holds === holds &&
      one.condition === condition &&
      one.strength === Number(strength) &&
      one.dpi <= 200,
  );
  if (plan === undefined) throw new Error(`no page “${name}” is planned`);
  return plan;
}
