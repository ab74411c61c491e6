import { expect, it } from "vitest";
import type { Lattice } from "../../src/domain/facts.ts";
import { evenPlaces } from "../../src/reading/seal/even-places.ts";
import { stripRays, TRUE_LOOK } from "../../src/reading/seal/unwrap.ts";

const RING = { x: 200, y: 200, a: 150, b: 150, angle: 0 };
/** Foot below; the text from 120° on, all but 60° of the round. */
const BAND = { inner: 0.65, outer: 0.9, from: 120, span: 300, gap: 60, foot: 90 };
const STEPS = stripRays(RING, BAND, TRUE_LOOK).length;

const shown = (characters: [step: number, character: string][]): Lattice =>
  Array.from({ length: STEPS }, (_, at) => {
    const character = characters.find(([step]) => step === at)?.[1];
    return character === undefined ? [["", 0]] : [[character, Math.log(0.9)]];
  });
const placesIn = (characters: [number, string][]) =>
  evenPlaces(RING, BAND, [{ band: BAND, look: TRUE_LOOK, lattice: shown(characters) }]);

it("leaves their places to the characters that went unread", () => {
  const places = placesIn([
    [8, "北"],
    [14, "京"],
    [32, "信"],
    [38, "息"],
    [45, "公"],
    [50, "司"],
  ]);
  expect(places?.read.map(({ place }) => place)).toEqual([0, 1, 4, 5, 6, 7]);
  expect(places?.from).toBeLessThanOrEqual(0);
  expect(places?.to).toBeGreaterThanOrEqual(7);
});

it("tells none of too few characters, nor of ones closer than any seal has them", () => {
  expect(
    placesIn([
      [8, "北"],
      [14, "京"],
      [20, "天"],
    ]),
  ).toBeNull();
  expect(
    placesIn([
      [8, "北"],
      [9, "京"],
      [10, "天"],
      [11, "融"],
    ]),
  ).toBeNull();
});
