import { expect, it } from "vitest";
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
