import { createCanvas } from "@napi-rs/canvas";
import { expect, it } from "vitest";
import type { Lattice } from "../../src/domain/facts.ts";
import { readOpenly } from "../../src/domain/seal/name.ts";
import { evenPlaces } from "../../src/reading/seal/even-places.ts";
import { readGlyphs } from "../../src/reading/seal/glyphs.ts";
import type { InkMap } from "../../src/reading/seal/ink.ts";
import { standOf } from "../../src/reading/seal/upright.ts";
import { stripRays, TRUE_LOOK } from "../../src/reading/seal/unwrap.ts";
import { alphabetOf, AREA, drawCharacters, FACES, type Face } from "../../src/reading/seal/typeface.ts";

const LOOK_ALIKE = ["岫", "峡", "全", "金", "软", "饮", "洋", "学", "北", "比", "翀", "昇"];

it.each(Object.keys(FACES) as Face[])("draws each character most like itself among all of its alphabet: %s", (face) => {
  const { characters, values } = alphabetOf(face);
  expect(new Set(characters).size).toBe(7335 + 2);
  const drawn = drawCharacters(face, LOOK_ALIKE);
  const likest = LOOK_ALIKE.map((_, one) => {
    const cell = drawn.values.subarray(one * AREA, (one + 1) * AREA);
    const likeness = characters.map((_, at) =>
      cell.reduce((sum, value, by) => sum + value * (values[at * AREA + by] ?? 0), 0),
    );
    return characters[likeness.indexOf(Math.max(...likeness))];
  });
  expect(likest).toEqual(LOOK_ALIKE);
});

const NAME = "深圳微步在线科技有限公司";
const SIDE_OF_PAGE = 400;
const RING = { x: 200, y: 200, a: 150, b: 150, angle: 0 };
const BAND = { inner: 0.65, outer: 0.9, from: 120, span: 300, gap: 60, foot: 90 };
/** Each character surely, at even steps of the strip. */
const READ: Lattice = stripRays(RING, BAND, TRUE_LOOK).map((_, step) => {
  const character = step % 5 === 2 ? NAME[(step - 2) / 5] : undefined;
  return character === undefined ? [["", 0]] : [[character, Math.log(0.95)]];
});

/** What the typeface says of that name, cut round a seal on a page that ends so far from the left, and what of it is hidden. */
function readOn(pageWidth: number): { text: string; hidden: number } {
  const places = evenPlaces(RING, BAND, [{ band: BAND, look: TRUE_LOOK, lattice: READ }]);
  if (places === null) throw new Error("no places");
  drawCharacters("song", ["一"]);
  const context = createCanvas(SIDE_OF_PAGE, SIDE_OF_PAGE).getContext("2d");
  context.font = `34px "Seal song"`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  Array.from(NAME).forEach((character, place) => {
    const { x, y, inX, inY } = standOf(RING, places, place);
    const inwards = (1 - (BAND.inner + BAND.outer) / 2) * RING.b;
    context.setTransform(inY, -inX, inX, inY, x + inX * inwards, y + inY * inwards);
    context.fillText(character, 0, 0);
  });
  const { data } = context.getImageData(0, 0, SIDE_OF_PAGE, SIDE_OF_PAGE);
  const ink = Uint8Array.from({ length: SIDE_OF_PAGE ** 2 }, (_, at) =>
    at % SIDE_OF_PAGE < pageWidth ? (data[4 * at + 3] ?? 0) : 0,
  );
  const page = { width: SIDE_OF_PAGE, height: SIDE_OF_PAGE, pageWidth, pageHeight: SIDE_OF_PAGE };
  const map: InkMap = {
    ink,
    left: 0,
    top: 0,
    ...page,
    step: 1,
    pixelsPerMm: 7,
    covered: () => new Uint8Array(ink.length),
  };
  const lattice = readGlyphs({ map, ring: RING, places }, BAND);
  return { text: readOpenly(lattice).text, hidden: lattice.filter(({ length }) => length === 0).length };
}

it("reads a seal's characters by their shapes, and says nothing of those that the page's edge cuts", () => {
  expect(readOn(SIDE_OF_PAGE)).toEqual({ text: NAME, hidden: 0 });
  const cut = readOn(300);
  expect(cut.hidden).toBeGreaterThan(0);
  expect(NAME).toContain(cut.text.slice(0, 5));
  expect(cut.text.length).toBeLessThan(NAME.length);
  expect(Array.from(cut.text).every((character) => NAME.includes(character))).toBe(true);
});
