import type { DocumentFacts, FileKind, MailFacts } from "../domain/facts.ts";
import { sql } from "kysely";
import type { Database, Writing } from "./schema.ts";

/** Raised when reading finds more than before, so that what is known by content hash is read again. */
const READING_VERSION = 13;

export function recallMail(db: Database, sha256: string): Promise<MailFacts | null> {
  return recall<MailFacts>(db, `mail:${sha256}`);
}

export function rememberMail(db: Database, sha256: string, facts: MailFacts, at: Date): Promise<void> {
  return remember(db, `mail:${sha256}`, facts, at);
}

export function recallDocument(db: Database, sha256: string, kind: FileKind): Promise<DocumentFacts | null> {
  return recall<DocumentFacts>(db, `${kind}:${sha256}`);
}

export function rememberDocument(
  db: Database,
  sha256: string,
  kind: FileKind,
  facts: DocumentFacts,
  at: Date,
): Promise<void> {
  return remember(db, `${kind}:${sha256}`, facts, at);
}

async function recall<T>(db: Database, key: string): Promise<T | null> {
  const row = await db
    .selectFrom("reading")
    .select("facts")
    .where("key", "=", key)
    .where("version", "=", READING_VERSION)
    .executeTakeFirst();
  return row ? (JSON.parse(row.facts) as T) : null;
}

async function remember(db: Database, key: string, facts: unknown, at: Date): Promise<void> {
  const row = { version: READING_VERSION, facts: JSON.stringify(facts), read_at: at.toISOString() };
  await db
    .insertInto("reading")
    .values({ key, ...row })
    .onConflict((conflict) => conflict.column("key").doUpdateSet(row))
    .execute();
}

/** Mails that were read by an older version, or whose reading is gone, are to be read again before anything is judged by them. */
export async function examineUnread(tx: Writing): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable("mail")
    .set({ state: "stored", attempts: 0, retry_at: null })
    .where("state", "=", "examined")
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("reading")
            .select("reading.key")
            .where("reading.key", "=", sql<string>`'mail:' || ${eb.ref("mail.sha256")}`)
            .where("reading.version", "=", READING_VERSION),
        ),
      ),
    )
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
