import { isSlip } from "./confusable.ts";
import { align, FLOOR, type AlignedCharacter, type Alignment } from "./ctc.ts";
import { isMark, type Spelling } from "./spelling.ts";
import type { Lattice } from "../facts.ts";
import { CONTRADICTED, MOST_WORSE, UNSEEN } from "./thresholds.ts";

/** `raw`: as read, brackets and all. */
export interface ArcReading {
  raw: Lattice;
  lattice: Lattice;
}

export interface Aligned extends Alignment {
  raw: Lattice;
}

/** A name held against the readings, the best first. */
export interface Comparison {
  spelling: Spelling;
  /** Those nearly as good as the best. */
  alignments: [Aligned, ...Aligned[]];
  /** All that are long enough to be aligned. */
  every: Alignment[];
  /** Each character from the reading that shows it best. */
  characters: AlignedCharacter[];
}

export const readingsOf = (arc: Lattice[]): ArcReading[] => arc.map((raw) => ({ raw, lattice: withoutMarks(raw) }));

/** None where every reading is too short for the name. */
export function comparisonOf(readings: ArcReading[], spelling: Spelling): Comparison[] {
  const aligned = readings
    .flatMap(({ raw, lattice }) => {
      const alignment = align(lattice, spelling.text);
      return alignment === null ? [] : [{ ...withSlips(withoutBrackets(alignment, spelling), spelling), raw }];
    })
    .sort((one, other) => fit(other) - fit(one));
  const [first, ...others] = aligned;
  if (first === undefined) return [];
  const near = others.filter((one) => fit(one) > fit(first) - MOST_WORSE && one.extra.length <= first.extra.length);
  const alignments: Comparison["alignments"] = [first, ...near];
  const characters = first.characters.map((_, index) =>
    alignments
      .flatMap(({ characters: shown }) => shown[index] ?? [])
      .reduce((a, b) => (worthOf(b) > worthOf(a) ? b : a)),
  );
  return [{ spelling, alignments, characters, every: aligned }];
}

/** What is read as one character more where the name has a bracket is the bracket. */
function withoutBrackets(alignment: Alignment, { marksAfter }: Spelling): Alignment {
  const isBracket = (after: number) =>
    marksAfter.has(after - 1) && alignment.extra.filter((other) => other.after === after).length === 1;
  return { ...alignment, extra: alignment.extra.filter(({ after }) => !isBracket(after)) };
}

function withSlips(alignment: Alignment, { text }: Spelling): Alignment {
  const characters = alignment.characters.map((one, place) =>
    one.bestScore > one.score && isSlip(text, place, one.best) ? { ...one, slip: true as const } : one,
  );
  return { ...alignment, characters };
}

/** How likely it was said: a slip says the character that it is taken for. */
export const scoreOf = ({ score, bestScore, slip }: AlignedCharacter) => (slip ? bestScore : score);
export const isHidden = ({ hidden }: AlignedCharacter) => hidden === true;
export const meanScore = (characters: AlignedCharacter[]) =>
  characters.reduce((sum, one) => sum + scoreOf(one), 0) / Math.max(1, characters.length);
export const fit = ({ characters, extra }: Alignment) =>
  meanScore(characters.filter((one) => !isHidden(one))) - extra.length;

/** What cannot be seen is better than a contradiction alone. */
export const marginOf = (one: AlignedCharacter) => (isHidden(one) ? CONTRADICTED : scoreOf(one) - one.bestScore);
/** What a reading does not name at all it shows no better than one that cannot see it. */
const worthOf = (one: AlignedCharacter) =>
  scoreOf(one) <= UNSEEN && !isHidden(one) ? marginOf(one) + CONTRADICTED : marginOf(one);
export const isUnsaid = (one: AlignedCharacter) => marginOf(one) < CONTRADICTED || scoreOf(one) <= UNSEEN;

/** Brackets, dots and spaces become the blank: engravers leave them out and recognisers make them up. */
function withoutMarks(lattice: Lattice): Lattice {
  return lattice.map((step) => {
    if (step.length === 0) return step;
    const blank = Math.max(FLOOR, ...step.filter(([character]) => isMark(character)).map(([, score]) => score));
    const characters = step.filter(([character]) => !isMark(character));
    return [...characters, ["", blank] as [string, number]].sort((one, other) => other[1] - one[1]);
  });
}
