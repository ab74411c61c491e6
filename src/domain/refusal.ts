import type { SeenDocument } from "./documents.ts";
import type { ReadingNote } from "./facts.ts";
import type { FindingCode } from "./finding-codes.ts";
import type { Say } from "./say.ts";
import type { Finding } from "./verdicts.ts";

const REFUSALS: Partial<Record<ReadingNote["code"], FindingCode>> = {
  unreadable: "document-unreadable",
  damaged: "document-damaged",
  encrypted: "document-encrypted",
  "over-limit": "document-over-limit",
  "timed-out": "document-timed-out",
  "unsupported-kind": "document-unsupported-kind",
  empty: "document-empty",
};

/** Limits that a machine short of memory or time meets sooner than another: the file itself may be small and plain. */
const LIMITS_OF_THE_MACHINE = ["childBytes", "childCpuSeconds", "jobSeconds", "pagesSeconds", "mailSeconds"];

export function isOfTheMachine({ detail }: ReadingNote): boolean {
  return LIMITS_OF_THE_MACHINE.includes(detail);
}

/** The finding for a file of which something could not be read; null where nothing was in the way. */
export function refusal(notes: ReadingNote[]): FindingCode | null {
  for (const note of notes) {
    const code = isOfTheMachine(note) ? "document-timed-out" : REFUSALS[note.code];
    if (code !== undefined) return code;
  }
  return null;
}

/** Was a part of it read while another could not be? What it seems to lack may stand there. */
export function isPartlyRead({ document, pages, notes }: SeenDocument): boolean {
  return (document !== "unknown" || pages.length > 0) && refusal(notes) !== null;
}

/** Could nothing of it be read? */
export function isRefused(document: SeenDocument): boolean {
  return refusal(document.notes) !== null && !isPartlyRead(document);
}

/** Which part of a file was not read, e.g. 第3页、第31—40页. */
export function partlyRead(document: SeenDocument, say: Say): Finding {
  const unread = document.notes.filter((note) => refusal([note]) !== null);
  const places = unread.flatMap(({ where }) => where ?? []);
  const part = places.length < unread.length ? "部分内容" : [...new Set(places)].join("、");
  return say("document-partly-read", { name: fileName(document), part }, document.name);
}

/** As letters call it. */
export function fileName({ name }: { name: string }): string {
  return name === "" ? "未命名" : name;
}
