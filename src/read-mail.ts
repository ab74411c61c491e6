import { existsSync } from "node:fs";
import { join } from "node:path";
import type { DocumentFacts, MailFacts } from "./domain/facts.ts";
import { isOfTheMachine } from "./domain/refusal.ts";
import type { Parts } from "./parts.ts";
import type { Reader } from "./reading/reader.ts";
import { recallDocument, recallMail, rememberDocument, rememberMail } from "./store/readings.ts";

export interface ReadMail {
  facts: MailFacts;
  /** By the part's SHA-256. */
  documents: Map<string, DocumentFacts>;
}

type ReadingParts = Pick<Parts, "db" | "archive" | "reader" | "clock">;

/** A mail that is read in turns with others: what its turns have come to. */
export interface Begun {
  facts: MailFacts | null;
  /** By the part's SHA-256; also what broke off, which is read again only when the mail is examined again. */
  documents: Map<string, DocumentFacts>;
  /** Of the wall clock. */
  seconds: number;
}

export function notBegun(): Begun {
  return { facts: null, documents: new Map(), seconds: 0 };
}

/** Others wait: the mail's next turn goes on from what was begun. */
export class TurnOver extends Error {
  constructor() {
    super("its turn is over");
  }
}

/**
 * A kept mail and its parts, each read once in its life: what is known by content hash is not read again. `isOver` is asked before
 * each part that is still to be read, with the seconds of this turn. @throws TurnOver
 */
export async function readKeptMail(
  sha256: string,
  parts: ReadingParts,
  begun = notBegun(),
  isOver: (seconds: number) => Promise<boolean> = () => Promise.resolve(false),
): Promise<ReadMail> {
  const start = performance.now();
  const seconds = () => (performance.now() - start) / 1000;
  const documentReader = parts.reader.forMail(begun.seconds);
  const { documents } = begun;
  try {
    const facts = (begun.facts ??= await readEnvelope(sha256, parts));
    for (const part of facts.parts) {
      if (documents.has(part.sha256)) continue;
      if (await isOver(seconds())) throw new TurnOver();
      documents.set(part.sha256, await readPart(sha256, part, documentReader, parts));
    }
    return { facts, documents };
  } finally {
    begun.seconds += seconds();
  }
}

async function readEnvelope(sha256: string, { db, archive, reader, clock }: ReadingParts): Promise<MailFacts> {
  const known = await recallMail(db, sha256);
  if (known && !brokeOff(known)) return known;
  const facts = await reader.readMail(archive.path(sha256), archive.partsDir);
  await rememberMail(db, sha256, facts, clock.now());
  return facts;
}

async function readPart(
  mail: string,
  part: MailFacts["parts"][number],
  documentReader: Pick<Reader, "readDocument">,
  { db, archive, reader, clock }: ReadingParts,
): Promise<DocumentFacts> {
  const known = await recallDocument(db, part.sha256, part.kind);
  if (known && !brokeOff(known)) return known;
  const path = join(archive.partsDir, part.sha256);
  // Parts are made from the raw mail, and can be made from it again.
  if (!existsSync(path)) await reader.readMail(archive.path(mail), archive.partsDir);
  const facts = await documentReader.readDocument(path, part.kind);
  await rememberDocument(db, part.sha256, part.kind, facts, clock.now());
  return facts;
}

/** Does a reading lack what the machine had no memory, time or engine for? Examined again, it is read again. */
function brokeOff({ notes }: MailFacts | DocumentFacts): boolean {
  return notes.some((note) => note.code === "ocr-unavailable" || isOfTheMachine(note));
}

/** What is known of a mail that was read before; null where it was not, or only in part. */
export async function recallKeptMail(sha256: string, { db }: Pick<Parts, "db">): Promise<ReadMail | null> {
  const facts = await recallMail(db, sha256);
  if (!facts) return null;
  const documents = new Map<string, DocumentFacts>();
  for (const part of facts.parts) {
    const known = await recallDocument(db, part.sha256, part.kind);
    if (known) documents.set(part.sha256, known);
  }
  return { facts, documents };
}
