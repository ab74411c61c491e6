import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { MailFacts } from "../domain/facts.ts";
import type { Archive } from "./archive.ts";
import { readFiled, type Application } from "./applications.ts";
import { arrivalsOf } from "./arrivals.ts";
import { inTransaction } from "./open.ts";
import { recallMail } from "./readings.ts";
import type { Database, Writing } from "./schema.ts";
import { overridesOf, recordAudit } from "./staff.ts";

const GONE = "（已清除）";

interface Removal {
  why: string;
  who: "staff" | "retention";
  now: Date;
}

/**
 * Removes an application's personal data: its mails' bytes and readings, its letters' words and addresses, its names. What is left
 * is the skeleton: ids, states, instants and hashes. A mail that belongs to another application as well stays. Until `eraseDeleted`
 * the database's free pages still hold it. Returns how many mails were removed.
 */
export async function purgeApplication(
  db: Database,
  archive: Archive,
  application: Application,
  removal: Removal,
): Promise<number> {
  const mails = (await ownMails(db, application.id)).filter((mail) => mail.sha256 !== "");
  const at = removal.now.toISOString();
  await forgetMails(db, archive, mails, async (tx) => {
    await forgetLetters(
      tx,
      application.id,
      mails.map((mail) => mail.id),
    );
    await forgetApplication(tx, application.id, at);
    await recordAudit(tx, { at, who: removal.who, action: "purge", subject: application.id, detail: removal.why });
  });
  return mails.length;
}

/** When the last thing about an application was taken in: a mail, paper, a person's decision. ISO instant. */
export async function lastFactOf(db: Database, { id, created_at }: Application): Promise<string> {
  const { mails } = await readFiled(db, id);
  const arrivals = await arrivalsOf(db, id);
  const overrides = await overridesOf(db, id);
  const facts = [
    ...mails.map((mail) => mail.stored_at),
    ...arrivals.map((one) => one.logged_at),
    ...overrides.map((one) => one.at),
  ];
  return facts.reduce((last, at) => (at > last ? at : last), created_at);
}

/** Mails that were taken in before an instant and belong to no application: enquiries, machines' mails, strays. */
export function straysBefore(db: Database, before: string): Promise<{ id: string; sha256: string }[]> {
  return db
    .selectFrom("mail")
    .leftJoin("filed_mail", "filed_mail.mail_id", "mail.id")
    .select(["mail.id", "mail.sha256"])
    .where("filed_mail.mail_id", "is", null)
    .where("mail.state", "!=", "purged")
    .where("mail.stored_at", "<", before)
    .execute();
}

/** Removes them, with the letters that went to their senders. Returns how many. */
export async function purgeStrays(db: Database, archive: Archive, before: string, removal: Removal): Promise<number> {
  const mails = await straysBefore(db, before);
  if (mails.length === 0) return 0;
  const ids = mails.map((mail) => mail.id);
  await forgetMails(db, archive, mails, async (tx) => {
    await forgetLetters(tx, null, ids);
    const at = removal.now.toISOString();
    await recordAudit(tx, { at, who: removal.who, action: "purge", subject: ids.join(" "), detail: removal.why });
  });
  return mails.length;
}

/** Their rows and what was read in them, with what else goes in the same transaction; then their bytes, but for those that others need. */
async function forgetMails(
  db: Database,
  archive: Archive,
  mails: { id: string; sha256: string }[],
  further: (tx: Writing) => Promise<void>,
): Promise<void> {
  const ids = mails.map((mail) => mail.id);
  const kept = await contentOfOthers(db, ids);
  const contents: MailFacts[] = [];
  for (const mail of mails) {
    const facts = await recallMail(db, mail.sha256);
    if (facts) contents.push(facts);
  }
  const parts = contents.flatMap((facts) => facts.parts.map((part) => part.sha256)).filter((one) => !kept.has(one));
  const hashes = mails.map((mail) => mail.sha256).filter((one) => one !== "" && !kept.has(one));
  await inTransaction(db, async (tx) => {
    await forgetReadings(tx, [...parts, ...hashes]);
    await forgetAddresses(tx, ids);
    await further(tx);
    await forgetMailRows(tx, ids);
  });
  for (const sha256 of hashes) await rm(archive.path(sha256), { force: true });
  for (const sha256 of parts) await rm(join(archive.partsDir, sha256), { force: true });
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

async function forgetMailRows(tx: Writing, ids: string[]): Promise<void> {
  for (const id of ids) {
    await tx
      .updateTable("mail")
      .set({ state: "purged", reason: null, message_id: null, from_address: null, subject: null, open_question: null })
      .where("id", "=", id)
      .execute();
  }
}

/** What was noted of their senders: that nothing reaches them, that staff were warned of them. */
async function forgetAddresses(tx: Writing, mails: string[]): Promise<void> {
  const rows = await tx
    .selectFrom("mail")
    .select("from_address as address")
    .where("id", "in", mails)
    .where("from_address", "is not", null)
    .union(
      tx
        .selectFrom("letter")
        .innerJoin("letter_mail", "letter_mail.letter_id", "letter.id")
        .select("letter.to_address as address")
        .where("letter_mail.mail_id", "in", mails),
    )
    .execute();
  const addresses = rows.flatMap((row) => row.address ?? []);
  await tx.deleteFrom("undeliverable").where("address", "in", addresses).execute();
  await tx.deleteFrom("alarm").where("about", "in", addresses).execute();
}

async function forgetApplication(tx: Writing, id: string, at: string): Promise<void> {
  await tx
    .updateTable("application")
    .set({ unit_name: GONE, name_key: `purged ${id}`, twins: "[]", purged_at: at })
    .where("id", "=", id)
    .execute();
  await tx.deleteFrom("contact").where("application_id", "=", id).execute();
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
async function forgetLetters(tx: Writing, applicationId: string | null, mails: string[]): Promise<void> {
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
