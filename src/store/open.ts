import { mkdirSync } from "node:fs";
import { join } from "node:path";
import SQLite from "better-sqlite3";
import { Kysely, Migrator, sql, SqliteDialect, type MigrationProvider } from "kysely";
import * as first from "./migrations/001-first.ts";
import * as trust from "./migrations/002-trust.ts";
import * as junkFolder from "./migrations/003-junk-folder.ts";
import type { Database, Tables, Writing } from "./schema.ts";

/** Numbered and listed by hand: the order in which they run. */
const MIGRATIONS: MigrationProvider = {
  getMigrations: () => Promise.resolve({ "001-first": first, "002-trust": trust, "003-junk-folder": junkFolder }),
};

export const DATABASE_FILE = "intake.sqlite";

/**
 * Opens the database in a folder, makes it where there is none and brings it up to date.
 * @throws where the file is no database or the disk refuses
 */
export async function openStore(dataDir: string, file = DATABASE_FILE): Promise<Database> {
  mkdirSync(dataDir, { recursive: true });
  const sqlite = new SQLite(join(dataDir, file), { timeout: 10_000 });
  sqlite.pragma("journal_mode = WAL");
  // better-sqlite3's build lets WAL mean NORMAL, which can lose the last commits on power loss.
  sqlite.pragma("synchronous = FULL");
  sqlite.pragma("foreign_keys = ON");
  if (sqlite.pragma("synchronous", { simple: true }) !== 2) throw new Error("the database refuses synchronous=FULL");
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: sqlite }) });
  await bringUpToDate(db, sqlite);
  return db;
}

/** A database that nobody writes to, left as it is. */
export function openSnapshot(path: string): Database {
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database: new SQLite(path, { readonly: true }) }) });
}

/**
 * Whole or not at all, and one process after the other. The migrator itself uses no transaction on SQLite, so a process that was
 * killed midway would leave tables behind that stop every later start.
 */
async function bringUpToDate(db: Database, sqlite: SQLite.Database): Promise<void> {
  sqlite.exec("BEGIN IMMEDIATE");
  const { error } = await new Migrator({ db, provider: MIGRATIONS }).migrateToLatest();
  sqlite.exec(error === undefined ? "COMMIT" : "ROLLBACK");
  if (error === undefined) return;
  await db.destroy();
  throw error instanceof Error ? error : new Error(JSON.stringify(error));
}

/** The next id of a kind, short enough for a clerk to type: `A12`, `L7`. */
export async function nextId(tx: Writing, prefix: "M" | "A" | "O" | "L" | "P" | "V" | "X" | "W"): Promise<string> {
  const { value } = await tx
    .insertInto("counter")
    .values({ name: prefix, value: 1 })
    .onConflict((conflict) => conflict.column("name").doUpdateSet((eb) => ({ value: eb("counter.value", "+", 1) })))
    .returning("value")
    .executeTakeFirstOrThrow();
  return `${prefix}${value}`;
}

export async function readMeta(db: Database | Writing, key: string): Promise<string | null> {
  const row = await db.selectFrom("meta").select("value").where("key", "=", key).executeTakeFirst();
  return row?.value ?? null;
}

export async function writeMeta(db: Database | Writing, key: string, value: string): Promise<void> {
  await db
    .insertInto("meta")
    .values({ key, value })
    .onConflict((conflict) => conflict.column("key").doUpdateSet({ value }))
    .execute();
}

export async function deleteMeta(db: Database | Writing, key: string): Promise<void> {
  await db.deleteFrom("meta").where("key", "=", key).execute();
}

/**
 * Runs a piece of writing, whole or not at all. The lock is taken by the first statement, so that two processes
 * (the daemon and a verb) wait for each other instead of failing midway with SQLITE_BUSY_SNAPSHOT.
 */
export function inTransaction<T>(db: Database, work: (tx: Writing) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (tx) => {
    await writeMeta(tx, "write-lock", "taken");
    return work(tx);
  });
}

/** SQLite leaves what was deleted in its free pages and its journal: written anew without them, nothing of it can be read back. */
export async function eraseDeleted(db: Database): Promise<void> {
  await sql`vacuum`.execute(db);
  await sql`pragma wal_checkpoint(truncate)`.execute(db);
}
