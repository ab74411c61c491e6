import { expect, it } from "vitest";
import type { PagePicture } from "../../src/reading/picture.ts";
import { blackAndBeside } from "../../src/reading/seal/black-print.ts";
import { imprintOf } from "../../src/reading/seal/imprint.ts";
import { LOG_VALUE, type Paper } from "../../src/reading/seal/paper.ts";
import { rednessOf } from "../../src/reading/seal/redness.ts";

type Colour = [red: number, green: number, blue: number];
const WHITE = LOG_VALUE[255] ?? 0;
const PAPER: Paper = () => [WHITE, WHITE, WHITE];
const RED: Colour = [225, 90, 95];
/** A thin red stroke that a blur has made pale and a coarse JPEG dull, and the same colour as the rim of a black one. */
const DULL: Colour = [190, 165, 168];
const BLACK: Colour = [40, 38, 42];

/** Columns of a picture 60 pixels wide, all else is paper. */
const COLUMNS: [from: number, to: number, colour: Colour][] = [
  [4, 12, RED],
  [18, 21, DULL],
  [36, 38, DULL],
  [38, 42, BLACK],
  [42, 44, DULL],
];

function painted(): PagePicture {
  const colourAt = (x: number) => COLUMNS.find(([from, to]) => x >= from && x < to)?.[2] ?? [255, 255, 255];
  const rgb = Uint8Array.from({ length: 3 * 60 * 20 }, (_, at) => colourAt(Math.floor(at / 3) % 60)[at % 3] ?? 0);
  return { width: 60, height: 20, rgb, dpi: 150 };
}

it("of a print black lettering with its dull rims is covered, but no red stroke, however dull", () => {
  const picture = painted();
  const colour = rednessOf(picture, PAPER, { left: 0, top: 0, width: 60, height: 20 }, 1);
  const { ink, covered } = imprintOf(picture, PAPER, colour).print;
  const row = (map: Uint8Array) => Array.from(map.subarray(10 * 60, 11 * 60));
  const isCovered = row(covered()).flatMap((value, x) => (value === 1 ? [x] : []));
  expect(isCovered).toEqual([34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45]);
  expect(row(ink)[8]).toBeGreaterThan(50);
  expect(row(ink)[36]).toBeGreaterThan(0);
});

it("of black print in a corner marks what touches it, and nothing across the map", () => {
  const picture = painted();
  const map = rednessOf(picture, PAPER, { left: 0, top: 0, width: 60, height: 20 }, 1);
  const bare = { ...map, covered: () => new Uint8Array(60 * 20) };
  const least = new Int16Array(60 * 20);
  least[59] = 1000;
  const marked = blackAndBeside(bare, { green: new Int16Array(60 * 20), least }, 0);
  expect(Array.from(marked.keys()).filter((at) => marked[at] === 1)).toEqual([58, 59, 118, 119]);
});
