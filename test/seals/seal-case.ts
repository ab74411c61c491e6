import type { Box, FileKind, SealFacts, TextLine } from "../../src/domain/facts.ts";
import type { SealKind } from "../../src/domain/seal/kind.ts";

/** Names and page backgrounds of the one never appear in the other: what was tuned on is not measured on. */
export type SealSet = "tuning" | "measuring";

/** What a page is worth for the applicant, as a clerk would see it. */
export type Holds =
  /** The applicant's official seal. */
  | "own"
  /** A seal of the applicant's that is no 公章 (合同, 财务, 发票专用章, a department's, a person's, a 骑缝章 piece). */
  | "wrong-kind"
  /** Another company's official seal: an unrelated name, or one that differs by a character or a word. */
  | "unrelated"
  | "near-twin"
  /** No seal: a clean page or one with other red things on it. */
  | "nothing";

export interface TrueSeal {
  /** Fractions of the page as displayed. */
  box: Box;
  /** Longer axis, or side of a square. */
  diameterMm: number;
  shape: SealFacts["shape"];
  kind: SealKind;
  name: string;
}

/** What a page is to be made from; small, so that thousands can be planned at once. */
export interface SealPlan {
  /** Unique within its set, tells what it is: `faded-3-0012`. */
  id: string;
  set: SealSet;
  seed: number;
  /** `electronic`: a clean PDF that no paper was between. */
  medium: "scan" | "photo" | "grey" | "electronic";
  /** The degradation, or the red thing that is no seal. */
  condition: string;
  /** From 1, hardly to be seen, to 5, as bad as clerks see it. */
  strength: number;
  dpi: number;
  holds: Holds;
  applicant: string;
}

/** A made page and what is truly on it. */
export interface SealCase extends SealPlan {
  bytes: Buffer;
  kind: FileKind;
  seals: TrueSeal[];
  /** The printed words with their places, as a perfect recogniser would read them. */
  lines: TextLine[];
}
