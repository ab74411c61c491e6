import { expect, it } from "vitest";
import type { Lattice } from "../../src/domain/facts.ts";
import { evenPlaces } from "../../src/reading/seal/even-places.ts";
import { stripRays, TRUE_LOOK } from "../../src/reading/seal/unwrap.ts";
import { BAND, RING } from "./seal-round.ts";

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
