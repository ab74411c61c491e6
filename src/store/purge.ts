import { rm } from "node:fs/promises";
import { join } from "node:path";
import { letterIdsIn } from "../domain/letter-id.ts";
import type { MailFacts } from "../domain/facts.ts";
import type { Archive } from "./archive.ts";
import { readFiled, type Application } from "./applications.ts";
import { arrivalsOf } from "./arrivals.ts";
import { forgetAddresses, forgetApplication, forgetLetters, forgetMailRows, forgetReadings } from "./forget.ts";
import type { Letter } from "./letters.ts";
import { inTransaction } from "./open.ts";
import { recallMail } from "./readings.ts";
import type { Database, Writing } from "./schema.ts";
import { overridesOf, recordAudit } from "./staff.ts";

interface Removal {
  why: string;
  who: "staff" | "retention";
  now: Date;
}

type MailContent = { id: string; sha256: string };

/**
 * Removes an application's personal data: its mails' bytes and readings, its letters' words and addresses with what came back of
 * them, its names. What is left is the skeleton: ids, states, instants and hashes. A mail that belongs to another application as
 * well stays. Until `eraseDeleted` the database's free pages still hold it. Returns how many mails were removed.
 */
export async function purgeApplication(
  db: Database,
  archive: Archive,
  application: Application,
  removal: Removal,
): Promise<number> {
  const { id } = application;
  const own = await ownMails(db, id);
  const letters = await lettersAbout(db, id, own);
  const mails = await withSecondDeliveries(db, [...own, ...(await echoesOf(db, letters))]);
  const at = removal.now.toISOString();
  await forgetMails(db, archive, mails, id, async (tx) => {
    await forgetApplication(tx, id, at);
    await recordAudit(tx, { at, who: removal.who, action: "purge", subject: id, detail: removal.why });
  });
  return mails.length;
}

/** But for those that belong to another application as well. */
async function ownMails(db: Database, applicationId: string): Promise<MailContent[]> {
  const { mails } = await readFiled(db, applicationId);
  const shared = await db
    .selectFrom("filed_mail")
    .select("mail_id")
    .where("application_id", "!=", applicationId)
    .execute();
  return mails.filter((mail) => !shared.some((other) => other.mail_id === mail.id));
}

type Addressed = Pick<Letter, "id" | "message_id" | "to_address">;

/** An application's letters, and the enquiries that went out before anybody knew whose the mails were. */
function lettersAbout(
  db: Database | Writing,
  applicationId: string | null,
  mails: MailContent[],
): Promise<Addressed[]> {
  const ids = mails.map((mail) => mail.id);
  return db
    .selectFrom("letter")
    .leftJoin("letter_mail", "letter_mail.letter_id", "letter.id")
    .select(["letter.id", "letter.message_id", "letter.to_address"])
    .distinct()
    .where((eb) =>
      eb.or([
        eb("letter.application_id", "=", applicationId),
        eb.and([eb("letter.application_id", "is", null), eb("letter_mail.mail_id", "in", ids)]),
      ]),
    )
    .execute();
}

/** What came into the mailbox because of letters and holds their words: our own copies, bounces, a machine's answers. */
async function echoesOf(db: Database, letters: Addressed[]): Promise<MailContent[]> {
  const automatic = await db
    .selectFrom("mail")
    .select(["id", "sha256", "automatic"])
    .where("automatic", "is not", null)
    .where("state", "!=", "purged")
    .execute();
  const ids = new Set(letters.map((letter) => letter.message_id));
  const echoes: MailContent[] = [];
  for (const mail of automatic) {
    const written = JSON.stringify(await recallMail(db, mail.sha256));
    const quotes = letterIdsIn(written).some((id) => ids.has(id));
    // A report may keep the letter that it returns in a part of its own, and name only whom it did not reach.
    const returns = mail.automatic === "bounce" && letters.some(({ to_address }) => written.includes(to_address));
    if (quotes || returns) echoes.push(mail);
  }
  return echoes;
}

async function withSecondDeliveries(db: Database, mails: MailContent[]): Promise<MailContent[]> {
  const ids = mails.map((mail) => mail.id);
  const again = await db
    .selectFrom("mail")
    .select(["id", "sha256"])
    .where("state", "=", "duplicate")
    .where("reason", "in", ids)
    .execute();
  return [...mails, ...again];
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
export function straysBefore(db: Database, before: string): Promise<MailContent[]> {
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
  const subject = mails.map((mail) => mail.id).join(" ");
  await forgetMails(db, archive, mails, null, (tx) =>
    recordAudit(tx, {
      at: removal.now.toISOString(),
      ...{ who: removal.who, action: "purge", subject, detail: removal.why },
    }),
  );
  return mails.length;
}

/**
 * Their bytes, but for those that others need, then their rows, what was read in them and the letters about them, with what else goes
 * in the same transaction: what ends midway can be done again.
 */
async function forgetMails(
  db: Database,
  archive: Archive,
  mails: MailContent[],
  applicationId: string | null,
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
  for (const sha256 of hashes) await rm(archive.path(sha256), { force: true });
  for (const sha256 of parts) await rm(join(archive.partsDir, sha256), { force: true });
  await inTransaction(db, async (tx) => {
    const letters = await lettersAbout(tx, applicationId, mails);
    await forgetReadings(tx, [...parts, ...hashes]);
    await forgetAddresses(tx, ids, letters);
    await forgetLetters(tx, letters);
    await further(tx);
    await forgetMailRows(tx, ids);
  });
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
