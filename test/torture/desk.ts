import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { answerDue } from "../../src/letters/answer.ts";
import type { Authentication } from "../../src/domain/authentication.ts";
import type { MailFacts, PartFacts } from "../../src/domain/facts.ts";
import { loadRules, type Parts } from "../../src/parts.ts";
import { processMessage } from "../../src/process-message.ts";
import { startReader } from "../../src/reading/reader.ts";
import { readSettings } from "../../src/settings.ts";
import { openArchive } from "../../src/store/archive.ts";
import { readLetters, type Letter } from "../../src/store/letters.ts";
import { readMailRow, recordMail } from "../../src/store/mails.ts";
import { inTransaction, openStore, writeMeta } from "../../src/store/open.ts";
import { rememberDocument, rememberMail } from "../../src/store/readings.ts";
import type { Database } from "../../src/store/schema.ts";
import { wordForm } from "../domain/evidence-fixture.ts";

/** A mail as it was read; what is left out is nothing special. */
export interface Arrived {
  from: string;
  name?: string;
  replyTo?: string;
  subject?: string;
  text?: string;
  headers?: MailFacts["headers"];
  inReplyTo?: string | null;
  messageId?: string;
  /** Each a Word form with these values, under its file's name. */
  forms?: Record<string, Record<string, string>>;
  /** What the sender's domain says of it. */
  dmarc?: Authentication["dmarc"];
}

/** The program from what was read of a mail to the letter's row, on a database of its own, by a clock that is set by hand. */
export interface Desk {
  db: Database;
  parts: Parts;
  pass(minutes: number): void;
  /** Takes a mail in and examines it; nothing is answered yet. Returns its id. */
  arrives(mail: Arrived): Promise<string>;
  /** Answers everything; what may go is sent at once. Returns the letters that were written. */
  answer(): Promise<Letter[]>;
  close(): Promise<void>;
}

const START = Date.parse("2022-10-01T01:00:00Z");

/** `mailbox`: the copy's own address. */
export async function openDesk(mailbox?: string): Promise<Desk> {
  const folder = mkdtempSync(join(tmpdir(), "intake-desk-"));
  const [db, archive] = [await openStore(folder), await openArchive(folder)];
  await writeMeta(db, "first-start", new Date(START).toISOString());
  const settings = readSettings({ SETTLE: "0s" });
  const loaded = loadRules(settings);
  const rules = mailbox === undefined ? loaded : { ...loaded, campaign: { ...loaded.campaign, mailbox } };
  const reader = startReader();
  let now = START;
  const clock = { offsetMs: 0, now: () => new Date(now) };
  const parts: Parts = { db, archive, settings, rules, reader, clock, log: pino({ level: "silent" }) };
  let arrivals = 0;
  return {
    db,
    parts,
    pass: (minutes) => (now += minutes * 60_000),
    arrives: (mail) => take(mail, (arrivals += 1), parts),
    async answer() {
      const before = new Set((await readLetters(db)).map((one) => one.id));
      await answerDue(parts, 0);
      const sent = { state: "sent" as const, sent_at: clock.now().toISOString() };
      await db.updateTable("letter").set(sent).where("state", "=", "queued").execute();
      return (await readLetters(db)).filter((one) => !before.has(one.id));
    },
    async close() {
      await reader.close();
      await db.destroy();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function take(mail: Arrived, uid: number, parts: Parts): Promise<string> {
  const { db, clock } = parts;
  const at = clock.now().toISOString();
  const sha256 = `mail${uid}`;
  const place = { account: "a", folder: "INBOX", uid_validity: "1", uid };
  const row = { ...place, sha256, size: 1, received_at: at, stored_at: at, junk: 0 };
  const id = await inTransaction(db, (tx) => recordMail(tx, row, null));
  if (id === null) throw new Error("known by its place");
  const said: Authentication = { by: "program", dmarc: mail.dmarc ?? "none", detail: "" };
  await db
    .updateTable("mail")
    .set({ authentication: JSON.stringify(said) })
    .where("id", "=", id)
    .execute();
  const forms = Object.entries(mail.forms ?? {});
  const partsOfMail = forms.map(([name], place) => partOf(name, `${sha256}.${place}`));
  await rememberMail(db, sha256, factsOf(mail, uid, at, partsOfMail), clock.now());
  for (const [place, [, values]] of forms.entries()) {
    const facts = { kind: "docx" as const, word: wordForm(values), pages: [], notes: [] };
    await rememberDocument(db, `${sha256}.${place}`, "docx", facts, clock.now());
  }
  const kept = await readMailRow(db, id);
  if (kept) await processMessage(kept, parts);
  return id;
}

function partOf(name: string, sha256: string): PartFacts {
  return { sha256, name, size: 9_000, kind: "docx", declaredType: "", within: [], inline: false };
}

function factsOf(mail: Arrived, uid: number, at: string, parts: PartFacts[]): MailFacts {
  return {
    messageId: mail.messageId ?? `<m${uid}@${mail.from.replace(/^.*@/, "")}>`,
    inReplyTo: mail.inReplyTo ?? null,
    references: [],
    from: { address: mail.from, name: mail.name ?? "" },
    replyTo: mail.replyTo === undefined ? [] : [{ address: mail.replyTo, name: "" }],
    to: [],
    cc: [],
    subject: mail.subject ?? "申请材料",
    date: at,
    received: at,
    headers: mail.headers ?? [],
    text: mail.text ?? "材料见附件。",
    parts,
    contentType: "multipart/mixed",
    notes: [],
  };
}
