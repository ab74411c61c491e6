import type { TextLine } from "../../domain/facts.ts";
import type { GreyPage } from "./grey.ts";

/** Reads whole pages, whichever way up: lines in reading order, boxes in fractions of the page as given. */
export interface TextReader {
  name: "paddle" | "tesseract";
  read(page: GreyPage): Promise<TextLine[]>;
  close(): Promise<void>;
}

/** A page of which some lines are read, enough to tell whether it is the right way up. */
export interface Begun {
  /** How what looks like lines of text runs; `none` where nothing does. */
  runs: "level" | "upwards" | "none";
  sample: Pick<TextLine, "text" | "confidence">[];
  /** All lines, those of the sample too. */
  whole(): Promise<TextLine[]>;
}
