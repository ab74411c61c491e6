import { beforeAll, describe, expect, it } from "vitest";
import type { SealSpec } from "../../src/demo/makers/seal.ts";
import type { PageFacts } from "../../src/domain/facts.ts";
import { judgeSeals, type SealVerdict } from "../../src/domain/seal/judge.ts";
import { openLineReader } from "../../src/reading/ocr/line-reader.ts";
import type { LineReader } from "../../src/reading/picture.ts";
import { findSeals } from "../../src/reading/seal/find-seals.ts";
import { sealPage, type Stamp } from "./seal-pages.ts";

const LIMITS = { minDiameterMm: 30, maxDiameterMm: 50 };
const OWN = "北京天融信息技术有限公司";
const RARER = "厦门云翀信息技术有限公司";
const RARE = "厦门云岬信息技术有限公司";

const stamp = (name: string, kind: SealSpec["kind"] = "official", more: Partial<SealSpec> = {}): Stamp => ({
  spec: { name, kind, diameterMm: 42, ...more },
  at: { xMm: 120, yMm: 190 },
  ink: 0.85,
});

const CROWDED = "河南德堡计算机系统工程（北京）有限公司";
/** 2 mm apart, the second time fainter. */
const struckTwice = [0, 2].map((up): Stamp => {
  const one = stamp(CROWDED, "official", { code: "1101080110277" });
  return { ...one, rotationDeg: 8, at: { xMm: 110, yMm: 190 - up }, ink: up === 0 ? 0.85 : 0.5 };
});

const ROWS: [
  why: string,
  stamps: Stamp[],
  expected: string | null,
  verdict: SealVerdict["verdict"],
  reason: string | null,
][] = [
  ["the applicant's own", [stamp(OWN)], OWN, "present", null],
  [
    "long, with brackets",
    [stamp("绿盟网络安全（苏州）股份有限公司")],
    "绿盟网络安全(苏州)股份有限公司",
    "present",
    null,
  ],
  ["有限责任公司 for 有限公司", [stamp("南京奇安智能有限责任公司")], "南京奇安智能有限公司", "present", null],
  ["faint, where a JPEG has lost the ink's colour", [{ ...stamp(OWN), ink: 0.33 }], OWN, "present", null],
  ["struck twice", struckTwice, CROWDED, "present", null],
  ["upside down", [{ ...stamp(OWN), rotationDeg: 174 }], OWN, "present", null],
  ["a character that the recogniser does not know", [{ ...stamp(RARE), ink: 0.7 }], RARE, "present", null],
  ["one that GB/T 2312 does not know either", [stamp(RARER)], RARER, "present", null],
  ["what the recogniser takes that for", [stamp(RARER.replace("翀", "肿"))], RARER, "unsure", "seal-name-unread"],
  [
    "what the recogniser takes it for",
    [{ ...stamp(RARE.replace("岬", "邮")), ink: 0.7 }],
    RARE,
    "unsure",
    "seal-name-unread",
  ],
  ["nobody to compare with", [stamp(OWN)], null, "present", null],
  ["an oval official seal", [stamp(OWN, "official", { shape: "oval", diameterMm: 45 })], OWN, "present", null],
  ["another company's", [stamp("深圳微步在线科技股份有限公司")], OWN, "absent", "seal-other-company"],
  ["a near twin's: 北 and 南", [stamp("南京天融信息技术有限公司")], OWN, "unsure", "seal-name-unread"],
  ["a near twin's: 信息 and 科技", [stamp("北京天融科技技术有限公司")], OWN, "absent", "seal-other-company"],
  ["for contracts", [stamp(OWN, "contract")], OWN, "absent", "seal-wrong-kind"],
  ["for accounts", [stamp(OWN, "finance")], OWN, "absent", "seal-wrong-kind"],
  ["for invoices", [stamp(OWN, "invoice", { diameterMm: 40 })], OWN, "absent", "seal-wrong-kind"],
  ["a person's name", [stamp("李庆国", "personal", { diameterMm: 20 })], OWN, "absent", "seal-wrong-kind"],
  [
    "the own one beside a person's",
    [stamp(OWN), { ...stamp("李庆国", "personal", { diameterMm: 20 }), at: { xMm: 60, yMm: 190 } }],
    OWN,
    "present",
    null,
  ],
];

describe("seals with their names read", () => {
  let readLines: LineReader | null = null;
  beforeAll(async () => {
    readLines = await openLineReader();
  });

  it.each(ROWS)("%s", async (_, stamps, expected, verdict, reason) => {
    if (readLines === null) throw new Error("the recogniser could not be loaded");
    const { picture } = await sealPage({ stamps, seed: 21 });
    const judged = judgeSeals([pageOf(await findSeals(picture, readLines))], expected, LIMITS);
    expect({ verdict: judged.verdict, reason: judged.reasons[0]?.code ?? null }).toEqual({ verdict, reason });
  });

  it("reads what the scanner has blurred by 0.46 mm", async () => {
    if (readLines === null) throw new Error("the recogniser could not be loaded");
    const name = "昆明信景信息（北京）有限公司";
    const { picture } = await sealPage({ stamps: [stamp(name)], look: { blurMm: 0.46 }, seed: 21 });
    const judged = judgeSeals([pageOf(await findSeals(picture, readLines))], name, LIMITS);
    expect(judged.verdict).toBe("present");
  });

  it("reads a faint name on two prints in the same two ways, and is sure", async () => {
    const read = readLines;
    if (read === null) throw new Error("the recogniser could not be loaded");
    const { picture } = await sealPage({ stamps: [{ ...stamp(OWN), ink: 0.35 }], seed: 21 });
    const widths: number[] = [];
    const [seal] = await findSeals(picture, (lines) => {
      widths.push(...lines.map(({ width }) => width));
      return read(lines);
    });
    expect(widths.length).toBe(4);
    expect(seal?.arc.length).toBe(4);
    for (const way of [0, 1]) expect(Math.abs((widths[way + 2] ?? 0) / (widths[way] ?? 0) - 1)).toBeLessThan(0.1);
  });

  it("never takes a colourless copy for an original, even with the right name", async () => {
    if (readLines === null) throw new Error("the recogniser could not be loaded");
    const { picture } = await sealPage({ stamps: [stamp(OWN)], look: { greyscale: true }, seed: 22 });
    const judged = judgeSeals([pageOf(await findSeals(picture, readLines))], OWN, LIMITS);
    expect(judged.reasons[0]?.code).toBe("seal-colour-lost");
    expect(judged.seals[0]).toMatchObject({ colour: "grey", nameMatches: true });
  });
});

function pageOf(seals: PageFacts["seals"]): PageFacts {
  return { number: 1, widthMm: 210, heightMm: 297, textSource: "none", lines: [], seals };
}
