import { describe, expect, it } from "vitest";
import type { Lattice } from "../../src/domain/facts.ts";
import type { InkMap } from "../../src/reading/seal/ink.ts";
import { footOfName, type ReadBand } from "../../src/reading/seal/name-foot.ts";
import { polarOfInk } from "../../src/reading/seal/polar.ts";
import { isBareOfWords } from "../../src/reading/seal/words-zone.ts";
import { inkOfPage } from "./seal-round.ts";

const FEET = [90, 162, 234, 306, 18];
const NAME = "北京天融信息有限公司";

/** The whole round from a direction on, a step a degree, its letters so many degrees apart. */
const read = (text: string, from: number, apart = 24): ReadBand => {
  const lattice: Lattice = Array.from({ length: 360 }, () => [["", 0]]);
  Array.from(text).forEach((letter, index) => (lattice[10 + index * apart] = [[letter, 0]]));
  return { band: { from, span: 360 }, lattice };
};
/** The same, each letter so unlikely that nothing legible was read. */
const hardly = ({ band, lattice }: ReadBand): ReadBand => ({
  band,
  lattice: lattice.map((step) => step.map(([letter]) => [letter, Math.log(letter === "" ? 1 : 0.2)])),
});
/** Of ten letters so far apart, the middle of which points up. */
const upright = (turned = 0, apart = 24) => read(NAME, 270 - 10 - 4.5 * apart + turned, apart);

describe("the foot that the name leaves bare", () => {
  it.each<[why: string, readings: ReadBand[], feet: number[], foot: number | undefined]>([
    ["in its middle", [upright()], FEET, 90],
    ["of a seal that lies on its side", [upright(75)], FEET, 162],
    ["as far from it as the star is out", [upright(15)], FEET, 90],
    ["not between two feet", [upright(35)], FEET, undefined],
    ["not without a star", [upright()], [], undefined],
    ["not where two readings differ", [upright(), upright(72)], FEET, undefined],
    ["not of a name without its end", [read("北京天融信息有限", 152)], FEET, undefined],
    [
      "of a company's name whose last letter but one was taken for another",
      [read("北京天融信息有限安司", 152)],
      FEET,
      90,
    ],
    ["of one whose last letter but one went unread", [read("北京天融信息有限司", 164)], FEET, 90],
    ["of such a name before the code's digits", [read("北京天融信息有限安司1", 152)], FEET, 90],
    ["not of a name that is hardly read", [hardly(upright())], FEET, undefined],
    ["what says no name does not count", [upright(), read("融信", 0)], FEET, 90],
  ])("%s", (_, readings, feet, foot) => {
    expect(footOfName(readings, feet)?.foot).toBe(foot);
  });

  it("has as much room as the nearer end of the name leaves", () => {
    expect(footOfName([upright(5.5)], FEET)?.room).toBeCloseTo(180 - 4.5 * 24 - 6);
  });
});

const RING = { x: 130, y: 130, a: 100, b: 100, angle: 0 };
const BAND = { inner: 0.6, outer: 0.9, from: 150, span: 240, gap: 120, foot: 90 };
type IsInk = (u: number, v: number) => boolean;
const isRing: IsInk = (u, v) => Math.abs(Math.hypot(u, v) - 0.97) < 0.03;
/** Words of a kind, every other stroke of them. */
const words =
  (from: number, to: number): IsInk =>
  (u, v) =>
    u > from && u < to && v > 0.44 && v < 0.62 && Math.round(100 * u) % 4 < 2;

