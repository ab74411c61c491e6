import { expect, it } from "vitest";
import { CLEAN_PAPER_MM2 } from "../../src/domain/seal/thresholds.ts";
import type { PagePicture } from "../../src/reading/picture.ts";
import { strayInk } from "../../src/reading/seal/stray-ink.ts";
import { sealPage, type SealPage, type Stamp } from "./seal-pages.ts";

/** As a perfect recogniser would read the declaration's foot; its body is left to lie unread outside of the surroundings. */
const label = (box: { x: number; y: number }) => [
  { text: "单位公章：", confidence: 0.99, box: { ...box, width: 0.14, height: 0.02 } },
];
/** Blank paper: nothing is printed within 5 cm. */
const BLANK = label({ x: 0.3, y: 0.8 });
const AT = { xMm: 80, yMm: 235 };
const stamp = (ink: number): Stamp[] => [
  { spec: { name: "北京天融信息技术有限公司", kind: "official", diameterMm: 42 }, at: AT, ink },
];
const inkOn = async (page: Partial<SealPage>, lines = BLANK) => {
  const { picture } = await sealPage({ seed: 7, dpi: 100, look: { greyscale: true, rotationDeg: 1 }, ...page });
  return strayInk(picture, lines).strayInkMm2;
};

it("finds none about the place on a grey page without a seal, and much of a faint one", async () => {
  expect(await inkOn({})).toBeLessThan(CLEAN_PAPER_MM2);
  expect(await inkOn({ stamps: stamp(0.3) })).toBeGreaterThan(20 * CLEAN_PAPER_MM2);
});

it("leaves out one signature, and no more: a seal lies round about it, a second one beside it", () => {
  const inkWhere = (isInk: (xMm: number, yMm: number) => boolean) =>
    strayInk(
      greyPicture((x, y) => isInk(x, y) && Math.round(2 * (x + y)) % 4 === 0),
      BLANK,
    ).strayInkMm2;
  const isSigned = (x: number, y: number) => Math.abs(x - 80) < 12 && Math.abs(y - 235) < 6;
  expect(inkWhere(isSigned)).toBe(0);
  expect(inkWhere((x, y) => isSigned(x, y) || isSigned(x - 30, y))).toBeGreaterThan(20 * CLEAN_PAPER_MM2);
  expect(inkWhere((x, y) => Math.abs(Math.hypot(x - 80, y - 235) - 18) < 1)).toBeGreaterThan(5 * CLEAN_PAPER_MM2);
});

it("leaves out a rule that became dashes when a photo was made flat", () => {
  const dashed = greyPicture((x, y) => Math.abs(y - 235) < 0.4 && x > 30 && x < 150 && x % 3 >= 0.5);
  expect(strayInk(dashed, BLANK).strayInkMm2).toBe(0);
});

it("counts nothing of what is told to be no seal", async () => {
  const box = { x: 0.2, y: 0.65, width: 0.4, height: 0.3 };
  const { picture } = await sealPage({ seed: 7, dpi: 100, look: { greyscale: true }, stamps: stamp(0.9) });
  expect(strayInk(picture, BLANK).strayInkMm2).toBeGreaterThan(100);
  expect(strayInk(picture, BLANK, [box]).strayInkMm2).toBeLessThan(CLEAN_PAPER_MM2);
});

it("counts what was read as print on the whole page where no place was read", async () => {
  const unread = await inkOn({}, []);
  const read = [0, 1, 2, 3, 4, 5].map((row) => ({
    ...{ text: "我司自愿参与", confidence: 0.9 },
    box: { x: 0, y: row / 6, width: 1, height: 0.04 },
  }));
  expect(unread).toBeGreaterThan(100);
  expect(await inkOn({}, read)).toBeLessThan(unread ?? 0);
});

it("says nothing of a page in colour", async () => {
  expect(await inkOn({ stamps: stamp(0.9), look: { greyscale: false } })).toBeUndefined();
});

/** An A4 page, 4 pixels to the mm, black where it is inked. */
function greyPicture(isInk: (xMm: number, yMm: number) => boolean): PagePicture {
  const [width, height] = [840, 1188];
  const rgb = new Uint8Array(3 * width * height).fill(244);
  for (let at = 0; at < width * height; at++) {
    if (isInk((at % width) / 4, Math.floor(at / width) / 4)) rgb.fill(40, 3 * at, 3 * at + 3);
  }
  return { width, height, rgb, dpi: 101.6 };
}
