import { expect, it } from "vitest";
import type { PagePicture } from "../../src/reading/picture.ts";
import { imprintOf } from "../../src/reading/seal/imprint.ts";
import { LOG_VALUE, type Paper } from "../../src/reading/seal/paper.ts";
import { rednessOf } from "../../src/reading/seal/redness.ts";

const WHITE: Paper = () => [LOG_VALUE[255] ?? 0, LOG_VALUE[255] ?? 0, LOG_VALUE[255] ?? 0];
const REGION = { left: 0, top: 0, width: 64, height: 64 };

/** Bars of red 6 wide: strong, half as strong, faint, and one of black print. */
const BARS: [from: number, rgb: [number, number, number]][] = [
  [4, [220, 40, 50]],
  [20, [238, 110, 118]],
  [36, [228, 200, 202]],
  [52, [30, 30, 30]],
];
const rgb = Uint8Array.from({ length: 3 * 64 * 64 }, (_, at) => {
  const x = Math.floor(at / 3) % 64;
  return BARS.find(([from]) => x >= from && x < from + 6)?.[1][at % 3] ?? 255;
});
const picture: PagePicture = { width: 64, height: 64, rgb, dpi: 150 };

it("keeps a print's shades, and of black print nothing", () => {
  const { shades } = imprintOf(picture, WHITE, rednessOf(picture, WHITE, REGION, 1));
  const [strong = 0, half = 0, faint = 0, black = 0] = BARS.map(([from]) => shades.ink[32 * 64 + from + 3]);
  expect(strong).toBeGreaterThan(1.5 * half);
  expect(half).toBeGreaterThan(2 * faint);
  expect(faint).toBeGreaterThan(5);
  expect(black).toBeLessThan(0.1 * strong);
});