describe("what words of another kind would fill", () => {
  it.each<[why: string, isInk: IsInk, room: number, isBare: boolean]>([
    ["is bare beneath an official seal's star", () => false, 60, true],
    ["with the seal's words in it", words(-0.48, 0.48), 60, false],
    ["with three characters", words(-0.28, 0.28), 60, false],
    ["with one that is left", words(0.18, 0.3), 60, false],
    ["with another seal across it", (u, v) => Math.abs(u - v + 0.4) < 0.03, 60, false],
    ["with another strike's star above it", (u, v) => Math.abs(u) < 0.1 && v > 0.3 && v < 0.44, 60, true],
    ["with ink anywhere else", (u, v) => u < -0.4 || v < 0, 60, true],
    ["with the ends of a long name", (u, v) => Math.abs(u) > 0.24 && Math.hypot(u, v) > 0.6, 32, true],
    ["where a short name cannot reach", (u, v) => u > 0.24 && Math.hypot(u, v) > 0.6, 60, false],
  ])("%s", (_, isInk, room, isBare) => {
    expect(look((u, v) => isRing(u, v) || isInk(u, v), room)).toBe(isBare);
  });

  it("is not called bare where the ring about it is worn away too", () => {
    expect(look((u, v) => isRing(u, v) && v < 0.6, 60)).toBe(false);
  });

  it("is not called bare where the page ends above it or within it, but where the page cuts off the foot alone", () => {
    expect([170, 182, 190, 200].map((pageHeight) => look(isRing, 60, { pageHeight }))).toEqual([
      false,
      false,
      true,
      true,
    ]);
    expect(look((u, v) => isRing(u, v) || words(-0.3, 0.3)(u, v), 60, { pageHeight: 190 })).toBe(false);
  });
});

const nowhere: IsInk = () => false;
const across: IsInk = (_, v) => v > 0.48 && v < 0.6;
/** Every other stroke of a line of print, and the red that a camera sees beside it. */
const print: IsInk = (u, v) => across(u, v) && Math.round(50 * u) % 4 < 2;
const leftHalf: IsInk = (u) => u < 0.05;

describe("where something lies over the words' place, the seal", () => {
  it.each<[why: string, isInk: IsInk, isCovered: IsInk, isOthers: IsInk, isBare: boolean]>([
    ["is bare beneath black print with red rims", print, print, nowhere, true],
    ["is not bare with words between the strokes", words(-0.3, 0.3), print, nowhere, false],
    ["is not known to be bare where hardly anything is left", across, (u) => u < 0.2, nowhere, false],
    ["is bare beside another seal over half of it", (u) => u < 0, nowhere, leftHalf, true],
    ["is not bare where ink runs on beyond the other", words(-0.3, 0.3), nowhere, leftHalf, false],
    ["is not known to be bare beneath another seal", (u) => u < 0.1, nowhere, (u) => u < 0.15, false],
    [
      "is not bare with words about another foot",
      (u, v) => print(u, v) || words(-0.3, 0.3)(u, -v),
      print,
      nowhere,
      false,
    ],
    ["nor where print and another seal hide it together", (u) => u < 0, print, leftHalf, false],
  ])("%s", (_, isInk, isCovered, isOthers, isBare) => {
    const isThere: IsInk = (u, v) => isRing(u, v) || (isInk(u, v) && Math.hypot(u, v) < 0.9);
    expect(look(isThere, 60, { isCovered, isOthers })).toBe(isBare);
  });

  it("is not known to be bare where the name's letters were taken to fill nearly all of the words' place", () => {
    expect([0.6, 0.46].map((inner) => look(isRing, 20, { inner }))).toEqual([true, false]);
  });
});

interface Scene {
  pageHeight?: number;
  isCovered?: IsInk;
  isOthers?: IsInk;
  /** Of the text band. */
  inner?: number;
}

/** A seal by itself on a page. */
function look(
  isInk: IsInk,
  room: number,
  { pageHeight = 260, isCovered = nowhere, isOthers = nowhere, inner = BAND.inner }: Scene = {},
): boolean {
  const mapOf = (isThere: IsInk, value: number) =>
    inkOfPage(260, pageHeight, (at) =>
      isThere(((at % 260) - 130) / 100, (Math.floor(at / 260) - 130) / 100) ? value : 0,
    );
  const covered = mapOf(isCovered, 1).ink;
  const map: InkMap = { ...mapOf(isInk, 100), covered: () => covered };
  const polar = polarOfInk(map, RING, 50);
  const isOnAnother = (x: number, y: number) => isOthers((x - 130) / 100, (y - 130) / 100);
  const band = { ...BAND, inner };
  return isBareOfWords(map, RING, 100, { polar, band, foot: { foot: 90, room }, isOthers: isOnAnother });
}
