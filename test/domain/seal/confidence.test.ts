import { describe, expect, it } from "vitest";
import { ringConfidence, type RingEvidence } from "../../../src/domain/seal/confidence.ts";
import { MAYBE_SEAL, SURE_SEAL } from "../../../src/domain/seal/thresholds.ts";

/** Half of a ring about characters, the star as worn. */
const WORN: RingEvidence = {
  ringCoverage: 0.5,
  onPage: 1,
  fitResidual: 0.001,
  ringContrast: 1,
  fill: 0.15,
  outside: 0,
  bandChanges: 50,
  star: 0.4,
};

describe("a worn ring", () => {
  it.each([0.5, 0.55, 0.6])(
    "may be a seal by the characters round it, but is none for sure: %f of it",
    (ringCoverage) => {
      for (const star of [0, 0.4]) {
        const confidence = ringConfidence({ ...WORN, ringCoverage, star });
        expect(confidence).toBeGreaterThan(MAYBE_SEAL);
        expect(confidence).toBeLessThan(SURE_SEAL);
      }
    },
  );

  it("is one by a plain star", () => {
    expect(ringConfidence({ ...WORN, ringCoverage: 0.6, star: 0.7 })).toBeGreaterThan(SURE_SEAL);
  });

  it.each<[why: string, evidence: Partial<RingEvidence>]>([
    ["its edge is uneven", { fitResidual: 0.007 }],
    ["a third of it is left", { ringCoverage: 0.33 }],
    ["it is no darker than what lies within", { ringContrast: 0.1 }],
  ])("is none where %s", (_, evidence) => {
    expect(ringConfidence({ ...WORN, ...evidence })).toBeLessThan(MAYBE_SEAL);
  });
});
