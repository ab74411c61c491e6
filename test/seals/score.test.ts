import { describe, expect, test } from "vitest";
import type { Box, SealFacts } from "../../src/domain/facts.ts";
import { aimsOf } from "./score-aims.ts";
import { tally } from "./score-tally.ts";
import { worstOf } from "./score-worst.ts";
import { NO_COSTS, overlap, placeSeals, type Row } from "./score.ts";
import type { SealCase, SealPlan, TrueSeal } from "./seal-case.ts";

const box = (x: number, y = 0): Box => ({ x, y, width: 0.2, height: 0.1 });

const plan: SealPlan = {
  ...{ id: "a", set: "tuning", seed: 1, medium: "scan", condition: "plain", strength: 1, dpi: 150 },
  ...{ holds: "own", applicant: "北京安盟科技有限公司" },
};

describe("what was found is held against what is there", () => {
  const truth = (x: number): TrueSeal => ({
    ...{ box: box(x), diameterMm: 40, shape: "round", kind: "official", name: plan.applicant },
  });
  const found = (x: number, confidence: number): SealFacts => ({
    ...{ box: box(x), ellipse: null, how: "ink-scan", diameterMm: 40.5, shape: "round", colour: "red" },
    ...{ confidence, evidence: {}, arc: [], words: "" },
  });
  const page = (seals: TrueSeal[]): SealCase => ({ ...plan, bytes: Buffer.alloc(0), kind: "jpeg", lines: [], seals });

  test.each([
    ["the same box", box(0), 1],
    ["half of it", box(0.1), 1 / 3],
    ["beside it", box(0.2), 0],
    ["beneath it", box(0, 0.5), 0],
  ])("%s", (_, other, expected) => {
    expect(overlap(box(0), other)).toBeCloseTo(expected, 9);
  });

  test("each is given to the seal that it fits best, and to one alone", () => {
    const { placed, surplus } = placeSeals(page([truth(0), truth(0.05)]), [found(0.06, 0.9), found(0.8, 0.9)]);
    expect(placed.map(({ score }) => score.foundAs)).toEqual([null, "official"]);
    expect(placed[1]?.score.diameterErrorMm).toBeCloseTo(0.5, 9);
    expect(surplus).toBe(1);
  });

  test("a doubtful candidate elsewhere is not surplus, and what nobody looks at is not found", () => {
    const { placed, surplus } = placeSeals(page([truth(0)]), [found(0, 0.3), found(0.8, 0.4)]);
    expect([placed[0]?.found, surplus]).toEqual([null, 0]);
  });
});

describe("figures of rows", () => {
  const row = (id: string, holds: Row["holds"], verdict: Row["verdict"], more: Partial<Row> = {}): Row => ({
    ...{ ...plan, id, holds, verdict, reasons: [], seals: [], own: null, names: null, surplus: 0 },
    ...{ costs: NO_COSTS, peakMb: 0 },
    ...more,
  });
  const names = { right: true, read: "", unrelated: 8, unrelatedAccepted: [], twins: 3, twinsAccepted: ["一"] };
  const rows = [
    row("a", "own", "present", { names }),
    row("b", "own", "unsure"),
    row("c", "own", "absent"),
    row("d", "near-twin", "present"),
    row("e", "nothing", "absent"),
    row("f", "nothing", "failed"),
  ];

  test("each rate is of the pages that can show it", () => {
    expect(tally(rows)).toMatchObject({
      ...{ failed: 1, positives: 3, negatives: 2, falsePresent: { part: 1, whole: 2 } },
      ...{ falseAbsent: { part: 1, whole: 3 }, unsure: { part: 1, whole: 3 } },
      ...{ right: { part: 1, whole: 1 }, twins: { part: 1, whole: 3 }, unrelated: { part: 0, whole: 8 } },
    });
  });

  test("an aim is missed, reached, or not measured; scans below 150 dpi do not count", () => {
    const reachedOf = (some: Row[], what: string) =>
      aimsOf(some).find((aim) => aim.of.includes("scans from 150") && aim.what === what)?.reached;
    expect(reachedOf(rows, "false present")).toBe(false);
    expect(reachedOf(rows, "unrelated name accepted")).toBe(true);
    expect(reachedOf(rows, "mean IoU")).toBe(null);
    const coarse = rows.map((one) => ({ ...one, dpi: 100 }));
    expect(reachedOf(coarse, "false present")).toBe(null);
  });

  test("the worst come first: a crash, an invalid application let through, an honest one refused", () => {
    expect(worstOf(rows, 4).map(({ row: { id }, wrong }) => `${id} ${wrong.what}`)).toEqual([
      "f failed",
      "d false-present",
      "c false-absent",
      "a twin-accepted",
    ]);
  });
});
