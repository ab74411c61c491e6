import type { Lattice } from "../../domain/facts.ts";
import { lettersOf, readOpenly, showsWholeName } from "../../domain/seal/arc-text.ts";
import { RAYS } from "./polar.ts";
import type { TextBand } from "./text-band.ts";

/** A band as it was read. */
export interface ReadBand {
  band: Pick<TextBand, "from" | "span">;
  lattice: Lattice;
}

/** The seal's foot for certain, and how far from it the name's nearest end stands. Degrees, clockwise from the right. */
export interface NameFoot {
  foot: number;
  room: number;
}

/** Letters of a name from which on its middle is known. */
const LEAST_LETTERS = 6;
/** Degrees that a foot of the star may lie from the middle of what the name leaves bare. */
const BESIDE_FOOT = 22;

/**
 * A name that was read to its end leaves the foot bare in its middle, and one of the feet that the star leaves possible
 * lies there. null: not certain, or two readings show another one.
 */
export function footOfName(readings: ReadBand[], feet: number[]): NameFoot | null {
  const whole = readings.filter(({ lattice }) => showsWholeName(lattice, LEAST_LETTERS)).map(endsOf);
  const found = whole.map(({ first, last }) =>
    feet.find((foot) => apart(foot, (first + last + RAYS) / 2) < BESIDE_FOOT),
  );
  const [foot] = found;
  if (foot === undefined || found.some((other) => other !== foot)) return null;
  return { foot, room: Math.min(...whole.flatMap(({ first, last }) => [apart(first, foot), apart(last, foot)])) };
}

/** Where the first and the last letter stand. */
function endsOf({ band: { from, span }, lattice }: ReadBand): { first: number; last: number } {
  const letters = readOpenly(lattice).characters.filter(({ character }) => /^\p{L}$/u.test(lettersOf(character)));
  const at = (step = 0) => from + (span * (step + 0.5)) / lattice.length;
  return { first: at(letters[0]?.step), last: at(letters.at(-1)?.step) };
}

/** Degrees between two directions. */
const apart = (one: number, other: number) => Math.abs(((((one - other + 180) % RAYS) + RAYS) % RAYS) - 180);
