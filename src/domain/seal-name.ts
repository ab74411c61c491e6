import type { Lattice } from "./facts.ts";

/** What the recogniser itself would say: the likeliest character of each step, repeats and blanks dropped (CTC). */
export function readOpenly(lattice: Lattice): { text: string; score: number } {
  let text = "";
  let last = "";
  let total = 0;
  let count = 0;
  for (const [best] of lattice) {
    if (best === undefined) continue;
    const [character, score] = best;
    if (character !== "" && character !== last) {
      text += character;
      total += score;
      count++;
    }
    last = character;
  }
  return { text: text.trim(), score: count === 0 ? -Infinity : total / count };
}
