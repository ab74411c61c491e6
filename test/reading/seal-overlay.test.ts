import { readFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { expect, test } from "vitest";
import type { AlignedCharacter } from "../../src/domain/seal/ctc.ts";
import { judgeSeals } from "../../src/domain/seal/judge.ts";
import { drawSeals } from "../../src/reading/draw-seals.ts";
import { findPageSeals } from "../../src/reading/page-seals.ts";
import { nameTones } from "../../src/reading/seal/overlay-card.ts";
import { tempDir } from "../temp-dir.ts";
import { sealPage } from "./seal-pages.ts";

const NAME = "北京某某科技有限公司";

test("the drawing is the page as it was beside the words: nothing lies on a seal or its surroundings within", async () => {
  const seal = { name: NAME, kind: "official" as const, diameterMm: 42 };
  const finance = { name: NAME, kind: "finance" as const, diameterMm: 38 };
  const stamps = [
    { spec: seal, at: { xMm: 80, yMm: 200 } },
    { spec: finance, at: { xMm: 122, yMm: 200 } },
  ];
  const { picture, jpeg } = await sealPage({ stamps, seed: 11 });
  const { seals } = await findPageSeals(picture, () => Promise.resolve([]));
  const page = { number: 1, widthMm: 210, heightMm: 297, textSource: "none" as const, lines: [], seals };
  const verdict = judgeSeals([page], null, { minDiameterMm: 30, maxDiameterMm: 50 });
  const out = join(tempDir(), "o.png");
  const shown = { seals: verdict.seals, verdict: verdict.verdict, reason: "看得清", expect: null, out };
  await drawSeals(jpeg, "jpeg", shown);
  const { data, info } = await sharp(readFileSync(out)).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  expect(info.width).toBeGreaterThan(picture.width);
  const top = info.height - picture.height;
  expect(verdict.seals.length).toBe(2);
  for (const { ellipse } of verdict.seals) {
    const { x, y, a } = ellipse ?? { x: 0, y: 0, a: 0 };
    for (let turn = 0; turn < 6.28; turn += 0.05) {
      for (const radius of [0.3, 0.7, 1]) {
        const column = Math.round((x + radius * a * Math.cos(turn)) * picture.width);
        const row = Math.round(y * picture.height + radius * a * picture.width * Math.sin(turn));
        const drawn = data.subarray(
          3 * ((row + top) * info.width + column),
          3 * ((row + top) * info.width + column) + 3,
        );
        expect([...drawn]).toEqual([
          ...picture.rgb.subarray(3 * (row * picture.width + column), 3 * (row * picture.width + column) + 3),
        ]);
      }
    }
  }
});

test("a character is green that the arc says, amber that it may say, red where it says another, which is told", () => {
  const one = (character: string, score: number, best: string, bestScore: number): AlignedCharacter => ({
    character,
    score,
    best,
    bestScore,
  });
  const evidence = [
    one("北", -0.1, "比", -3),
    one("京", -2.4, "凉", -0.2),
    one("科", -9, "料", -0.1),
    one("技", -9.5, "", -10),
  ];
  expect(nameTones(evidence).map(({ tone, readAs }) => [tone, readAs])).toEqual([
    ["accepted", null],
    ["doubtful", "凉"],
    ["refused", "料"],
    ["doubtful", null],
  ]);
});
