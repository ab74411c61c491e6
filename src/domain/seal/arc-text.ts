import { FLOOR } from "./ctc.ts";
import { areEven } from "./places.ts";
import { isMark } from "./spelling.ts";
import type { Lattice } from "../facts.ts";
import {
  CERTAIN_CHARACTER,
  CERTAIN_JITTER,
  LEAST_LEGIBLE,
  LIKELY_CHARACTER,
  PLACE_JITTER,
  SHORTEST_NAME,
  SURE_CHARACTER,
} from "./thresholds.ts";

/** The name as read from the arc; null where a character of it is in doubt, may be missing or off the page, or two readings differ. */
export function readSealName(arc: Lattice[]): string | null {
  if (arc.some((lattice) => lattice.some(({ length }) => length === 0))) return null;
  const [best, ...others] = arc.map(nameOnly).sort((one, other) => other.score - one.score);
  if (best === undefined || !isLegible(best) || best.least < SURE_CHARACTER || !COMPLETE.test(best.text)) return null;
  const isAgreed = others.every(({ text }) => lettersOf(text) === lettersOf(best.text));
  return isAgreed && areEven(best.characters.map(({ step }) => step)) ? best.text : null;
}

/**
 * Does some reading say a whole name, no character of it in doubt, and another the same? One alone may surely say 通 where
 * a worn 恒 stands.
 */
export const isReadTwice = (arc: Lattice[]) => agreedName(arc, SURE_CHARACTER, FLOOR, PLACE_JITTER) !== null;

/**
 * The letters of a name on which two readings agree so surely that neither can be mistaken: 肿, or nothing, for a 翀 that the
 * recogniser does not know. null: there is none.
 */
export const surelyRead = (arc: Lattice[]) => agreedName(arc, CERTAIN_CHARACTER, CERTAIN_CHARACTER, CERTAIN_JITTER);

/**
 * The same of several prints of one seal, each read in the same two ways: however surely one way says a name on each of them, that
 * is hardly two readings, and the other way must at least be likely to say it.
 */
export function surelyReadBothWays(oneWay: Lattice[], otherWay: Lattice[]): string | null {
  const likely = (arc: Lattice[], name: string) =>
    arc.filter((lattice) => says([lattice], name) && nameOnly(lattice).least > LIKELY_CHARACTER);
  for (const { text } of oneWay.map(nameOnly)) {
    const [one, other] = [likely(oneWay, lettersOf(text)), likely(otherWay, lettersOf(text))];
    const name = one.length > 0 && other.length > 0 ? surelyRead([...one, ...other]) : null;
    if (name !== null) return name;
  }
  return null;
}

/** Does some reading say a name of these letters, surely or not? */
export const says = (arc: Lattice[], letters: string) =>
  arc.some((lattice) => lettersOf(nameOnly(lattice).text) === letters);

function agreedName(arc: Lattice[], least: number, leastOfOther: number, jitter: number): string | null {
  const readings = arc.map(nameOnly);
  const agreed = readings.find((one) => {
    const isClear = isLegible(one) && one.least > least && COMPLETE.test(one.text);
    const isAgreed = readings.some(
      (other) => other !== one && other.least > leastOfOther && lettersOf(other.text) === lettersOf(one.text),
    );
    const steps = one.characters.map(({ step }) => step);
    return isClear && isAgreed && areEven(steps, jitter);
  });
  return agreed ? lettersOf(agreed.text) : null;
}

/** Does the arc, in one reading, say a name from its beginning to its end, right or wrong, of so many letters at least? */
export const saysWholeName = (arc: Lattice[], letters: number) =>
  arc.some((lattice) => isEnded(lattice, letters, COMPLETE));

/** The same, where 公 of 公司 may have gone unread or been taken for another letter: where the name ends is known all the same. */
export const showsWholeName = (lattice: Lattice, letters: number) =>
  isEnded(lattice, letters, COMPLETE) || isEnded(lattice, letters, NEARLY_COMPLETE);

function isEnded(lattice: Lattice, letters: number, end: RegExp): boolean {
  const one = nameOnly(lattice);
  return Array.from(lettersOf(one.text)).length >= letters && isLegible(one) && end.test(one.text);
}

/** How names of companies and institutions end. */
const COMPLETE = /(?:公司|[院所心会社厂店校馆场行团部处局台站坊])[)）]?$/;
const NEARLY_COMPLETE = /限[^公]?司[)）]?$/;
export const lettersOf = (text: string) =>
  Array.from(text)
    .filter((character) => !isMark(character))
    .join("");

/** Without the code's digits and the marks that the recogniser makes up at a strip's ends. */
function nameOnly(lattice: Lattice): Reading {
  const reading = readOpenly(lattice);
  const isName = (index: number) => /^[\p{L}()（）]$/u.test(reading.characters[index]?.character ?? "");
  const places = reading.characters.map((_, index) => index).filter(isName);
  const characters = reading.characters.slice(places[0] ?? 0, (places.at(-1) ?? -1) + 1);
  return readingOf(characters);
}

/** The text does not end with its company's name: what follows it is the name's beginning, and the strip was cut within. */
export const isTurned = (text: string) => /公司.{3,}(?<!公司|[部处科室组章])$/u.test(lettersOf(text));

/** What the arc most likely says, right or wrong: to look for telling words in. */
export function sealText(arc: Lattice[]): string {
  return bestReading(arc)?.text ?? "";
}

function bestReading(arc: Lattice[]): Reading | null {
  return arc.map(readOpenly).reduce<Reading | null>((a, b) => (a !== null && a.score >= b.score ? a : b), null);
}

export const isLegible = ({ text, score }: Reading) =>
  Array.from(text).length >= SHORTEST_NAME && score > LEAST_LEGIBLE;

export const isArcLegible = (arc: Lattice[]) => arc.some((lattice) => isLegible(readOpenly(lattice)));

interface ReadCharacter {
  character: string;
  score: number;
  /** The step of the lattice where it stands. */
  step: number;
}

export interface Reading {
  text: string;
  characters: ReadCharacter[];
  /** Mean and least log probability of its characters. */
  score: number;
  least: number;
}

/** What the recogniser itself would say: the likeliest character of each step, repeats and blanks dropped (CTC). */
export function readOpenly(lattice: Lattice): Reading {
  const characters: ReadCharacter[] = [];
  let last = "";
  lattice.forEach(([best], step) => {
    const [character, score] = best ?? ["", FLOOR];
    const before = characters.at(-1);
    if (character !== "" && (character !== last || before === undefined)) characters.push({ character, score, step });
    else if (character !== "" && before && score > before.score) Object.assign(before, { score, step });
    last = character;
  });
  return readingOf(characters);
}

function readingOf(characters: ReadCharacter[]): Reading {
  const scores = characters.map(({ score }) => score);
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const text = characters.map(({ character }) => character).join("");
  return { text: text.trim(), characters, score: scores.length === 0 ? FLOOR : mean, least: Math.min(0, ...scores) };
}
