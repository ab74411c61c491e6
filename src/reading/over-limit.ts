import type { LimitName } from "./limits.ts";

/** Thrown deep inside a reader; becomes the note `over-limit` where the document's reading ends. */
export class OverLimit extends Error {
  constructor(readonly limit: LimitName) {
    super(`more than the limit ${limit}`);
  }
}
