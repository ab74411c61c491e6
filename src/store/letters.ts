import { createHmac, randomBytes } from "node:crypto";
import type { Selectable } from "kysely";
import type { LetterState } from "../domain/verdicts.ts";
import { nextId, readMeta, writeMeta } from "./open.ts";
import type { Database, LetterTable, Writing } from "./schema.ts";

export type Letter = Selectable<LetterTable>;
/** What its way through the post adds is nothing yet. */
export type NewLetter = Omit<
  Letter,
  "id" | "message_id" | "attempts" | "sent_at" | "filed_in_sent" | "tried_since" | "doubtful_since" | "seen_at"
>;

/** Queues a letter. Its Message-ID is made once and never again. */
export async function queueLetter(
  tx: Writing,
  letter: NewLetter,
  domain: string,
  mails: { id: string }[],
): Promise<string> {
  const id = await nextId(tx, "L");
  await tx
    .insertInto("letter")
    .values({
      id,
      ...letter,
      attempts: 0,
      sent_at: null,
      filed_in_sent: 0,
      tried_since: null,
      doubtful_since: null,
      seen_at: null,
      message_id: `<${id}.${await tokenFor(tx, `${id} ${letter.created_at}`)}.sunshine-intake@${domain}>`,
    })
    .execute();
  for (const mail_id of new Set(mails.map((mail) => mail.id)))
    await tx.insertInto("letter_mail").values({ letter_id: id, mail_id }).execute();
  return id;
}

/** Nobody can name a letter's Message-ID who has not seen the letter: that one answers it counts as evidence. */
async function tokenFor(tx: Writing, row: string): Promise<string> {
  let secret = await readMeta(tx, "letter-secret");
  if (secret === null) {
    secret = randomBytes(32).toString("hex");
    await writeMeta(tx, "letter-secret", secret);
  }
  return createHmac("sha256", secret).update(row).digest("hex").slice(0, 32);
}

export function readLetters(db: Database): Promise<Letter[]> {
  return db.selectFrom("letter").selectAll().orderBy("created_at").orderBy("id").execute();
}

export async function readLetter(db: Database | Writing, id: string): Promise<Letter | null> {
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

/**
 * Those with the fewest tries first, so that one that never goes keeps no other waiting. What waits longer than `longestWaitMs` was
 * put off by a clock that has been set back since, and is due as well.
 */
export function lettersDue(db: Database, now: Date, longestWaitMs: number): Promise<Letter[]> {
  const impossible = new Date(Math.min(now.getTime() + longestWaitMs, END_OF_TIME)).toISOString();
  return db
    .selectFrom("letter")
    .selectAll()
    .where("state", "=", "queued")
    .where((eb) => eb.or([eb("not_before", "<=", now.toISOString()), eb("not_before", ">", impossible)]))
    .orderBy("attempts")
    .orderBy("created_at")
    .orderBy("id")
    .execute();
}

/** ISO texts compare only up to here. */
const END_OF_TIME = Date.parse("9999-12-31T00:00:00Z");

/** Sent letters whose copy does not lie in the folder for sent mail yet, or may. */
export function lettersToFile(db: Database): Promise<Letter[]> {
  return db
    .selectFrom("letter")
    .selectAll()
    .where("state", "=", "sent")
    .where("filed_in_sent", "in", [FILING.due, FILING.begun])
    .execute();
}

/** `letter.filed_in_sent`: `begun` and not ended, the copy may lie there. */
export const FILING = { due: 0, done: 1, none: 2, begun: 3 };

export function lettersInDoubt(db: Database): Promise<Letter[]> {
  return db.selectFrom("letter").selectAll().where("state", "=", "uncertain").orderBy("created_at").execute();
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
export async function markInterrupted(db: Database, now: Date): Promise<number> {
  const reason = "the program was stopped while the letter was being handed over";
  const { numUpdatedRows } = await db
    .updateTable("letter")
    .set({ state: "uncertain", reason, doubtful_since: now.toISOString() })
    .where("state", "=", "sending")
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Which of these Message-IDs are our letters'. */
export async function findLetterByMessageId(db: Database, ids: string[]): Promise<string[]> {
  return (await lettersByMessageId(db, ids)).map((letter) => letter.message_id);
}

export async function lettersByMessageId(db: Database | Writing, ids: string[]): Promise<Letter[]> {
  if (ids.length === 0) return [];
  return db.selectFrom("letter").selectAll().where("message_id", "in", ids).execute();
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
