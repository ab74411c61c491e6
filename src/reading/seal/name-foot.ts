import type { Lattice } from "../../domain/facts.ts";
import { lettersOf, readOpenly, saysWholeName } from "../../domain/seal/arc-text.ts";
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
/** A company's name whose last letter but one went unread, or was taken for another: its end is known. */
const ENDED = /.{4}限.?司$/;
/** Degrees that a foot of the star may lie from the middle of what the name leaves bare. */
const BESIDE_FOOT = 22;
/** Degrees from one hidden step of a strip to the next, and a few more. */
const BESIDE_HIDDEN = 8;

/**
 * A name that was read to its end leaves the foot bare in its middle, and one of the feet that the star leaves possible
 * lies there. null: not certain, or two readings show another one.
 */
export function footOfName(readings: ReadBand[], feet: number[]): NameFoot | null {
  const whole = readings.filter(({ lattice }) => isRead(lattice)).map(endsOf);
  return agreed(whole, ({ first, last }) => feet.filter((foot) => isMidway(foot, first, last)));
}

/** Of a name whose end runs over the page's edge: what is not seen of it tells which of those feet it is. */
export function footBesideCut(readings: ReadBand[], feet: number[]): NameFoot | null {
  const cut = readings.filter(({ lattice }) => isCut(lattice)).map(endsOf);
  return agreed(cut, (ends) => feet.filter((foot) => isBeside(foot, ends)));
}

/** The foot that the ends of every reading show, and no other. */
function agreed(readings: Ends[], feetOf: (ends: Ends) => number[]): NameFoot | null {
  const found = readings.map(feetOf);
  const foot = found[0]?.[0];
  if (foot === undefined || found.some((feet) => feet.length !== 1 || feet[0] !== foot)) return null;
  return { foot, room: Math.min(...readings.flatMap(({ first, last }) => [apart(first, foot), apart(last, foot)])) };
}

const isRead = (lattice: Lattice) =>
  saysWholeName([lattice], LEAST_LETTERS) || ENDED.test(lettersOf(readOpenly(lattice).text));

const isCut = (lattice: Lattice) =>
  lattice.some(({ length }) => length === 0) && Array.from(lettersOf(readOpenly(lattice).text)).length >= LEAST_LETTERS;

/** Where the first and the last letter stand, in degrees, and what the page's edge hides. */
interface Ends {
  first: number;
  last: number;
  hidden: number[];
}

function endsOf({ band: { from, span }, lattice }: ReadBand): Ends {
  const letters = readOpenly(lattice).characters.filter(({ character }) => /^\p{L}$/u.test(lettersOf(character)));
  const at = (step = 0) => from + (span * (step + 0.5)) / lattice.length;
  const hidden = lattice.flatMap(({ length }, step) => (length === 0 ? [at(step)] : []));
  return { first: at(letters[0]?.step), last: at(letters.at(-1)?.step), hidden };
}

const isMidway = (foot: number, first: number, last: number) => apart(foot, (first + last + RAYS) / 2) < BESIDE_FOOT;

/** On the page, and what of the name is not seen, which ends as far from it as the name begins, lies beyond the page's edge. */
function isBeside(foot: number, { first, last, hidden }: Ends): boolean {
  const room = clockwise(foot, first);
  const isHidden = (ray: number) => hidden.some((one) => apart(one, ray) < BESIDE_HIDDEN);
  const unseen = RAYS - 2 * room - (last - first) - BESIDE_FOOT;
  if (room < BESIDE_FOOT || isHidden(foot) || unseen <= 0) return false;
  return Array.from({ length: unseen }, (_, by) => last + BESIDE_FOOT + by).every(isHidden);
}

/** Degrees clockwise from one direction to another, and between two. */
const clockwise = (from: number, to: number) => (((to - from) % RAYS) + RAYS) % RAYS;
const apart = (one: number, other: number) => Math.min(clockwise(one, other), clockwise(other, one));
