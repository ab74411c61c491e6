import type { Selectable } from "kysely";
import { nameKey } from "../domain/names.ts";
import { nextId } from "./open.ts";
import type { ApplicationTable, Database, FiledDocumentTable, Writing } from "./schema.ts";

export type Application = Selectable<ApplicationTable>;

export function readApplications(db: Database, campaign: string): Promise<Application[]> {
  return db
    .selectFrom("application")
    .selectAll()
    .where("campaign", "=", campaign)
    .where("purged_at", "is", null)
    .orderBy("created_at")
    .orderBy("id")
    .execute();
}

/** Of every campaign. */
export function readAllApplications(db: Database): Promise<Application[]> {
  return db.selectFrom("application").selectAll().where("purged_at", "is", null).orderBy("created_at").execute();
}

export async function readApplication(db: Database, id: string): Promise<Application | null> {
  return (await db.selectFrom("application").selectAll().where("id", "=", id).executeTakeFirst()) ?? null;
}

/** The application of that company; made where there is none. */
export async function openApplication(
  tx: Writing,
  of: { campaign: string; unitName: string; twins: string[]; at: Date },
): Promise<string> {
  const key = nameKey(of.unitName);
  const there = await tx
    .selectFrom("application")
    .select("id")
    .where("campaign", "=", of.campaign)
    .where("name_key", "=", key)
    .executeTakeFirst();
  if (there) return there.id;
  const id = await nextId(tx, "A");
  await tx
    .insertInto("application")
    .values({
      id,
      campaign: of.campaign,
      unit_name: of.unitName,
      name_key: key,
      created_at: of.at.toISOString(),
      twins: JSON.stringify(of.twins),
    })
    .execute();
  return id;
}

/** A form spelt out the name that an earlier one had cut short. */
export async function renameApplication(tx: Writing, id: string, unitName: string): Promise<void> {
  await tx
    .updateTable("application")
    .set({ unit_name: unitName, name_key: nameKey(unitName) })
    .where("id", "=", id)
    .execute();
}

/** Files a mail and its documents anew: what was filed of it before is replaced, but for what a person filed. */
export async function recordFiling(
  tx: Writing,
  mailId: string,
  applicationIds: string[],
  documents: Omit<FiledDocumentTable, "mail_id">[],
): Promise<void> {
  await tx.deleteFrom("filed_document").where("mail_id", "=", mailId).where("why", "!=", "person").execute();
  await tx.deleteFrom("filed_mail").where("mail_id", "=", mailId).execute();
  for (const document of documents) {
    await tx
      .insertInto("filed_document")
      .values({ mail_id: mailId, ...document })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  const byHand = await tx.selectFrom("filed_document").select("application_id").where("mail_id", "=", mailId).execute();
  for (const application_id of new Set([...applicationIds, ...byHand.map((one) => one.application_id)])) {
    await tx.insertInto("filed_mail").values({ mail_id: mailId, application_id }).execute();
  }
}

/** What was filed to an application: its mails, oldest first, each with the places of the documents in it. */
export async function readFiled(db: Database, applicationId: string) {
  const mails = await db
    .selectFrom("filed_mail")
    .innerJoin("mail", "mail.id", "filed_mail.mail_id")
    .selectAll("mail")
    .where("filed_mail.application_id", "=", applicationId)
    .orderBy("mail.received_at")
    .orderBy("mail.id")
    .execute();
  const documents = await db
    .selectFrom("filed_document")
    .selectAll()
    .where("application_id", "=", applicationId)
    .execute();
  return { mails, documents };
}

/** The campaign's applications to which mails from an address were filed; `address` in lower case. */
export async function applicationsOfSender(db: Database, campaign: string, address: string): Promise<string[]> {
  const rows = await openIn(db, campaign)
    .innerJoin("filed_mail", "filed_mail.application_id", "application.id")
    .innerJoin("mail", "mail.id", "filed_mail.mail_id")
    .distinct()
    .where("mail.from_address", "=", address)
    .execute();
  return rows.map((row) => row.id);
}

/** The campaign's applications of the letters and mails that a mail answers, by Message-ID. */
export async function applicationsOfThread(db: Database, campaign: string, messageIds: string[]): Promise<string[]> {
  if (messageIds.length === 0) return [];
  const letters = await openIn(db, campaign)
    .innerJoin("letter", "letter.application_id", "application.id")
    .where("letter.message_id", "in", messageIds)
    .execute();
  const mails = await openIn(db, campaign)
    .innerJoin("filed_mail", "filed_mail.application_id", "application.id")
    .innerJoin("mail", "mail.id", "filed_mail.mail_id")
    .where("mail.message_id", "in", messageIds)
    .execute();
  return [...new Set([...letters, ...mails].map((row) => row.id))];
}

/** Last year's and purged ones take no more mail. */
function openIn(db: Database, campaign: string) {
  return db
    .selectFrom("application")
    .select("application.id")
    .where("application.campaign", "=", campaign)
    .where("application.purged_at", "is", null);
}
