import type { Lattice } from "../../domain/facts.ts";

/** The likeliest text of a lattice (CTC: repetitions and blanks fall away); the mean probability of its characters, 0…1. */
export function decode(lattice: Lattice): { text: string; confidence: number } {
  let text = "";
  let sum = 0;
  let read = 0;
  let before = "";
  for (const step of lattice) {
    const [character, log] = step[0] ?? ["", 0];
    if (character !== before && character !== "") {
      text += character;
      sum += Math.exp(log);
      read++;
    }
    before = character;
  }
  return { text: text.trim(), confidence: read === 0 ? 0 : Math.min(1, sum / read) };
}
