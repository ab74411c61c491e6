import { describe, expect, it } from "vitest";
import type { PageFacts, SealFacts } from "../../../src/domain/facts.ts";
import { judgeSeals } from "../../../src/domain/seal/judge.ts";
import { sealKind, type SealKind } from "../../../src/domain/seal/kind.ts";
import { arcOf, sealOf } from "../evidence-fixture.ts";

const OWN = "北京天融信息技术有限公司";
const LIMITS = { minDiameterMm: 30, maxDiameterMm: 50 };

const seal = (more: Partial<SealFacts> = {}): SealFacts => sealOf(OWN, more);

const postmark = (more: Partial<SealFacts> = {}): SealFacts =>
  seal({ colour: "grey", diameterMm: 28, arc: arcOf("北京样例支局"), evidence: { star: 0.15 }, ...more });

const pages = (...seals: SealFacts[]): PageFacts[] => [
  { number: 1, widthMm: 210, heightMm: 297, textSource: "none", lines: [], seals: [] },
  { number: 2, widthMm: 210, heightMm: 297, textSource: "none", lines: [], seals },
];

const judged = (pages: PageFacts[]): [verdict: string, reasons: string[]] => {
  const { verdict, reasons } = judgeSeals(pages, OWN, LIMITS);
  return [verdict, reasons.map(({ code }) => code)];
};

/** Of a faint print. */
const FAINT = { star: 0.7, fitResidual: 0.002, lines: 0, bare: 1 };

type Row = [why: string, pages: PageFacts[], verdict: string, reasons: string[]];

