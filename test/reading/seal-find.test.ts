import { describe, expect, it } from "vitest";
import type { SealSpec } from "../../src/demo/makers/seal.ts";
import type { SealFacts } from "../../src/domain/facts.ts";
import { judgeSeals } from "../../src/domain/seal/judge.ts";
import type { LineReader } from "../../src/reading/picture.ts";
import { findSeals } from "../../src/reading/seal/find-seals.ts";
import { DECOYS, sealPage, type SealPage, type Stamp } from "./seal-pages.ts";

const withoutReading: LineReader = (strips) => Promise.resolve(strips.map(() => []));
const NAMES = ["北京天融信息技术有限公司", "深圳市安恒网络科技股份有限公司", "中孚（南京）数据有限公司"];
const LIMITS = { minDiameterMm: 30, maxDiameterMm: 50 };

const official = (diameterMm: number, more: Partial<SealSpec> = {}): SealSpec => ({
  name: NAMES[diameterMm % 3] ?? "",
  kind: "official",
  diameterMm,
  ...more,
});
const middle = { xMm: 120, yMm: 170 };
const stamped = (stamp: Partial<Stamp> & { spec: SealSpec }, more: Partial<SealPage> = {}): Omit<SealPage, "seed"> => ({
  stamps: [stamp],
  ...more,
});

/** Why, the page, and the shape and colour it must be found with. */
const STAMPED: [why: string, page: Omit<SealPage, "seed">, shape?: string, colour?: string][] = [
  ["个体's usual size", stamped({ spec: official(38) })],
  ["有限公司's usual size", stamped({ spec: official(40) })],
  ["股份公司's usual size", stamped({ spec: official(42) })],
  ["the largest allowed", stamped({ spec: official(45) })],
  ["yellowed paper", stamped({ spec: official(40) }, { look: { paper: "#f7ead0" } })],
  ["pink paper", stamped({ spec: official(42) }, { look: { paper: "#ffe0e0" } })],
  ["faded", stamped({ spec: official(42), ink: 0.4 })],
  ["nearly gone, as a person still sees it", stamped({ spec: official(42), ink: 0.3 })],
  ["over the declaration's text", stamped({ spec: official(42), at: { xMm: 95, yMm: 78 } })],
  ["upside down", stamped({ spec: official(42), rotationDeg: 180 })],
  ["across", stamped({ spec: official(40), rotationDeg: 97 })],
  ["violet ink", stamped({ spec: official(42, { colour: "#9a2a8c" }) }), "round", "purple"],
  ["orange ink", stamped({ spec: official(42, { colour: "#e8641e" }) }), "round", "orange"],
  ["dark ink", stamped({ spec: official(42, { colour: "#8a1018" }) })],
  ["saved small", stamped({ spec: official(42) }, { look: { quality: 30 } })],
  ["a coarse scan", stamped({ spec: official(42) }, { dpi: 100 })],
  ["a fine scan", stamped({ spec: official(42) }, { dpi: 300 })],
  ["a quarter beyond the edge", stamped({ spec: official(42), at: { xMm: 199, yMm: 150 } })],
  ["beneath a letterhead", stamped({ spec: official(42) }, { decoy: "letterhead" })],
  ["in a red table", stamped({ spec: official(42) }, { decoy: "red table" })],
  ["among red handwriting", stamped({ spec: official(42), at: { xMm: 120, yMm: 160 } }, { decoy: "handwriting" })],
  ["a grey copy", stamped({ spec: official(42) }, { look: { greyscale: true } }), "round", "grey"],
  ["a contract seal", stamped({ spec: { name: NAMES[0] ?? "", kind: "contract", diameterMm: 58 } })],
  ["a foreign-invested company's", stamped({ spec: official(45, { shape: "oval" }) }), "oval"],
  ["an invoice seal", stamped({ spec: { name: NAMES[1] ?? "", kind: "invoice", diameterMm: 40 } }), "oval"],
  ["a person's", stamped({ spec: { name: "李庆国", kind: "personal", diameterMm: 20 } }), "square"],
  [
    "two that overlap",
    {
      stamps: [
        { spec: official(42), at: middle },
        { spec: official(40), at: { xMm: 146, yMm: 178 } },
      ],
    },
  ],
];

