import { describe, expect, it } from "vitest";
import { together } from "../../src/reading/seal/read-print.ts";
import type { SealWords } from "../../src/reading/seal/read-words.ts";

const reading = (lines: number, words = "", isBare = false): SealWords => ({ lines, words, isBare });
const CODE = "1101080110277";
const CONTRACT = "合同专用章";

describe("several readings of a seal's straight words", () => {
  const rows: [why: string, readings: SealWords[], words: string, lines: number, isBare: boolean][] = [
    ["one alone stands", [reading(2, CODE)], CODE, 2, false],
    ["what one has not read another may", [reading(1), reading(1, CODE)], CODE, 1, false],
    [
      "a line that none has read stays, though the other is read twice",
      [reading(2, CODE), reading(2, CODE)],
      `${CODE}\n${CODE}`,
      3,
      false,
    ],
    ["one that sees none about a known foot is believed", [reading(1), reading(0, "", true)], "", 0, true],
    ["but not where another tells a kind", [reading(0, "", true), reading(1, CONTRACT)], "", 1, false],
    [
      "nor where a third sees none again",
      [reading(0, "", true), reading(1, CONTRACT), reading(0, "", true)],
      "",
      1,
      false,
    ],
  ];
  it.each(rows)("%s", (_, readings, words, lines, isBare) => {
    expect(together(readings)).toEqual({ words, lines, isBare });
  });
});
