import type { Lattice } from "../facts.ts";

/** One character of an expected text where the lattice holds it best, beside what the lattice likes best there. */
export interface AlignedCharacter {
  character: string;
  /** Natural-log probabilities; FLOOR where the recogniser did not name the character at all. */
  score: number;
  best: string;
  bestScore: number;
  /** Its place lies beyond the page's edge. */
  hidden?: true;
  /** The best is a misreading of it. */
  slip?: true;
}

export interface Alignment {
  characters: AlignedCharacter[];
  /** The step of the lattice where each of them stands. */
  steps: number[];
  /** Characters that the lattice clearly shows and the expected text has not, and after how many of its characters. */
  extra: { character: string; after: number }[];
}

/** Log probability of what is not among a step's likeliest. */
export const FLOOR = -10;
/** A character that is not expected counts as shown above one half. */
const CLEARLY = Math.log(0.5);

/**
 * CTC forced alignment (Graves et al. 2006): the most probable way through the lattice that spells the text, each
 * character over one or more steps, blanks between them. A step without any entry cannot be seen: it may be anything.
 * null where the lattice is too short for it.
 */
export function align(lattice: Lattice, text: string): Alignment | null {
  const characters = Array.from(text);
  if (characters.length === 0 || lattice.length < characters.length) return null;
  const states = characters.flatMap((character) => ["", character]).concat("");
  const path = likeliestPath(lattice, states);
  if (path === null) return null;
  const found = characters.map((character, index) => aligned(lattice, path, character, 2 * index + 1));
  const steps = characters.map((character, index) => likeliestStep(lattice, path, character, 2 * index + 1));
  return { characters: found, steps, extra: extraCharacters(lattice, path, found) };
}

/** For each step the state (blank, character, blank, …) that it belongs to. */
function likeliestPath(lattice: Lattice, states: string[]): number[] | null {
  let scores = states.map((_, state) => (state < 2 ? emission(lattice[0], states[state]) : -Infinity));
  const from: number[][] = [];
  for (const step of lattice.slice(1)) {
    const origins = states.map((character, state) => {
      const skip = character !== "" && character !== states[state - 2] ? [state - 2] : [];
      const before = [state, state - 1, ...skip].filter((one) => one >= 0);
      return before.reduce((a, b) => ((scores[b] ?? 0) > (scores[a] ?? 0) ? b : a));
    });
    from.push(origins);
    scores = states.map((character, state) => (scores[origins[state] ?? 0] ?? 0) + emission(step, character));
  }
  const last = states.length - 1;
  let state = (scores[last] ?? 0) > (scores[last - 1] ?? 0) ? last : last - 1;
  if (scores[state] === -Infinity) return null;
  const path = [state];
  for (const origins of from.reverse()) path.unshift((state = origins[state] ?? 0));
  return path;
}

function emission(step: Lattice[number] | undefined, character = ""): number {
  if (step?.length === 0) return 0;
  return Math.max(FLOOR, step?.find(([one]) => one === character)?.[1] ?? FLOOR);
}

function aligned(lattice: Lattice, path: number[], character: string, state: number): AlignedCharacter {
  const taken = lattice.filter((_, step) => path[step] === state);
  const steps = taken.filter((step) => step.some(([one]) => one === character));
  if (steps.length === 0 && taken.some(({ length }) => length === 0)) {
    return { character, score: FLOOR, best: "", bestScore: FLOOR, hidden: true };
  }
  const score = Math.max(FLOOR, ...steps.map((step) => emission(step, character)));
  const others = taken.flat().filter(([one]) => one !== "" && one !== character);
  const [best, bestScore] = others.reduce((a, b) => (b[1] > a[1] ? b : a), ["", FLOOR]);
  return { character, score, best, bestScore };
}

function likeliestStep(lattice: Lattice, path: number[], character: string, state: number): number {
  const taken = path.flatMap((one, step) => (one === state ? [step] : []));
  const seen = taken.filter((step) => lattice[step]?.some(([one]) => one === character));
  return (seen.length === 0 ? taken : seen).reduce((a, b) =>
    emission(lattice[b], character) > emission(lattice[a], character) ? b : a,
  );
}

/** What is clearly shown between the characters, or on a character's steps beside the one that shows it. */
function extraCharacters(lattice: Lattice, path: number[], characters: AlignedCharacter[]): Alignment["extra"] {
  const extra: Alignment["extra"] = [];
  lattice.forEach((step, index) => {
    const [character = "", score = FLOOR] = step[0] ?? [];
    const state = path[index] ?? 0;
    const here = state % 2 === 0 ? null : characters[(state - 1) / 2];
    const isUnread = here && here.score < CLEARLY && here.hidden !== true;
    const isExpected = here && (isUnread || here.character === character);
    if (isExpected || character === "" || score < CLEARLY || isCode(character)) return;
    if (!isBeside(path, lattice, index, character) && extra.at(-1)?.character !== character) {
      extra.push({ character, after: Math.ceil(state / 2) });
    }
  });
  return extra;
}

/** Digits of the code beneath the name come into the strip's ends. */
const isCode = (character: string) => /^[0-9A-Za-z]$/.test(character);

/** The recogniser often holds a character for a step longer than the path does. */
function isBeside(path: number[], lattice: Lattice, index: number, character: string): boolean {
  return [-1, 1].some((by) => (path[index + by] ?? 0) % 2 === 1 && lattice[index + by]?.[0]?.[0] === character);
}
