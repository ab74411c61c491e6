import { constants } from "node:fs";
import { open, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { DocumentFacts, FileKind, MailFacts, ReadingNote } from "../domain/facts.ts";
import { withoutQuotes } from "../domain/safe-text.ts";
import type { Drawing } from "./draw-seals.ts";
import { limits } from "./limits.ts";
import { isOutOfMemory } from "./out-of-memory.ts";

/**
 * The process that opens what strangers send, one job at a time. It has no secrets, no network and a ceiling on its
 * memory (`containment.ts`); the clock is its parent's, which ends it without asking.
 */
export type Job =
  | { do: "warm"; path: string }
  | { do: "kind"; path: string }
  | { do: "mail"; path: string; partsDir: string }
  | { do: "archive"; path: string; name: string; partsDir: string }
  | { do: "document"; path: string; kind: FileKind }
  | { do: "draw"; path: string; kind: FileKind; drawing: Drawing };

export type Facts = MailFacts | DocumentFacts | FileKind | null;

/** `fault`: a sentence for the log. */
export type Outcome = { facts: Facts } | { fault: string };

/** Told apart by nobody but a person who reads the log. */
const OUT_OF_MEMORY = 12;

let current: Job | undefined;

process.on("message", (job: Job) => {
  current = job;
  run(job).then((facts) => {
    answer({ facts });
  }, fail);
});
// What a library throws behind our back belongs to the job in hand; the process is of no more use.
process.on("uncaughtException", (error) => {
  fail(error);
  process.disconnect();
});
// A parent that was killed takes the child with it, and only the parent ends it.
process.on("disconnect", () => process.exit(0));
process.on("SIGINT", () => undefined);
process.on("SIGTERM", () => undefined);

function answer(outcome: Outcome): void {
  current = undefined;
  process.send?.(outcome);
}

function fail(fault: unknown): void {
  if (isOutOfMemory(fault)) process.exit(OUT_OF_MEMORY);
  const detail = fault instanceof Error ? fault.message : String(fault);
  const isFileFault = fault instanceof NoFile || (fault instanceof Error && "syscall" in fault);
  if (current?.do !== "document" || isFileFault) answer({ fault: withoutQuotes(detail) });
  else answer({ facts: unread(current.kind, { code: "unreadable", detail }) });
}

function unread(kind: FileKind, note: ReadingNote): DocumentFacts {
  return { kind, word: null, pages: [], notes: [note] };
}

/** Loaded when first needed: each reader brings megabytes of libraries. */
async function run(job: Job): Promise<Facts> {
  if (job.do === "warm") {
    const readers = await Promise.all([import("./ocr/page-reader.ts"), import("./mail.ts"), import("./word.ts")]);
    await readers[0].loadTextReader();
    return null;
  }
  const most = job.do === "mail" ? limits.mailBytes : limits.documentBytes;
  const bytes = await bytesOf(job.path, most);
  const keep = (partsDir: string) => (sha256: string, part: Buffer) => keepPart(partsDir, sha256, part);
  switch (job.do) {
    case "kind":
      return (await import("./kinds.ts")).sniffKind(bytes);
    case "mail":
      return (await import("./mail.ts")).readMail(bytes, keep(job.partsDir));
    case "archive":
      return (await import("./bare-archive.ts")).readArchive(bytes, job.name, keep(job.partsDir));
    case "document":
      if (bytes.length > most) return unread(job.kind, TOO_BIG);
      return (await import("./document.ts")).readDocument(bytes, job.kind);
    case "draw":
      await (await import("./draw-seals.ts")).drawSeals(bytes, job.kind, job.drawing);
      return null;
  }
}

const TOO_BIG: ReadingNote = { code: "over-limit", detail: "documentBytes" };

/** What cannot be read from its beginning to its end: a folder, a pipe, a device, or nothing at all. */
class NoFile extends Error {}

/** A file's bytes; of one beyond `most` only the first byte too many, which is enough to be told so. */
async function bytesOf(path: string, most: number): Promise<Buffer> {
  // A pipe is opened without waiting for what nobody may ever write.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch((error: unknown) => {
    throw (error as { code?: string }).code === "ENOENT" ? new NoFile("there is no such file") : error;
  });
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw new NoFile("it is a folder, a pipe or a device");
    const size = Math.min(stat.size, most + 1);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size), 0, size, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Written aside and moved into place, so that a file under a hash is always whole. */
async function keepPart(partsDir: string, sha256: string, bytes: Buffer): Promise<void> {
  const aside = join(partsDir, `.${sha256}.${process.pid}`);
  await writeFile(aside, bytes);
  await rename(aside, join(partsDir, sha256));
}