describe("judgeSeals", () => {
  const rows: [why: string, seals: SealFacts[], verdict: string, reasons: string[]][] = [
    ["the applicant's official seal", [seal()], "present", []],
    ["violet ink is ink", [seal({ colour: "purple" })], "present", []],
    ["a picture without dpi", [seal({ diameterMm: null })], "present", []],
    ["no seal", [], "absent", ["seal-absent"]],
    ["something red, hardly like a seal", [seal({ confidence: 0.25 })], "absent", ["seal-absent"]],
    ["a faint ring is for a person", [seal({ confidence: 0.5 })], "unsure", ["seal-unclear"]],
    ["… in which the very name was read, round a star", [seal({ confidence: 0.5, evidence: FAINT })], "present", []],
    [
      "… with words that were not read",
      [seal({ confidence: 0.5, evidence: { ...FAINT, lines: 1 } })],
      "unsure",
      ["seal-unclear"],
    ],
    [
      "… whose words' place is not known",
      [seal({ confidence: 0.5, evidence: { ...FAINT, bare: 0 } })],
      "unsure",
      ["seal-unclear"],
    ],
    [
      "… with another name",
      [seal({ arc: arcOf("南京天融信息技术有限公司"), confidence: 0.5, evidence: FAINT })],
      "unsure",
      ["seal-unclear"],
    ],
    ["… hardly like a seal", [seal({ confidence: 0.3, evidence: FAINT })], "absent", ["seal-absent"]],
    ["… without a star", [seal({ confidence: 0.5, evidence: { ...FAINT, star: 0.3 } })], "unsure", ["seal-unclear"]],
    [
      "… with a ragged edge",
      [seal({ confidence: 0.5, evidence: { ...FAINT, fitResidual: 0.006 } })],
      "unsure",
      ["seal-unclear"],
    ],
    ["a postmark on a grey page", [postmark()], "absent", ["seal-absent"]],
    ["… that bears the very name", [postmark({ arc: arcOf(OWN) })], "unsure", ["seal-colour-lost"]],
    ["a copy made smaller keeps its star", [postmark({ evidence: { star: 0.8 } })], "unsure", ["seal-colour-lost"]],
    ["a ring without a star of unknown size", [postmark({ diameterMm: null })], "unsure", ["seal-colour-lost"]],
    ["a grey copy", [seal({ colour: "grey" })], "unsure", ["seal-colour-lost"]],
    ["a contract seal", [seal({ words: "合同专用章", evidence: { lines: 1 } })], "absent", ["seal-wrong-kind"]],
    ["a line that read as nothing", [seal({ evidence: { onPage: 1, lines: 1 } })], "unsure", ["seal-unclear"]],
    ["words that cannot be read", [seal({ words: "口口专", evidence: { lines: 1 } })], "unsure", ["seal-unclear"]],
    ["another company's", [seal({ arc: arcOf("深圳微步在线科技股份有限公司") })], "absent", ["seal-other-company"]],
    ["another's beside the own", [seal({ arc: arcOf("深圳微步在线科技股份有限公司") }), seal()], "present", []],
    ["a near twin's", [seal({ arc: arcOf("南京天融信息技术有限公司") })], "unsure", ["seal-name-unread"]],
    ["a ring beyond doubt, its name unread: it may be anybody's", [seal({ arc: [] })], "unsure", ["seal-name-unread"]],
    ["a weaker ring, its name unread", [seal({ arc: [], confidence: 0.7 })], "unsure", ["seal-name-unread"]],
    ["far too large", [seal({ diameterMm: 62, arc: [] })], "absent", ["seal-size-odd"]],
    ["too large, but its name is right", [seal({ diameterMm: 62 })], "unsure", ["seal-size-odd"]],
    ["a small round logo", [seal({ diameterMm: 20, arc: [] })], "absent", ["seal-absent"]],
    ["cut by the page's edge", [seal({ arc: [], evidence: { onPage: 0.7 } })], "unsure", ["seal-cut-off"]],
    ["… with its name read whole", [seal({ evidence: { onPage: 0.7 } })], "present", []],
    ["half of it, whatever was read", [seal({ evidence: { onPage: 0.5 } })], "unsure", ["seal-cut-off"]],
    ["the right name in a contract seal", [seal({ words: "合同专用章" })], "absent", ["seal-wrong-kind"]],
    [
      "a contract seal and a faint ring: the ring may be the official one",
      [seal({ words: "合同专用章" }), seal({ confidence: 0.5 })],
      "unsure",
      ["seal-unclear"],
    ],
    ["a contract seal beside the official one", [seal({ words: "合同专用章" }), seal()], "present", []],
    [
      "a person's square beside the company's seal",
      [seal({ shape: "square", diameterMm: 20, arc: [] }), seal()],
      "present",
      [],
    ],
    [
      "two kinds that are no 公章, each named",
      [seal({ words: "合同专用章" }), seal({ words: "财务专用章" })],
      "absent",
      ["seal-wrong-kind", "seal-wrong-kind"],
    ],
    ["a person's square", [seal({ shape: "square", diameterMm: 20, arc: [] })], "absent", ["seal-wrong-kind"]],
    ["an oval that cannot be read", [seal({ shape: "oval", arc: [] })], "unsure", ["seal-unclear"]],
  ];
  it.each(rows)("%s", (_, seals, verdict, reasons) => {
    expect(judged(pages(...seals))).toEqual([verdict, reasons]);
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
        evidence: { onPage: 1, lines: 0, words: 0, size: 1 },
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

/** 单位公章： printed on the page's right, this far down it. */
const place = (y = 0.7): PageFacts["lines"] => [
  { text: "单位公章：", confidence: 0.95, box: { x: 0.55, y, width: 0.12, height: 0.015 } },
];
const page = (number: number, seals: SealFacts[], more: Partial<PageFacts> = {}): PageFacts => ({
  ...{ number, widthMm: 210, heightMm: 297, textSource: "ocr", lines: [], seals },
  ...more,
});
/** Half of a seal over the page's right side, its middle this far down. */
const piece = (middle: number, more: Partial<SealFacts> = {}) =>
  seal({ box: { x: 0.9, y: middle - 0.07, width: 0.2, height: 0.14 }, arc: [], evidence: { onPage: 0.5 }, ...more });
const overLeft = { box: { x: -0.1, y: 0.34, width: 0.2, height: 0.14 } };
const grey = (strayInkMm2: number) => ({ strayInkMm2, lines: place() });

describe("a 骑缝章", () => {
  const rows: Row[] = [
    [
      "on two pages at one height",
      [page(1, [piece(0.4)]), page(2, [piece(0.41, overLeft)], { lines: place() })],
      "absent",
      ["seal-across-pages"],
    ],
    [
      "… with nothing to tell its place",
      [page(1, [piece(0.4)]), page(2, [piece(0.4)])],
      "absent",
      ["seal-across-pages"],
    ],
    [
      "… beside the seal at its place",
      [page(1, [piece(0.4)]), page(2, [piece(0.4), seal()], { lines: place() })],
      "present",
      [],
    ],
    ["on two pages at different heights", [page(1, [piece(0.2)]), page(2, [piece(0.8)])], "unsure", ["seal-cut-off"]],
    [
      "one piece, far from an empty place",
      [page(1, [piece(0.25)], { lines: place() })],
      "absent",
      ["seal-across-pages"],
    ],
    [
      "… on another page than the place",
      [page(1, [piece(0.7)]), page(2, [], { lines: place() })],
      "absent",
      ["seal-absent", "seal-across-pages"],
    ],
    [
      "one piece beside the place: a careless scan may have cut the seal",
      [page(1, [piece(0.72)], { lines: place() })],
      "unsure",
      ["seal-cut-off"],
    ],
    ["one piece, and nobody knows the place", [page(1, [piece(0.25)])], "unsure", ["seal-cut-off"]],
    [
      "a seal cut by the page's foot is no 骑缝章",
      [page(1, [piece(0.97, { box: { x: 0.6, y: 0.93, width: 0.2, height: 0.14 } })], { lines: place() })],
      "unsure",
      ["seal-cut-off"],
    ],
    [
      "a piece in a page without colour",
      [page(1, [piece(0.25, { colour: "grey" })], grey(150))],
      "unsure",
      ["seal-colour-lost"],
    ],
  ];
  it.each(rows)("%s", (_, pages, verdict, reasons) => {
    expect(judged(pages)).toEqual([verdict, reasons]);
  });

  it("is found and listed, and its pages are named once", () => {
    const judged = judgeSeals([page(1, [piece(0.4)]), page(2, [piece(0.4)], { lines: place() })], OWN, LIMITS);
    expect(judged.seals.map(({ kind, serves, reason }) => [kind, serves, reason])).toEqual([
      ["unknown", "no", "seal-across-pages"],
      ["unknown", "no", "seal-across-pages"],
    ]);
    expect(judged.reasons[0]?.detail).toMatchObject({ place: "第1、2页" });
  });
});

describe("a page without colour, no ring found on it", () => {
  const rows: Row[] = [
    ["clean about the place", [page(1, [], grey(0.4))], "absent", ["seal-absent"]],
    ["not clean about it", [page(1, [], grey(7))], "unsure", ["seal-colour-lost"]],
    ["no place read, the whole page clean", [page(1, [], { strayInkMm2: 0 })], "absent", ["seal-absent"]],
    ["no place read, the page not clean", [page(1, [], { strayInkMm2: 30 })], "unsure", ["seal-colour-lost"]],
    [
      "another page than the place's is not clean",
      [page(1, [], { strayInkMm2: 90 }), page(2, [], grey(0))],
      "absent",
      ["seal-absent"],
    ],
    ["in colour: there nothing was overlooked", [page(1, [], { lines: place() })], "absent", ["seal-absent"]],
    [
      "a contract seal in colour before the page that is not clean",
      [page(1, [seal({ words: "合同专用章" })]), page(2, [], grey(40))],
      "unsure",
      ["seal-colour-lost"],
    ],
    ["a ring with the right name", [page(1, [seal({ colour: "grey" })], grey(300))], "unsure", ["seal-colour-lost"]],
    [
      "… however clean the page is said to be",
      [page(1, [seal({ colour: "grey" })], grey(0))],
      "unsure",
      ["seal-colour-lost"],
    ],
  ];
  it.each(rows)("%s", (_, pages, verdict, reasons) => {
    expect(judged(pages)).toEqual([verdict, reasons]);
  });
});

describe("the page where the seal belongs", () => {
  const contract = seal({ words: "合同专用章" });
  const rows: Row[] = [
    ["at its place", [page(1, []), page(2, [seal()], { lines: place() })], "present", []],
    ["on the first page only", [page(1, [seal()]), page(2, [], { lines: place() })], "unsure", ["page-unsigned"]],
    ["no place was read", [page(1, [seal()]), page(2, [])], "present", []],
    [
      "two places, one of them sealed",
      [page(1, [seal()], { lines: place() }), page(2, [], { lines: place() })],
      "present",
      [],
    ],
    [
      "a wrong kind at the place, the right one elsewhere",
      [page(1, [seal()]), page(2, [contract], { lines: place() })],
      "unsure",
      ["page-unsigned"],
    ],
    [
      "a wrong kind elsewhere, the place empty",
      [page(1, [contract]), page(2, [], { lines: place() })],
      "absent",
      ["seal-absent", "seal-wrong-kind"],
    ],
  ];
  it.each(rows)("%s", (_, pages, verdict, reasons) => {
    expect(judged(pages)).toEqual([verdict, reasons]);
  });
});

describe("sealKind", () => {
  const rows: [why: string, facts: Partial<SealFacts>, kind: SealKind][] = [
    ["the words as cut", { words: "财务专用章" }, "finance"],
    ["one character misread", { words: "台同专用草" }, "contract"],
    ["the last character misread", { words: "发票专用意" }, "invoice"],
    ["the tax office's mark on an invoice", { shape: "oval", words: "国家税务总局" }, "invoice"],
    ["the tax department of a company", { words: "税务部" }, "department"],
    ["some other 专用章", { words: "不动产登记专用章" }, "department"],
    ["a department's words", { words: "技术部" }, "department"],
    ["a single character of what lies over it", { words: "科", evidence: { lines: 1 } }, "unknown"],
    ["such a character behind the code's digits", { words: "1101080110科", evidence: { lines: 1 } }, "unknown"],
    ["a department in the arc", { arc: arcOf("北京天融有限公司市场部") }, "department"],
    ["a strip that began within the name", { arc: arcOf("有限公司北京市中格网络科") }, "official"],
    [
      "成都 misread at the end of a strip that began behind it",
      { arc: arcOf("云恒计算机系统股份有限公司成部") },
      "official",
    ],
    ["专用章 in the arc itself", { arc: arcOf("苏州市电子证照专用章") }, "department"],
    ["a code under the star", { words: "1101080123456", evidence: { lines: 1 } }, "official"],
    ["a code, two digits of it misread", { words: "203r1047n2", evidence: { lines: 1 } }, "official"],
    ["many letters, which are no code", { words: "EMr104HRE", evidence: { lines: 1 } }, "unknown"],
    ["合同专用章（1） beneath print", { words: "AM58a（1)", evidence: { lines: 1 } }, "unknown"],
    [
      "an oval with a tax number, letters of it misread",
      { shape: "oval", words: "9111o108MA0lABCD2X", evidence: { lines: 1 } },
      "unknown",
    ],
    ["a line that read as nothing", { evidence: { lines: 1 } }, "unknown"],
    [
      "a line beside the code that read as one character",
      { words: "1101080123456\n力", evidence: { lines: 2 } },
      "unknown",
    ],
    ["round and too small for any company's", { diameterMm: 32 }, "unknown"],
    ["the least that provinces ask for, scanned a little small", { diameterMm: 36.5 }, "official"],
    ["an oval of 40 × 30 mm", { shape: "oval", diameterMm: 35 }, "official"],
    ["an oval with a tax number", { shape: "oval", words: "91110108MA01ABCD2X" }, "invoice"],
    ["an oval of a foreign-invested company", { shape: "oval" }, "official"],
    ["a square beyond any name seal", { shape: "square", diameterMm: 45 }, "unknown"],
  ];
  it.each(rows)("%s", (_, facts, kind) => {
    expect(sealKind(seal(facts), true)).toBe(kind);
  });
});
