import { createReadStream, existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { createHash } from "node:crypto";
import { basename } from "node:path";
import { pipeline } from "node:stream/promises";
import { sql } from "kysely";
import type { Archive } from "./archive.ts";
import type { Database } from "./schema.ts";

export interface Verified {
  /** Mails whose bytes should lie in the archive. */
  mails: number;
  /** SHA-256 of mails whose bytes are gone, or are others. */
  missing: string[];
  damaged: string[];
  /** Files that no mail refers to: a process was killed before it wrote the row. Harmless. */
  unreferenced: number;
  /** What SQLite holds against the database; empty where it is sound. */
  database: string[];
}

/** Every kept mail's hash, and the database's integrity. Reads the whole archive. */
export async function verifyStore(db: Database, archive: Archive): Promise<Verified> {
  const hashes = await archivedMails(db);
  const found: Verified = {
    ...{ mails: hashes.length, missing: [], damaged: [] },
    unreferenced: await unreferenced(new Set(hashes), archive),
    database: await integrityProblems(db),
  };
  for (const sha256 of hashes) {
    const state = await stateOf(archive.path(sha256), sha256);
    if (state !== "whole") found[state].push(sha256);
  }
  return found;
}

/** Of the mails that were fetched and not purged since; each once. */
export async function archivedMails(db: Database): Promise<string[]> {
  const rows = await db
    .selectFrom("mail")
    .select("sha256")
    .distinct()
    .where("sha256", "!=", "")
    .where("state", "!=", "purged")
    .orderBy("sha256")
    .execute();
  return rows.map((row) => row.sha256);
}

/** At most a hundred of SQLite's own sentences. */
export async function integrityProblems(db: Database): Promise<string[]> {
  const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db);
  const orphans = await sql<{ table: string }>`pragma foreign_key_check`.execute(db);
  return [
    ...rows.map((row) => row.integrity_check).filter((said) => said !== "ok"),
    ...[...new Set(orphans.rows.map((row) => row.table))].map((table) => `${table} refers to rows that are gone`),
  ];
}

async function stateOf(path: string, sha256: string): Promise<"whole" | "missing" | "damaged"> {
  if (!existsSync(path)) return "missing";
  return (await hashOfFile(path)) === sha256 ? "whole" : "damaged";
}

/** SHA-256 in hexadecimal, read piece by piece. */
export async function hashOfFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

async function unreferenced(known: Set<string>, archive: Archive): Promise<number> {
  const files = await readdir(archive.mailsDir, { recursive: true });
  return files.filter((file) => file.endsWith(".eml") && !known.has(basename(file, ".eml"))).length;
}
