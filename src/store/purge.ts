import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { MailFacts } from "../domain/facts.ts";
import type { Archive } from "./archive.ts";
import { readFiled, type Application } from "./applications.ts";
import { eraseDeleted, inTransaction } from "./open.ts";
import { recallMail } from "./readings.ts";
import type { Database, Writing } from "./schema.ts";
import { recordAudit } from "./staff.ts";

const GONE = "（已清除）";

/**
 * Removes an application's personal data: its mails' bytes and readings, its letters' words and addresses, its names. What is left
 * is the skeleton: ids, states, instants and hashes. A mail that belongs to another application as well stays.
 * Returns how many mails were removed.
 */
export async function purgeApplication(
  db: Database,
  archive: Archive,
  application: Application,
  why: string,
  now: Date,
): Promise<number> {
  const mails = (await ownMails(db, application.id)).filter((mail) => mail.sha256 !== "");
  const kept = await contentOfOthers(
    db,
    mails.map((mail) => mail.id),
  );
  const contents: MailFacts[] = [];
  for (const mail of mails) {
    const facts = await recallMail(db, mail.sha256);
    if (facts) contents.push(facts);
  }
  const parts = contents.flatMap((facts) => facts.parts.map((part) => part.sha256)).filter((one) => !kept.has(one));
  const hashes = mails.map((mail) => mail.sha256).filter((one) => !kept.has(one));
  const at = now.toISOString();
  await inTransaction(db, async (tx) => {
    await forgetReadings(tx, [...parts, ...hashes]);
    await forgetMails(
      tx,
      mails.map((mail) => mail.id),
    );
    await forgetLetters(
      tx,
      application.id,
      mails.map((mail) => mail.id),
    );
    await forgetApplication(tx, application.id, at);
    await recordAudit(tx, { at, who: "staff", action: "purge", subject: application.id, detail: why });
  });
  for (const sha256 of hashes) await rm(archive.path(sha256), { force: true });
  for (const sha256 of parts) await rm(join(archive.partsDir, sha256), { force: true });
  await eraseDeleted(db);
  return mails.length;
}

/** Its mails and their second deliveries. */
async function ownMails(db: Database, applicationId: string): Promise<{ id: string; sha256: string }[]> {
  const { mails } = await readFiled(db, applicationId);
  const shared = await db
    .selectFrom("filed_mail")
    .select("mail_id")
    .where("application_id", "!=", applicationId)
    .execute();
  const own = mails.filter((mail) => !shared.some((other) => other.mail_id === mail.id));
  const again = await db
    .selectFrom("mail")
    .select(["id", "sha256"])
    .where("state", "=", "duplicate")
    .where(
      "reason",
      "in",
      own.map((mail) => mail.id),
    )
    .execute();
  return [...own, ...again];
}

/** Hashes of mails and parts that other mails still need. */
async function contentOfOthers(db: Database, except: string[]): Promise<Set<string>> {
  const others = await db.selectFrom("mail").select(["id", "sha256"]).where("state", "!=", "purged").execute();
  const kept = new Set<string>();
  for (const mail of others.filter((one) => !except.includes(one.id))) {
    kept.add(mail.sha256);
    for (const part of (await recallMail(db, mail.sha256))?.parts ?? []) kept.add(part.sha256);
  }
  return kept;
}

async function forgetReadings(tx: Writing, hashes: string[]): Promise<void> {
  for (const sha256 of hashes) await tx.deleteFrom("reading").where("key", "like", `%:${sha256}`).execute();
}

async function forgetMails(tx: Writing, ids: string[]): Promise<void> {
  for (const id of ids) {
    await tx
      .updateTable("mail")
      .set({ state: "purged", reason: null, message_id: null, from_address: null, subject: null, open_question: null })
      .where("id", "=", id)
      .execute();
  }
}

async function forgetApplication(tx: Writing, id: string, at: string): Promise<void> {
  await tx
    .updateTable("application")
    .set({ unit_name: GONE, name_key: `purged ${id}`, twins: "[]", purged_at: at })
    .where("id", "=", id)
    .execute();
  await tx
    .updateTable("arrival")
    .set({ unit_name: GONE, courier: null, tracking: null, note: null })
    .where("application_id", "=", id)
    .execute();
  await tx
    .updateTable("occasion")
    .set({ closed_by: "silent: purged" })
    .where("application_id", "=", id)
    .where("closed_by", "is", null)
    .execute();
}

/** Its letters, and the enquiries that went out before anybody knew whose the mails were. */
async function forgetLetters(tx: Writing, applicationId: string, mails: string[]): Promise<void> {
  const rows = await tx
    .selectFrom("letter")
    .leftJoin("letter_mail", "letter_mail.letter_id", "letter.id")
    .select("letter.id")
    .where((eb) =>
      eb.or([
        eb("letter.application_id", "=", applicationId),
        eb.and([eb("letter.application_id", "is", null), eb("letter_mail.mail_id", "in", mails)]),
      ]),
    )
    .execute();
  const ids = rows.map((row) => row.id);
  const nothing = { to_address: GONE, subject: GONE, text: GONE, html: GONE, in_reply_to: null, references_: "[]" };
  await tx
    .updateTable("letter")
    .set({ ...nothing, reason: null })
    .where("id", "in", ids)
    .execute();
  // What was not sent must not go out to nobody.
  await tx
    .updateTable("letter")
    .set({ state: "discarded", reason: "purged" })
    .where("id", "in", ids)
    .where("state", "in", ["held", "queued", "uncertain"])
    .execute();
}
