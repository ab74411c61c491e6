import type { ReadingNote, WordFacts } from "../../domain/facts.ts";

export interface WordReading {
  /** null where nothing could be read; the notes say why. */
  word: WordFacts | null;
  notes: ReadingNote[];
}
