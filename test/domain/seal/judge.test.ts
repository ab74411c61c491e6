import { describe, expect, it } from "vitest";
import type { Lattice, PageFacts, SealFacts } from "../../../src/domain/facts.ts";
import { judgeSeals } from "../../../src/domain/seal/judge.ts";
import { sealKind, type SealKind } from "../../../src/domain/seal/kind.ts";

const OWN = "北京天融信息技术有限公司";
const LIMITS = { minDiameterMm: 30, maxDiameterMm: 50 };

const arcOf = (text: string): Lattice[] => [
  Array.from(text).flatMap((character): Lattice => [[[character, -0.01]], [["", -0.01]]]),
];

const seal = (more: Partial<SealFacts> = {}): SealFacts => ({
  box: { x: 0.6, y: 0.6, width: 0.2, height: 0.14 },
  ellipse: { x: 0.7, y: 0.67, a: 0.1, b: 0.1, angle: 0 },
  how: "ink-scan",
  diameterMm: 42,
  shape: "round",
  colour: "red",
  confidence: 0.95,
  evidence: { onPage: 1, lines: 0 },
  arc: arcOf(OWN),
  words: "",
  ...more,
});

const pages = (...seals: SealFacts[]): PageFacts[] => [
  { number: 1, widthMm: 210, heightMm: 297, textSource: "none", lines: [], seals: [] },
  { number: 2, widthMm: 210, heightMm: 297, textSource: "none", lines: [], seals },
];

describe("judgeSeals", () => {
  const rows: [why: string, seals: SealFacts[], verdict: string, reasons: string[]][] = [
    ["the applicant's official seal", [seal()], "present", []],
    ["violet ink is ink", [seal({ colour: "purple" })], "present", []],
    ["a picture without dpi", [seal({ diameterMm: null })], "present", []],
    ["no seal", [], "absent", ["seal-absent"]],
    ["something red, hardly like a seal", [seal({ confidence: 0.25 })], "absent", ["seal-absent"]],
    ["a faint ring is for a person", [seal({ confidence: 0.5 })], "unsure", ["seal-unclear"]],
    ["a grey copy", [seal({ colour: "grey" })], "unsure", ["seal-colour-lost"]],
    ["a contract seal", [seal({ words: "合同专用章", evidence: { lines: 1 } })], "absent", ["seal-wrong-kind"]],
    ["words that cannot be read", [seal({ words: "口口专", evidence: { lines: 1 } })], "unsure", ["seal-unclear"]],
    ["another company's", [seal({ arc: arcOf("深圳微步在线科技股份有限公司") })], "absent", ["seal-other-company"]],
    ["another's beside the own", [seal({ arc: arcOf("深圳微步在线科技股份有限公司") }), seal()], "present", []],
    ["a near twin's", [seal({ arc: arcOf("南京天融信息技术有限公司") })], "unsure", ["seal-name-unread"]],
    ["a strong ring, its name unread", [seal({ arc: [] })], "present", ["seal-name-unread"]],
    ["a weaker ring, its name unread", [seal({ arc: [], confidence: 0.7 })], "unsure", ["seal-name-unread"]],
    ["far too large", [seal({ diameterMm: 62, arc: [] })], "absent", ["seal-size-odd"]],
    ["too large, but its name is right", [seal({ diameterMm: 62 })], "unsure", ["seal-size-odd"]],
    ["a small round logo", [seal({ diameterMm: 20, arc: [] })], "absent", ["seal-absent"]],
    ["cut by the page's edge", [seal({ evidence: { onPage: 0.5, lines: 0 } })], "unsure", ["seal-cut-off"]],
    ["a person's square", [seal({ shape: "square", diameterMm: 20, arc: [] })], "absent", ["seal-wrong-kind"]],
    ["an oval that cannot be read", [seal({ shape: "oval", arc: [] })], "unsure", ["seal-unclear"]],
  ];
  it.each(rows)("%s", (_, seals, verdict, reasons) => {
    const judged = judgeSeals(pages(...seals), OWN, LIMITS);
    expect([judged.verdict, judged.reasons.map(({ code }) => code)]).toEqual([verdict, reasons]);
  });

  it("is unsure of a document of which no page could be seen", () => {
    expect(judgeSeals([], OWN, LIMITS).verdict).toBe("unsure");
  });

  it("names what it found", () => {
    const other = judgeSeals(pages(seal({ arc: arcOf("深圳微步在线科技股份有限公司") })), OWN, LIMITS);
    expect(other.reasons[0]?.detail).toMatchObject({ name: "深圳微步在线科技股份有限公司", place: "第2页" });
    const contract = judgeSeals(pages(seal({ words: "合同专用章" })), OWN, LIMITS);
    expect(contract.reasons[0]?.detail).toMatchObject({ kind: "合同专用章" });
  });

  it("gives each seal as the outside shows it", () => {
    expect(judgeSeals(pages(seal()), OWN, LIMITS).seals).toEqual([
      {
        page: 2,
        box: { x: 0.6, y: 0.6, width: 0.2, height: 0.14 },
        ellipse: { x: 0.7, y: 0.67, a: 0.1, b: 0.1, angle: 0 },
        how: "ink-scan",
        diameterMm: 42,
        shape: "round",
        kind: "official",
        colour: "red",
        confidence: 0.95,
        name: OWN,
        nameMatches: true,
        nameEvidence: Array.from(OWN, (character) => ({ character, score: -0.01, best: "", bestScore: -10 })),
        evidence: { onPage: 1, lines: 0 },
        serves: "yes",
        reason: null,
      },
    ]);
  });

  it("tells of each seal what it is worth, whatever the document's verdict", () => {
    const other = seal({ arc: arcOf("深圳微步在线科技股份有限公司") });
    const { seals } = judgeSeals(pages(seal(), other, seal({ colour: "grey" })), OWN, LIMITS);
    expect(seals.map(({ serves, reason }) => [serves, reason])).toEqual([
      ["yes", null],
      ["no", "seal-other-company"],
      ["perhaps", "seal-colour-lost"],
    ]);
  });
});

describe("sealKind", () => {
  const rows: [why: string, facts: Partial<SealFacts>, kind: SealKind][] = [
    ["the words as cut", { words: "财务专用章" }, "finance"],
    ["one character misread", { words: "台同专用草" }, "contract"],
    ["the last character misread", { words: "发票专用意" }, "invoice"],
    ["some other 专用章", { words: "不动产登记专用章" }, "department"],
    ["专用章 in the arc itself", { arc: arcOf("苏州市电子证照专用章") }, "department"],
    ["a code under the star", { words: "1101080123456", evidence: { lines: 1 } }, "official"],
    ["an oval with a tax number", { shape: "oval", words: "91110108MA01ABCD2X" }, "invoice"],
    ["an oval of a foreign-invested company", { shape: "oval" }, "official"],
    ["a square beyond any name seal", { shape: "square", diameterMm: 45 }, "unknown"],
  ];
  it.each(rows)("%s", (_, facts, kind) => {
    expect(sealKind(seal(facts))).toBe(kind);
  });
});
