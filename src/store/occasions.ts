import type { Selectable } from "kysely";
import { nextId } from "./open.ts";
import type { Database, OccasionTable, Writing } from "./schema.ts";

export type Occasion = Selectable<OccasionTable>;

export async function noteOccasion(tx: Writing, occasion: Omit<Occasion, "id" | "closed_by">): Promise<void> {
  await tx
    .insertInto("occasion")
    .values({ id: await nextId(tx, "O"), ...occasion })
    .execute();
}

/** What still waits for a letter or for the decision to be silent, oldest first. */
export function openOccasions(db: Database): Promise<Occasion[]> {
  return db.selectFrom("occasion").selectAll().where("closed_by", "is", null).orderBy("at").execute();
}

/** What was let be without a letter, by when it came. */
export function silencesBetween(db: Database, from: string, until: string): Promise<Occasion[]> {
  return db
    .selectFrom("occasion")
    .selectAll()
    .where("at", ">=", from)
    .where("at", "<", until)
    .where("closed_by", "like", "silent: %")
    .orderBy("at")
    .execute();
}

/** A mail gives one occasion to each application (or one to nobody's), however often it is examined. */
export async function occasionsOfMail(db: Database | Writing, mailId: string): Promise<Occasion[]> {
  return db.selectFrom("occasion").selectAll().where("mail_id", "=", mailId).execute();
}

/** @throws where one was closed meanwhile by another process: its letter must not be written twice */
export async function closeOccasions(tx: Writing, occasions: Occasion[], closedBy: string): Promise<void> {
  const ids = occasions.map((one) => one.id);
  const { numUpdatedRows } = await tx
    .updateTable("occasion")
    .set({ closed_by: closedBy })
    .where("id", "in", ids)
    .where("closed_by", "is", null)
    .executeTakeFirst();
  if (Number(numUpdatedRows) !== ids.length) throw new Error(`occasions ${ids.join(" ")} were answered meanwhile`);
}

/** An unanswered mail turned out to want no letter. */
export async function closeMailsOccasions(tx: Writing, mailId: string, closedBy: string): Promise<void> {
  await tx
    .updateTable("occasion")
    .set({ closed_by: closedBy })
    .where("mail_id", "=", mailId)
    .where("closed_by", "is", null)
    .execute();
}

/** An unanswered mail turned out to belong to an application. */
export async function moveOccasions(tx: Writing, mailId: string, applicationId: string): Promise<void> {
  await tx
    .updateTable("occasion")
    .set({ application_id: applicationId })
    .where("mail_id", "=", mailId)
    .where("application_id", "is", null)
    .where("closed_by", "is", null)
    .execute();
}
