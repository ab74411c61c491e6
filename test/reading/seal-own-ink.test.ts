import { describe, expect, it, test } from "vitest";
import { seededRandom } from "../../src/demo/makers/random.ts";
import type { SealKind } from "../../src/domain/seal/kind.ts";
import { judgeSeals } from "../../src/domain/seal/judge.ts";
import { openLineReader } from "../../src/reading/ocr/line-reader.ts";
import type { PagePicture } from "../../src/reading/picture.ts";
import { findSeals } from "../../src/reading/seal/find-seals.ts";
import { inkLevel } from "../../src/reading/seal/ink.ts";
import { ownInk } from "../../src/reading/seal/own-ink.ts";
import { LOG_VALUE, type Paper } from "../../src/reading/seal/paper.ts";
import { rednessOf } from "../../src/reading/seal/redness.ts";
import { backgroundOf } from "../seals/backgrounds.ts";
import { dieOf } from "../seals/die.ts";
import { usualInk, type Colour } from "../seals/inking.ts";
import { usualScan, type Imprint } from "../seals/recipe.ts";
import { scanSheet } from "../seals/scanner.ts";
import { drawSheet } from "../seals/sheet.ts";
import { toPicture } from "./seal-pages.ts";

const CRIMSON: Colour = [206, 24, 70];
const VERMILION: Colour = [206, 62, 32];
/** On the map. */
const RING = { x: 70, y: 70, a: 60, b: 60, angle: 0 };
const WHITE: Paper = () => [LOG_VALUE[255] ?? 0, LOG_VALUE[255] ?? 0, LOG_VALUE[255] ?? 0];
const MAP = { left: 30, top: 30, width: 140, height: 140 };

type IsInk = (x: number, y: number) => boolean;
const own: IsInk = (x, y) => {
  const radius = Math.hypot(x - 100, y - 100);
  return radius < 60 && (radius > 54 || Math.abs(y - 100) < 3);
};
const bar =
  (from: number, to: number): IsInk =>
  (x, y) =>
    x > 110 && x < 120 && y > from && y < to;

/** Two inks on white, each multiplied with what lies beneath it. */
function painted(other: IsInk, colour: Colour): PagePicture {
  const rgb = Uint8Array.from({ length: 3 * 200 * 200 }, (_, at) => {
    const [x, y] = [Math.floor(at / 3) % 200, Math.floor(at / 600)];
    const share = (isThere: boolean, ink: Colour) => (isThere ? (ink[at % 3] ?? 0) / 255 : 1);
    return 255 * share(own(x, y), CRIMSON) * share(other(x, y), colour);
  });
  return { width: 200, height: 200, rgb, dpi: 75 };
}

function leftOf(other: IsInk, colour: Colour): number[] | null {
  const picture = painted(other, colour);
  const print = rednessOf(picture, WHITE, MAP, 1);
  const left = ownInk(picture, WHITE, { print, shades: print }, RING);
  const shareAt = (x: number, y: number) =>
    (left?.print.ink[(y - MAP.top) * MAP.width + x - MAP.left] ?? 0) / inkLevel(print);
  // The own ink alone, the other's alone, and where both lie.
  return left && [shareAt(80, 100), shareAt(115, 130), shareAt(115, 100)];
}

describe("a seal's own ink", () => {
  it("is what is left of a print without the ink of another hue, and stays where both lie", () => {
    const [alone, others, both] = leftOf(bar(60, 195), VERMILION) ?? [];
    expect(alone).toBeGreaterThan(0.9);
    expect(others).toBeLessThan(0.1);
    expect(both).toBeGreaterThan(0.5);
  });

  it.each<[why: string, other: IsInk, colour: Colour]>([
    ["where the other seal is of the same red", bar(60, 195), CRIMSON],
    ["where nothing of another hue lies beyond the ring", bar(60, 140), VERMILION],
  ])("is not told apart %s", (_, other, colour) => {
    expect(leftOf(other, colour)).toBe(null);
  });
});

const NAME = "北京天融信息技术有限公司";

test.each<[kind: SealKind, verdict: string]>([
  ["official", "present"],
  ["contract", "absent"],
])("of the %s seal with a person's over its name and the foot, the verdict is %s", async (kind, verdict) => {
  const random = seededRandom(7);
  const ink = usualInk(random);
  const at = { xMm: 120, yMm: 190, rotationDeg: 0 };
  const seal: Imprint = { ...at, die: dieOf(kind, NAME, random, { widthMm: 42 }), ink: { ...ink, colour: CRIMSON } };
  const die = dieOf("personal", "李庆国", random, { shape: "square" });
  const other = { xMm: 134, yMm: 204, rotationDeg: 5, die, ink: { ...ink, colour: VERMILION } };
  const layout = backgroundOf("tuning", "declaration", random);
  const sheet = { layout, applicant: NAME, imprints: [seal, other], behind: null, under: [], over: [] };
  const recipe = usualScan(150, random);
  const jpeg = await scanSheet(drawSheet(sheet, recipe, random), recipe, random)
    .jpeg({ quality: 80 })
    .toBuffer();
  const seals = await findSeals(await toPicture(jpeg, 150), await openLineReader());
  const page = { number: 1, widthMm: 210, heightMm: 297, textSource: "ocr" as const, lines: [], seals };
  expect(judgeSeals([page], NAME, { minDiameterMm: 30, maxDiameterMm: 50 })).toMatchObject({ verdict });
});
