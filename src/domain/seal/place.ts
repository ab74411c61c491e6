import { bare } from "../chinese-text.ts";
import type { PageFacts, TextLine } from "../facts.ts";
import { FAIRLY_CERTAIN } from "../scan-fields.ts";

/** 单位公章： and the like as a line of its own, perhaps with the date beside it; within a sentence it is no place for a seal. */
const SEAL_LABEL = /^(?:申请)?(?:单位|公司|企业)?(?:公章|盖章|签章|加盖公章)(?:处|申请日期|日期|$)/;
const LONGEST_LABEL = 24;
/** With the blanks and dots that are left for a date. */
const LONGEST_SPACED = 120;

/** Is this line the place that was printed for the seal? */
export function isSealPlace({ text, confidence }: TextLine): boolean {
  if (confidence < FAIRLY_CERTAIN || text.length > LONGEST_SPACED) return false;
  const label = bare(text);
  return label.length <= LONGEST_LABEL && SEAL_LABEL.test(label);
}

export function hasSealPlace({ lines }: PageFacts): boolean {
  return lines.some(isSealPlace);
}
