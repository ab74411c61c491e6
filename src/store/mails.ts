import { OWN_LETTER } from "../domain/automatic.ts";
import { nextId } from "./open.ts";
import type { Database, MailTable, Tables, Writing } from "./schema.ts";
import type { ExpressionBuilder, Selectable } from "kysely";

export type Mail = Selectable<MailTable>;

/** Where a mail lies on the server, and what was fetched of it. */
export type NewMail = Pick<
  Mail,
  "account" | "folder" | "uid_validity" | "uid" | "sha256" | "size" | "received_at" | "stored_at" | "junk"
>;

/** When the latest mail of all came, by its server's clock. */
export async function newestMail(db: Database): Promise<string | null> {
  const row = await db
    .selectFrom("mail")
    .select((eb) => eb.fn.max("received_at").as("at"))
    .executeTakeFirst();
  return row?.at ?? null;
}

/** Not the copy of one of our own letters. */
const isOthers = (eb: ExpressionBuilder<Tables, "mail">) =>
  eb.or([eb("automatic_rule", "is", null), eb("automatic_rule", "!=", OWN_LETTER)]);

/** How many came since an instant, each once wherever it was moved, but for copies of our own letters. */
export async function mailsSince(db: Database, instant: string): Promise<number> {
  const row = await db
    .selectFrom("mail")
    .select((eb) => eb.fn.countAll().as("count"))
    .where("stored_at", ">=", instant)
    .where("state", "!=", "duplicate")
    .where(isOthers)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/**
 * Records a fetched mail. Known by its place: nothing happens; known by its bytes (after a UIDVALIDITY change, a move, a second
 * delivery): recorded as a duplicate and not examined again. A copy among the junk makes none of a mail that lies outside it.
 */
export async function recordMail(tx: Writing, mail: NewMail, parked: string | null): Promise<string | null> {
  const there = await tx
    .selectFrom("mail")
    .select("id")
    .where("account", "=", mail.account)
    .where("folder", "=", mail.folder)
    .where("uid_validity", "=", mail.uid_validity)
    .where("uid", "=", mail.uid)
    .executeTakeFirst();
  if (there) return null;
  const twin = await twinOf(tx, mail);
  const id = await nextId(tx, "M");
  const known = twin && (twin.state === "purged" ? "purged" : "duplicate");
  const state = parked !== null ? "parked" : (known ?? "stored");
  await tx
    .insertInto("mail")
    .values({ id, ...mail, state, attempts: 0, reason: parked ?? (twin ? twin.id : null) })
    .execute();
  if (state === "stored" && mail.junk === 0) await outOfJunk(tx, mail.sha256, id);
  return id;
}

/** The first mail of these bytes that counts as this one. */
async function twinOf(tx: Writing, mail: NewMail): Promise<Pick<Mail, "id" | "state"> | undefined> {
  if (mail.sha256 === "") return undefined;
  const same = await tx
    .selectFrom("mail")
    .select(["id", "state", "junk"])
    .where("sha256", "=", mail.sha256)
    .where("state", "!=", "duplicate")
    .execute();
  return same.find((one) => one.state === "purged") ?? same.find((one) => one.junk === 0 || mail.junk === 1);
}

/** What lay among the junk was moved out of it by a person, or came again: what is asked about it has its answer. */
async function outOfJunk(tx: Writing, sha256: string, id: string): Promise<void> {
  await tx
    .updateTable("mail")
    .set({ state: "duplicate", reason: id, open_question: null, retry_at: null })
    .where("sha256", "=", sha256)
    .where("junk", "=", 1)
    .execute();
}

/** Was a mail of these bytes purged? Then its bytes must not come back to disk. */
export async function isPurged(db: Database, sha256: string): Promise<boolean> {
  const row = await db
    .selectFrom("mail")
    .select("id")
    .where("sha256", "=", sha256)
    .where("state", "=", "purged")
    .executeTakeFirst();
  return row !== undefined;
}

/** What waits to be examined and is due; oldest first, junk last: a pile of it keeps nobody waiting. */
export function mailsToExamine(db: Database, due: Date): Promise<Mail[]> {
  return db
    .selectFrom("mail")
    .selectAll()
    .where("state", "=", "stored")
    .where((eb) => eb.or([eb("retry_at", "is", null), eb("retry_at", "<=", due.toISOString())]))
    .orderBy("junk")
    .orderBy("retry_at", (order) => order.asc().nullsFirst())
    .orderBy("received_at")
    .orderBy("uid")
    .execute();
}

/** Its turn was over before it was examined whole: those that wait come first. Who wrote it is known by now. */
export async function giveWay(db: Database, mail: Mail, from: string | null, now: Date): Promise<void> {
  await db
    .updateTable("mail")
    .set({ retry_at: now.toISOString(), from_address: from?.toLowerCase() ?? null })
    .where("id", "=", mail.id)
    .execute();
}

/** A mail that takes long and whose sender is known: it gave way, and did not fail. */
export function isSlow(mail: Mail): boolean {
  return mail.retry_at !== null && mail.attempts === 0;
}

export async function readMailRow(db: Database | Writing, id: string): Promise<Mail | null> {
  return (await db.selectFrom("mail").selectAll().where("id", "=", id).executeTakeFirst()) ?? null;
}

export function parkedMails(db: Database): Promise<Mail[]> {
  return db.selectFrom("mail").selectAll().where("state", "=", "parked").orderBy("received_at").execute();
}

/** Machines' mails, which nobody answers, by when they came; copies of our own letters apart. */
export function automaticBetween(db: Database, from: string, until: string): Promise<Mail[]> {
  return db
    .selectFrom("mail")
    .selectAll()
    .where("received_at", ">=", from)
    .where("received_at", "<", until)
    .where("automatic", "is not", null)
    .where(isOthers)
    .orderBy("received_at")
    .execute();
}

/** Mails that belong to no application and that a person should look at. */
export function openQuestions(db: Database): Promise<Mail[]> {
  return db.selectFrom("mail").selectAll().where("open_question", "is not", null).orderBy("received_at").execute();
}

/** Mails of a sender, other than the one given, with something that nobody could be told to own; `address` in lower case. */
export async function unfiledMailsFrom(tx: Writing, address: string, except: string): Promise<string[]> {
  const rows = await tx
    .selectFrom("mail")
    .select("id")
    .where("from_address", "=", address)
    .where("state", "=", "examined")
    .where("open_question", "in", ["no-application", "documents-unfiled"])
    .where("id", "!=", except)
    .execute();
  return rows.map((row) => row.id);
}

export type MailOutcome = Pick<
  Mail,
  "message_id" | "from_address" | "subject" | "automatic" | "automatic_rule" | "open_question"
>;

export async function markExamined(tx: Writing, id: string, outcome: MailOutcome): Promise<void> {
  await tx
    .updateTable("mail")
    .set({ ...outcome, state: "examined", reason: null })
    .where("id", "=", id)
    .execute();
}

/** What was found out about its sender, once: later its domain's keys and hosts are others. */
export async function keepAuthentication(db: Database, id: string, authentication: string): Promise<void> {
  await db
    .updateTable("mail")
    .set({ authentication })
    .where("id", "=", id)
    .where("authentication", "is", null)
    .execute();
}

/** One more failure; parked with its reason where there is to be no other try. */
export async function countFailure(tx: Writing, mail: Mail, reason: string, retryAt: Date | null): Promise<void> {
  const state = retryAt === null ? ("parked" as const) : ("stored" as const);
  const retry_at = retryAt?.toISOString() ?? null;
  await tx
    .updateTable("mail")
    .set({ attempts: mail.attempts + 1, reason, state, retry_at })
    .where("id", "=", mail.id)
    .execute();
}
