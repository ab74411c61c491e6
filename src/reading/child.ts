import { open, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { DocumentFacts, FileKind, MailFacts } from "../domain/facts.ts";
import { limits } from "./limits.ts";
import { isOutOfMemory } from "./out-of-memory.ts";

/**
 * The process that opens what strangers send, one job at a time. It has no secrets, no network and a ceiling on its
 * memory (`containment.ts`); the clock is its parent's, which ends it without asking.
 */
export type Job = { do: "mail"; path: string; partsDir: string } | { do: "document"; path: string; kind: FileKind };

/** `fault`: a sentence for the log. */
export type Outcome = { facts: MailFacts | DocumentFacts } | { fault: string };

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
  const isFileFault = fault instanceof Error && "syscall" in fault;
  if (current?.do !== "document" || isFileFault) answer({ fault: detail });
  else answer({ facts: { kind: current.kind, word: null, pages: [], notes: [{ code: "unreadable", detail }] } });
}

async function run(job: Job): Promise<MailFacts | DocumentFacts> {
  // Loaded when first needed: each reader brings megabytes of libraries.
  if (job.do === "document") {
    const { readDocument } = await import("./document.ts");
    return readDocument(await bytesOf(job.path), job.kind);
  }
  const { readMail } = await import("./mail.ts");
  return readMail(await bytesOf(job.path), (sha256, bytes) => keepPart(job.partsDir, sha256, bytes));
}

/** A file's bytes; of one beyond the limit only the first byte too many, which is enough to be told so. */
async function bytesOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const size = Math.min((await file.stat()).size, limits.mailBytes + 1);
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
