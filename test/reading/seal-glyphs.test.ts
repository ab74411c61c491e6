import { createCanvas } from "@napi-rs/canvas";
import { expect, it } from "vitest";
import type { Lattice } from "../../src/domain/facts.ts";
import { readOpenly } from "../../src/domain/seal/name.ts";
import { readGlyphs } from "../../src/reading/seal/glyphs.ts";
import { standOf } from "../../src/reading/seal/upright.ts";
import { BAND, pageOf, placesOf, RING, SIDE_OF_PAGE } from "./seal-round.ts";
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

/** What the typeface says of that name, cut round a seal on a page that ends so far from the left; ▮: hidden. */
function readOn(pageWidth: number): string {
  const places = placesOf(NAME);
  drawCharacters("song", []); // registers the typeface
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
  const map = pageOf(pageWidth, (at) => data[4 * at + 3] ?? 0);
  const lattice = readGlyphs({ map, ring: RING, places }, BAND);
  const shown = lattice.map((step): Lattice[number] => (step.length === 0 ? [["▮", 0]] : step));
  return readOpenly(shown).text;
}

it("reads a seal's characters by their shapes, and says nothing of those that the page's edge cuts", () => {
  expect(readOn(SIDE_OF_PAGE)).toBe(NAME);
  expect(readOn(290)).toBe("深圳微步在线科技有限公▮");
});
