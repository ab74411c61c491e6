import type { Selectable } from "kysely";
import type { LetterState } from "../domain/verdicts.ts";
import { nextId } from "./open.ts";
import type { Database, LetterTable, Writing } from "./schema.ts";

export type Letter = Selectable<LetterTable>;
/** What its way through the post adds is nothing yet. */
export type NewLetter = Omit<
  Letter,
  "id" | "message_id" | "attempts" | "sent_at" | "filed_in_sent" | "doubtful_since" | "seen_at"
>;

/** Queues a letter. Its Message-ID is made of its id once and never again. */
export async function queueLetter(
  tx: Writing,
  letter: NewLetter,
  domain: string,
  mails: { id: string }[],
): Promise<string> {
  const id = await nextId(tx, "L");
  const stamp = letter.created_at.replace(/\D/g, "").slice(0, 14);
  await tx
    .insertInto("letter")
    .values({
      id,
      ...letter,
      attempts: 0,
      sent_at: null,
      filed_in_sent: 0,
      doubtful_since: null,
      seen_at: null,
      message_id: `<${id}.${stamp}.sunshine-intake@${domain}>`,
    })
    .execute();
  for (const mail_id of new Set(mails.map((mail) => mail.id)))
    await tx.insertInto("letter_mail").values({ letter_id: id, mail_id }).execute();
  return id;
}

export function readLetters(db: Database): Promise<Letter[]> {
  return db.selectFrom("letter").selectAll().orderBy("created_at").orderBy("id").execute();
}

export async function readLetter(db: Database, id: string): Promise<Letter | null> {
  return (await db.selectFrom("letter").selectAll().where("id", "=", id).executeTakeFirst()) ?? null;
}

export function lettersOf(db: Database, applicationId: string): Promise<Letter[]> {
  return db
    .selectFrom("letter")
    .selectAll()
    .where("application_id", "=", applicationId)
    .orderBy("created_at")
    .execute();
}

export function lettersTo(db: Database, address: string): Promise<Letter[]> {
  return db.selectFrom("letter").selectAll().where("to_address", "=", address).orderBy("created_at").execute();
}

export function lettersDue(db: Database, now: Date): Promise<Letter[]> {
  return db
    .selectFrom("letter")
    .selectAll()
    .where("state", "=", "queued")
    .where("not_before", "<=", now.toISOString())
    .orderBy("created_at")
    .execute();
}

/** Sent letters whose copy does not lie in the Sent folder yet. */
export function lettersToFile(db: Database): Promise<Letter[]> {
  return db.selectFrom("letter").selectAll().where("state", "=", "sent").where("filed_in_sent", "=", 0).execute();
}

/** The step is taken only from the states named: two processes cannot take it twice. */
export async function moveLetter(
  db: Database | Writing,
  id: string,
  from: LetterState[],
  to: Partial<Omit<Letter, "id">>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("letter")
    .set(to)
    .where("id", "=", id)
    .where("state", "in", from)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Letters that a process was sending when it was killed: the server may or may not have taken them. */
export async function markInterrupted(db: Database): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable("letter")
    .set({ state: "uncertain", reason: "the program was stopped while the letter was being handed over" })
    .where("state", "=", "sending")
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Which of these Message-IDs are our letters'. */
export async function findLetterByMessageId(db: Database, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom("letter").select("message_id").where("message_id", "in", ids).execute();
  return rows.map((row) => row.message_id);
}

/** The letter came back: shown to staff as failed. */
export async function markBounced(tx: Writing, messageId: string, mailId: string): Promise<void> {
  await tx
    .updateTable("letter")
    .set({ state: "failed", reason: `bounced: see mail ${mailId}` })
    .where("message_id", "=", messageId)
    .where("state", "in", ["sent", "uncertain"])
    .execute();
}

/** Letters about an application that were not handed over yet give way to a newer one; acknowledgements say nothing about it. */
export async function supersedeLetters(tx: Writing, applicationId: string): Promise<void> {
  await tx
    .updateTable("letter")
    .set({ state: "discarded", reason: "superseded by a newer letter" })
    .where("application_id", "=", applicationId)
    .where("kind", "!=", "enquiry")
    .where("state", "in", ["held", "queued"])
    .execute();
}