describe("findSeals", () => {
  const figures: { why: string; confidence: string; error: string; ms: string }[] = [];

  it.each(STAMPED)("finds a seal: %s", async (why, page, shape = "round", colour = "red") => {
    const { picture, placed } = await sealPage({ ...page, seed: STAMPED.findIndex(([one]) => one === why) });
    const started = performance.now();
    const seals = await findSeals(picture, withoutReading);
    const ms = performance.now() - started;
    for (const [index, at] of placed.entries()) {
      const spec = page.stamps?.[index]?.spec;
      const seal = seals.find((one) => millimetresOff(one, at) < 2);
      const error = Math.abs((seal?.diameterMm ?? 0) - meanDiameter(spec));
      expect(seal?.confidence).toBeGreaterThan(0.6);
      expect([seal?.shape, seal?.colour]).toEqual([shape, colour]);
      expect(error).toBeLessThan(0.7);
      figures.push({ why, confidence: seal?.confidence.toFixed(2) ?? "", error: error.toFixed(2), ms: ms.toFixed(0) });
    }
    expect(seals.filter((one) => one.confidence > 0.6)).toHaveLength(placed.length);
  });

  it.each(Object.keys(DECOYS) as (keyof typeof DECOYS)[])("takes no seal for: %s", async (decoy) => {
    for (const seed of [1, 2]) {
      const { picture } = await sealPage({ decoy, seed });
      const seals = await findSeals(picture, withoutReading);
      const page = { number: 1, widthMm: 210, heightMm: 297, textSource: "none" as const, lines: [], seals };
      expect(judgeSeals([page], null, LIMITS).verdict).toBe("absent");
    }
  });

  it.each([
    ["at its right, aslant", 18, { xMm: 139, yMm: 174 }, 9],
    ["above it", 18, { xMm: 116, yMm: 148 }, -3],
    ["mostly within it, at its left", 18, { xMm: 104, yMm: 178 }, 30],
    ["a large one, whose side alone lies outside", 28, { xMm: 130, yMm: 170 }, 2],
  ])("finds a person's square that is stamped over a company's seal: %s", async (_, diameterMm, at, rotationDeg) => {
    const spec: SealSpec = { name: "李庆国", kind: "personal", diameterMm };
    const stamps = [
      { spec: official(42), at: middle },
      { spec, at, rotationDeg },
    ];
    const { picture, placed } = await sealPage({ stamps, seed: 9 });
    const seals = await findSeals(picture, withoutReading);
    expect(seals.map(({ shape }) => shape).sort()).toEqual(["round", "square"]);
    const square = seals.find(({ shape }) => shape === "square");
    expect(square && placed[1] && millimetresOff(square, placed[1])).toBeLessThan(0.7);
    expect(Math.abs((square?.diameterMm ?? 0) - diameterMm)).toBeLessThan(0.7);
  });

  it("says nothing of a clean page, and the same twice", async () => {
    const { picture } = await sealPage({ seed: 5 });
    expect(await findSeals(picture, withoutReading)).toEqual([]);
    const stampedPage = await sealPage({ ...stamped({ spec: official(42) }), seed: 6 });
    const twice = [
      await findSeals(stampedPage.picture, withoutReading),
      await findSeals(stampedPage.picture, withoutReading),
    ];
    expect(twice[0]).toEqual(twice[1]);
  });

  it("finds a seal that is hardly pinker than its paper, with nothing plainly red on the page", async () => {
    const { picture } = await sealPage({ ...stamped({ spec: official(42), ink: 0.1 }), seed: 3 });
    const [seal] = await findSeals(picture, withoutReading);
    expect(seal).toMatchObject({ shape: "round", colour: "red" });
    expect(seal?.confidence).toBeGreaterThan(0.6);
  });

  it("finds a seal far paler than the print on a colourless page", async () => {
    const faint = stamped({ spec: official(42), ink: 0.15, at: { xMm: 120, yMm: 190 } }, { look: { greyscale: true } });
    const { picture } = await sealPage({ ...faint, seed: 4 });
    const [seal] = await findSeals(picture, withoutReading);
    expect(seal).toMatchObject({ shape: "round", colour: "grey" });
    expect(seal?.confidence).toBeGreaterThan(0.6);
  });

  it("finds the seal of a picture that is nothing else, its size unknown", async () => {
    const { picture } = await sealPage({ ...stamped({ spec: official(42), at: middle }), seed: 7 });
    const [left, top, side] = [580, 865, 262];
    const rgb = new Uint8Array(3 * side * side);
    for (let y = 0; y < side; y++) {
      const from = 3 * ((top + y) * picture.width + left);
      rgb.set(picture.rgb.subarray(from, from + 3 * side), 3 * y * side);
    }
    const [seal] = await findSeals({ width: side, height: side, rgb, dpi: null }, withoutReading);
    expect(seal).toMatchObject({ shape: "round", diameterMm: null });
    expect(seal?.confidence).toBeGreaterThan(0.6);
  });

  it("tells an edge piece from a whole seal", async () => {
    const { picture } = await sealPage({ ...stamped({ spec: official(42), at: { xMm: 210, yMm: 150 } }), seed: 8 });
    const [seal] = await findSeals(picture, withoutReading);
    expect(seal?.evidence["onPage"]).toBeLessThan(0.6);
  });

  it("prints its figures", () => {
    console.table(figures);
    expect(figures.length).toBeGreaterThan(STAMPED.length);
  });
});

/** From the ellipse's centre, where there is one: a box ends with the page. */
function millimetresOff({ box, ellipse }: SealFacts, { xMm, yMm }: { xMm: number; yMm: number }): number {
  const centre = ellipse ?? { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  return Math.hypot(centre.x * 210 - xMm, centre.y * 297 - yMm);
}

/** As the makers draw them: invoice seals 4 : 3, other ovals 3 : 2. */
function meanDiameter(spec: SealSpec | undefined): number {
  const flatness = spec?.kind === "invoice" ? 0.875 : spec?.shape === "oval" ? 5 / 6 : 1;
  return (spec?.diameterMm ?? 0) * flatness;
}
