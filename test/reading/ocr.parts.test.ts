import { expect, test } from "vitest";
import type { Lattice } from "../../src/domain/facts.ts";
import { joinPieces, type Piece } from "../../src/reading/join-pieces.ts";
import { cutLine } from "../../src/reading/ocr/cut-line.ts";
import { decode } from "../../src/reading/ocr/decode.ts";
import { greyPage, isBlank, turnPage } from "../../src/reading/ocr/grey.ts";
import { inReadingOrder } from "../../src/reading/ocr/reading-order.ts";
import type { PagePicture } from "../../src/reading/picture.ts";
import { turnBack, turnBox } from "../../src/reading/turn.ts";

test.each([
  ["单单-位", "单位", "a character that lasts is one"],
  ["单-单位", "单单位", "a blank between says that it is two"],
  ["--", "", "nothing was read"],
])("decodes %s as %s: %s", (steps, text) => {
  const lattice: Lattice = steps.split("").map((step) => [[step === "-" ? "" : step, Math.log(0.9)]]);
  expect(decode(lattice)).toEqual({ text, confidence: text === "" ? 0 : (expect.closeTo(0.9, 5) as number) });
});

test("reads rows from the top, each from the left; half a line apart is another row", () => {
  const lines = [
    { name: "d", x: 1, y: 31, height: 10 },
    { name: "b", x: 50, y: 11, height: 10 },
    { name: "a", x: 1, y: 13, height: 10 },
    { name: "c", x: 90, y: 20, height: 10 },
  ];
  expect(
    inReadingOrder(lines, (line) => line)
      .map(({ name }) => name)
      .join(""),
  ).toBe("abcd");
});

test.each([
  [[run("联系人", 10, 0), run("李晓明", 60, 0)], ["联系人", "李晓明"], "a gap parts two cells"],
  [[run("2022", 10, 0), run("年", 54, 0)], ["2022 年"], "a space does not"],
  [[run("单位", 10, 0), run("名称", 30, 0.5)], ["单位名称"], "runs that touch are one line"],
  [
    [run("领域及", 10, 5), run("客户规模", 41, 0)],
    ["客户规模", "领域及"],
    "a label in the middle of its cell is beside no line",
  ],
])("joins runs of text: %#", (runs, expected) => {
  expect(joinPieces(runs, 200, 100).map(({ text }) => text)).toEqual(expected);
});

test("text that was turned instead of the page is read the way that it runs", () => {
  const down = (text: string, y: number): Piece => ({ text, x: 90, y, width: 10, height: 30, angle: Math.PI / 2 });
  const [line, ...others] = joinPieces([down("名称", 40), down("单位", 10)], 200, 100);
  expect(line?.text).toBe("单位名称");
  expect(line?.box.height).toBeCloseTo(0.6);
  expect(others).toEqual([]);
});

test.each([0, 1, 2, 3] as const)("a box turned by %i quarters and back is where it was", (quarters) => {
  const box = { x: 0.1, y: 0.2, width: 0.3, height: 0.05 };
  const back = turnBox(turnBox(box, quarters), turnBack(quarters));
  expect(back.x).toBeCloseTo(box.x);
  expect(back.y).toBeCloseTo(box.y);
  expect(back.width).toBeCloseTo(box.width);
});

test("a page turned by a quarter has its left edge on top", () => {
  const turned = turnPage({ width: 3, height: 2, grey: Uint8Array.of(1, 2, 3, 4, 5, 6) }, 1);
  expect(turned).toEqual({ width: 2, height: 3, grey: Uint8Array.of(4, 1, 5, 2, 6, 3) });
});

test.each<[Colours, boolean, string]>([
  [{}, true, "white paper"],
  [{ paper: [255, 225, 225] }, true, "pink paper"],
  [{ mark: [20, 20, 20] }, false, "print"],
  [{ mark: [230, 120, 120] }, false, "a faint seal"],
  [{ paper: [52, 50, 54], mark: [240, 240, 240] }, false, "a light sheet on a dark desk"],
])("says what is blank: %o %s, %s", ({ paper = [250, 250, 250], mark }, blank) => {
  expect(isBlank(picture(paper, mark))).toBe(blank);
});

test("within a seal's box red ink vanishes and black print stays; elsewhere red print stays", () => {
  const page = picture([250, 250, 250], [210, 40, 40], [30, 20, 20]);
  const box = { x: 0, y: 0, width: 0.5, height: 0.5 };
  const at = (x: number, y: number, seals: (typeof box)[]) => greyPage(page, seals).grey[y * 100 + x] ?? -1;
  expect(at(10, 10, [box])).toBeGreaterThan(230);
  expect(at(10, 15, [box])).toBeLessThan(60);
  expect(at(10, 10, [])).toBeLessThan(120);
});

test("a line that runs over a table's rule is cut there", () => {
  const grey = new Uint8Array(200 * 40).fill(255);
  for (let y = 0; y < 40; y++) grey[y * 200 + 80] = 0;
  for (let x = 20; x < 60; x++) for (let y = 15; y < 25; y++) grey[y * 200 + x] = 0;
  const pieces = cutLine({ width: 200, height: 40, grey }, { x: 100, y: 20, along: 200, across: 24, angle: 0 });
  expect(pieces.map(({ place }) => [Math.round(place.x / 5) * 5, Math.round(place.along / 5) * 5])).toEqual([
    [40, 80],
    [140, 120],
  ]);
});

interface Colours {
  paper?: readonly [number, number, number];
  mark?: readonly [number, number, number];
}

function run(text: string, x: number, y: number): Piece {
  return { text, x, y, width: text.length * 10, height: 10, angle: 0 };
}

/** 100 by 100 pixels of paper, a bar of `mark` across rows 10 to 13 and one of `print` across 15 to 18. */
function picture(paper: readonly number[], mark = paper, print = paper): PagePicture {
  const rgb = new Uint8Array(100 * 100 * 3);
  for (let pixel = 0; pixel < 10_000; pixel++) {
    const row = Math.floor(pixel / 100);
    const colour = row >= 10 && row < 14 ? mark : row >= 15 && row < 19 ? print : paper;
    rgb.set(colour, pixel * 3);
  }
  return { width: 100, height: 100, rgb, dpi: null };
}
