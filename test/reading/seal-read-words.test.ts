import { expect, it } from "vitest";
import type { Lattice } from "../../src/domain/facts.ts";
import type { LineReader, LineStrip } from "../../src/reading/picture.ts";
import type { ReadBand } from "../../src/reading/seal/name-foot.ts";
import { polarOfInk } from "../../src/reading/seal/polar.ts";
import { readWords } from "../../src/reading/seal/read-words.ts";
import { inkOfPage } from "./seal-round.ts";

const LEVEL = 100;
const OVAL = { x: 150, y: 110, a: 130, b: 90, angle: 0 };
const BAND = { inner: 0.6, outer: 0.9, from: 270, span: 360, gap: 30 };
const NAME = "北京天融信息有限公司";
const ROUND = { from: 0, span: 360 };
/** One strip of the whole round from the right, a step a degree: the name's letters 24° apart, the fifth and sixth at the top. */
const lattice: Lattice = Array.from({ length: 360 }, () => [["", 0]]);
Array.from(NAME).forEach((letter, index) => (lattice[162 + index * 24] = [[letter, 0]]));
const readAll: LineReader = (strips) => Promise.resolve(strips.map(() => [[["司", 0]], [["北", 0]]]));

/** In working pixels from the centre; a number is the share of the level. */
type IsInk = (u: number, v: number) => boolean | number;
const isRing: IsInk = (u, v) => Math.abs(Math.hypot(u / OVAL.a, v / OVAL.b) - 0.97) < 0.03;
/** The characters over the seal's middle, that lie where words would be were it turned round. */
const isTop: IsInk = (u, v) => Math.abs(u) < 60 && v > -80 && v < -52 && Math.abs(u) % 8 < 4;
const isLow: IsInk = (u, v) => Math.abs(u) < 50 && v > 60 && v < 72 && Math.abs(u) % 8 < 4;
/** The same in hardly any ink. */
const isFaint: IsInk = (u, v) => (isLine(u, v) ? 0.45 : 0);
const isLeftHalf: IsInk = (u, v) => u < 0 && isLine(u, v);
const isLine: IsInk = (u, v) => Math.abs(u) < 50 && Math.abs(v) < 10 && Math.abs(u) % 8 < 4;

it.each<[why: string, isInk: IsInk, isRead: boolean, lines: number, isBare: boolean]>([
  ["has no words, and is bare, about the foot that its name leaves", isTop, true, 0, true],
  ["has its own letters for words where its foot is not known", isTop, false, 1, false],
  ["has the words across its middle", (u, v) => isTop(u, v) || isLine(u, v), true, 1, false],
  ["has something where its words are too faint to be lines", (u, v) => isTop(u, v) || isFaint(u, v), true, 1, false],
])("an oval seal %s", async (_, isInk, isRead, lines, isBare) => {
  const readings = isRead ? [{ band: ROUND, lattice }] : [];
  expect(await wordsOf(isInk, readings, readAll)).toMatchObject({ lines, isBare });
});

it("is not known to be bare where the page ends below its centre", async () => {
  const words = [220, 140].map((pageHeight) => wordsOf(isTop, [{ band: ROUND, lattice }], readAll, { pageHeight }));
  expect((await Promise.all(words)).map(({ isBare }) => isBare)).toEqual([true, false]);
});

it.each([
  ["is read the other way up where nothing is to be read in it", isLeftHalf, "税务"],
  ["is left unread where neither way says anything", isLine, ""],
])("the line across an oval seal whose foot is not known %s", async (_, isInk, words) => {
  const readLines: LineReader = (strips) =>
    Promise.resolve(strips.map((strip) => Array.from(isDarkAtLeft(strip) ? "税务" : "", (letter) => [[letter, 0]])));
  expect(await wordsOf(isInk, [], readLines)).toMatchObject({ words, lines: 1 });
});

/** Has a strip most of its black in its left half? */
function isDarkAtLeft({ width, grey }: LineStrip): boolean {
  const blackWhere = (isThere: (x: number) => boolean) =>
    grey.reduce((sum, value, at) => sum + (isThere(at % width) ? 255 - value : 0), 0);
  return blackWhere((x) => x < width / 2) > 1.5 * blackWhere((x) => x >= width / 2);
}

it.each<[why: string, isInk: IsInk, text: string, words: string]>([
  ["as a code at its foot", isLow, "9165160MA46", "9165160MA46"],
  ["as nothing across its middle", isLine, "9165160MA46", ""],
  ["but for a whole tax number", isLine, "9165160MA468C2D1X", "9165160MA468C2D1X"],
  ["and for words", isLine, "发票专用章", "发票专用章"],
])("a line of an oval seal counts %s", async (_, isInk, text, words) => {
  const readLines: LineReader = (strips) =>
    Promise.resolve(strips.map(() => Array.from(text, (letter) => [[letter, 0]])));
  expect(await wordsOf(isInk, [], readLines, { foot: 90 })).toMatchObject({ words, lines: 1 });
});

interface Scene {
  /** Where its foot is taken to be, unless its name tells another. */
  foot?: number;
  pageHeight?: number;
}

function wordsOf(
  isInk: IsInk,
  readings: ReadBand[],
  readLines: LineReader,
  { foot = 270, pageHeight = 220 }: Scene = {},
) {
  const map = inkOfPage(300, pageHeight, (at) => {
    const [u, v] = [(at % 300) - OVAL.x, Math.floor(at / 300) - OVAL.y];
    return LEVEL * Number(isRing(u, v) || isInk(u, v));
  });
  const polar = polarOfInk(map, OVAL, LEVEL / 2);
  const place = { ring: OVAL, around: polar, isOthers: () => false };
  return readWords({ map, polar, band: { ...BAND, foot }, readings }, place, LEVEL, readLines);
}
