import { align, FLOOR, type AlignedCharacter, type Alignment } from "./ctc.ts";
import type { Lattice } from "../facts.ts";
import {
  ANOTHER_NAME,
  CONTRADICTED,
  LEAST_LEGIBLE,
  LEAST_NAME,
  SHORTEST_NAME,
  SURE_ALTERNATIVE,
  SURE_CHARACTER,
  UNSEEN,
} from "./thresholds.ts";

export interface SealNameMatch {
  /** null: cannot be told. */
  matches: boolean | null;
  /** Can the arc be read at all, whatever it says? */
  legible: boolean;
  /** Mean natural-log probability of the expected name's characters; FLOOR where nothing was read. */
  score: number;
  /** In the name's order, brackets left out, from the reading that fits best. */
  perCharacter: AlignedCharacter[];
}

/**
 * Does a seal's arc, read in several ways, say this name? Brackets, their width and 责任 do not matter. One character
 * that the arc contradicts may be a near twin's or one that the recogniser does not know: neither yes nor no.
 */
export function matchSealName(arc: Lattice[], expected: string): SealNameMatch {
  const readings = arc.map(withoutMarks);
  const legible = readings.some((reading) => isLegible(readOpenly(reading)));
  const [best, ...others] = spellings(expected)
    .flatMap((name) => readings.map((reading) => align(reading, name)))
    .filter((one) => one !== null)
    .sort((one, other) => fit(other) - fit(one));
  if (best === undefined) return { matches: null, legible, score: FLOOR, perCharacter: [] };
  const isOther = legible && differs(best, others) && !readings.some((reading) => isPartOf(reading, expected));
  const matches = agrees(best) ? true : isOther ? false : null;
  return { matches, legible, score: meanScore(best), perCharacter: best.characters };
}

const meanScore = ({ characters }: Alignment) =>
  characters.reduce((sum, { score }) => sum + score, 0) / characters.length;
const fit = (alignment: Alignment) => meanScore(alignment) - alignment.extra.length;

const isContradicted = ({ score, bestScore }: AlignedCharacter) => score - bestScore < CONTRADICTED;
const isSurelyAnother = (one: AlignedCharacter) => isContradicted(one) && one.bestScore > SURE_ALTERNATIVE;

function agrees(alignment: Alignment): boolean {
  return (
    alignment.extra.length === 0 &&
    meanScore(alignment) > LEAST_NAME &&
    alignment.characters.every((one) => !isContradicted(one) && one.score > UNSEEN)
  );
}

/** Two characters that every reading shows to be others, or so many doubtful ones that it must be another name. */
function differs(best: Alignment, others: Alignment[]): boolean {
  const surely = best.characters.filter(
    (one, index) =>
      isSurelyAnother(one) &&
      others.every(({ characters }) => {
        const same = characters[index];
        return same?.character !== one.character || same.best === one.best;
      }),
  );
  const doubtful = best.characters.filter((one) => isContradicted(one) || one.score <= UNSEEN);
  return surely.length >= 2 || doubtful.length >= ANOTHER_NAME * best.characters.length;
}

/** The cut may have lost the ends of a name; what is left of it contradicts nothing. */
function isPartOf(reading: Lattice, expected: string): boolean {
  const { text } = readOpenly(reading);
  return Array.from(text).length >= SHORTEST_NAME && spellings(expected).some((name) => name.includes(text));
}

/** The name as read from the arc; null where a character of it is in doubt. */
export function readSealName(arc: Lattice[]): string | null {
  const best = bestReading(arc);
  if (best === null || !isLegible(best)) return null;
  return best.least > SURE_CHARACTER ? best.text : null;
}

/** What the arc most likely says, right or wrong: to look for telling words in. */
export function sealText(arc: Lattice[]): string {
  return bestReading(arc)?.text ?? "";
}

function bestReading(arc: Lattice[]): Reading | null {
  return arc.map(readOpenly).reduce<Reading | null>((a, b) => (a !== null && a.score >= b.score ? a : b), null);
}

const isLegible = ({ text, score }: Reading) => Array.from(text).length >= SHORTEST_NAME && score > LEAST_LEGIBLE;

export interface Reading {
  text: string;
  /** Mean and least log probability of its characters. */
  score: number;
  least: number;
}

/** What the recogniser itself would say: the likeliest character of each step, repeats and blanks dropped (CTC). */
export function readOpenly(lattice: Lattice): Reading {
  let text = "";
  const scores: number[] = [];
  let last = "";
  for (const [best] of lattice) {
    const [character, score] = best ?? ["", FLOOR];
    if (character !== "" && character === last) scores.push(Math.max(score, scores.pop() ?? score));
    else if (character !== "") {
      text += character;
      scores.push(score);
    }
    last = character;
  }
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  return { text: text.trim(), score: scores.length === 0 ? FLOOR : mean, least: Math.min(0, ...scores) };
}

/** Brackets come in two widths, and 有限公司 and 有限责任公司 are slips for each other. */
function spellings(expected: string): string[] {
  const name = expected.normalize("NFKC").replace(/[\p{P}\p{S}\p{Z}\p{C}]/gu, "");
  const shorter = name.replace("有限责任公司", "有限公司");
  return [...new Set([name, shorter, shorter.replace(/(?<!股份)有限公司/, "有限责任公司")])].filter(
    (one) => one !== "",
  );
}

/** Brackets, dots and spaces become the blank: engravers leave them out and recognisers make them up. */
function withoutMarks(lattice: Lattice): Lattice {
  return lattice.map((step) => {
    const blank = Math.max(FLOOR, ...step.filter(([character]) => isMark(character)).map(([, score]) => score));
    const characters = step.filter(([character]) => !isMark(character));
    return [...characters, ["", blank] as [string, number]].sort((one, other) => other[1] - one[1]);
  });
}

const isMark = (character: string) => /^[\p{P}\p{S}\p{Z}]*$/u.test(character);
