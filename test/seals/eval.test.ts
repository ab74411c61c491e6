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
  "scan own patchy 2",
  "scan own colour 4",
  "scan own over-text 5",
  "scan own overlapped 2",
  "scan own rotated 5",
  "scan own jpeg 5",
  "scan own skewed 5",
  "scan own tinted 5",
  "scan unrelated plain 2",
  "scan unrelated faded 3",
  "scan near-twin plain 1",
  "scan near-twin rotated 3",
  "scan nothing clean 1",
  "scan nothing letterhead 5",
  "scan nothing handwriting 5",
  "scan nothing red-rules 3",
  "scan nothing printed-words 5",
  "scan nothing sun 4",
];
/** Of the pages that hold the applicant's seal. */
const MOST_UNSURE = 1;

describe("a small part of npm run eval:seal", () => {
  const rows: Row[] = [];

  test.each(PAGES)("%s", async (name) => {
    const { row } = await judgeCase(await makeCase(planNamed(name)));
    rows.push(row);
    expect(row.verdict).not.toBe(row.holds === "own" ? "absent" : "present");
  });

  test("most of the applicants' own seals are surely seen, in their places, and no other name is read on them", () => {
    const { unsure, unrelated, twins } = tally(rows);
    expect(unsure.part).toBeLessThanOrEqual(MOST_UNSURE);
    expect(rows.flatMap(({ own }) => own?.iou ?? []).filter((iou) => iou < 0.9)).toEqual([]);
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
