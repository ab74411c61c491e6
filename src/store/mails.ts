import { nextId } from "./open.ts";
import type { Database, FolderCursorTable, MailTable, Writing } from "./schema.ts";
import type { Selectable } from "kysely";

export type Mail = Selectable<MailTable>;
export type FolderCursor = Selectable<FolderCursorTable>;

/** Where a mail lies on the server, and what was fetched of it. */
export interface NewMail {
  account: string;
  folder: string;
  uid_validity: string;
  uid: number;
  sha256: string;
  size: number;
  received_at: string;
  stored_at: string;
}

export async function readCursor(db: Database, account: string, folder: string): Promise<FolderCursor | null> {
  const row = await db
    .selectFrom("folder_cursor")
    .selectAll()
    .where("account", "=", account)
    .where("folder", "=", folder)
    .executeTakeFirst();
  return row ?? null;
}

export async function writeCursor(tx: Writing | Database, cursor: FolderCursor): Promise<void> {
  await tx
    .insertInto("folder_cursor")
    .values(cursor)
    .onConflict((conflict) => conflict.columns(["account", "folder"]).doUpdateSet(cursor))
    .execute();
}

/** When any folder was last looked at with success. */
export async function lastLook(db: Database): Promise<string | null> {
  const row = await db
    .selectFrom("folder_cursor")
    .select((eb) => eb.fn.max("looked_at").as("at"))
    .executeTakeFirst();
  return row?.at ?? null;
}

export async function mailsSince(db: Database, instant: string): Promise<number> {
  const row = await db
    .selectFrom("mail")
    .select((eb) => eb.fn.countAll().as("count"))
    .where("stored_at", ">=", instant)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/**
 * Records a fetched mail. Known by its place: nothing happens; known by its bytes (after a UIDVALIDITY change, a move, a second
 * delivery): recorded as a duplicate and not examined again.
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
  const twin =
    mail.sha256 === ""
      ? undefined
      : await tx.selectFrom("mail").select("id").where("sha256", "=", mail.sha256).executeTakeFirst();
  const id = await nextId(tx, "M");
  const state = parked !== null ? "parked" : twin ? "duplicate" : "stored";
  await tx
    .insertInto("mail")
    .values({ id, ...mail, state, attempts: 0, reason: parked ?? (twin ? twin.id : null) })
    .execute();
  return id;
}

export function mailsToExamine(db: Database): Promise<Mail[]> {
  return db
    .selectFrom("mail")
    .selectAll()
    .where("state", "=", "stored")
    .orderBy("received_at")
    .orderBy("uid")
    .execute();
}

export async function readMailRow(db: Database, id: string): Promise<Mail | null> {
  return (await db.selectFrom("mail").selectAll().where("id", "=", id).executeTakeFirst()) ?? null;
}

export function parkedMails(db: Database): Promise<Mail[]> {
  return db.selectFrom("mail").selectAll().where("state", "=", "parked").orderBy("received_at").execute();
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

/** One more failure; parked with its reason once the ceiling is reached. Returns whether it was parked. */
export async function countFailure(tx: Writing, mail: Mail, reason: string, ceiling: number): Promise<boolean> {
  const attempts = mail.attempts + 1;
  const parked = attempts >= ceiling;
  await tx
    .updateTable("mail")
    .set({ attempts, reason, state: parked ? "parked" : "stored" })
    .where("id", "=", mail.id)
    .execute();
  return parked;
}

/** Puts mails back to be examined; what was found out about them stays known by content. */
export async function examineAgain(tx: Writing, which: { ids: string[] } | "parked" | "all"): Promise<number> {
  let update = tx.updateTable("mail").set({ state: "stored", attempts: 0, reason: null }).where("sha256", "!=", "");
  if (typeof which === "object" && which.ids.length === 0) return 0;
  if (which === "parked") update = update.where("state", "=", "parked");
  else if (which === "all") update = update.where("state", "in", ["parked", "examined"]);
  else update = update.where("id", "in", which.ids).where("state", "in", ["parked", "examined"]);
  const { numUpdatedRows } = await update.executeTakeFirst();
  return Number(numUpdatedRows);
}
