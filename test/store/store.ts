import { onTestFinished } from "vitest";
import { openApplication } from "../../src/store/applications.ts";
import { markExamined, recordMail, type NewMail } from "../../src/store/mails.ts";
import { queueLetter, type NewLetter } from "../../src/store/letters.ts";
import { inTransaction, openStore } from "../../src/store/open.ts";
import type { Database } from "../../src/store/schema.ts";
import { tempDir } from "../temp-dir.ts";

export const AT = "2022-11-21T01:00:00.000Z";
export const CAMPAIGN = "sunshine-2022";

/** A database of the test's own, on disk as in use. */
export async function aStore(folder = tempDir()): Promise<Database> {
  const db = await openStore(folder);
  onTestFinished(() => db.destroy());
  return db;
}

let uid = 0;

export const newMail = (more: Partial<NewMail> = {}): NewMail => ({
  ...{ account: "a", folder: "INBOX", uid_validity: "1", uid: ++uid, sha256: `hash${uid}`, size: 10 },
  ...{ received_at: AT, stored_at: AT, junk: 0 },
  ...more,
});

/** Recorded and examined, from an address. */
export async function addMail(db: Database, from: string | null, more: Partial<NewMail> = {}, messageId?: string) {
  const id = await inTransaction(db, (tx) => recordMail(tx, newMail(more), null));
  if (id === null) throw new Error("known by its place");
  const envelope = { message_id: messageId ?? null, from_address: from, subject: "材料" };
  const outcome = { ...envelope, automatic: null, automatic_rule: null, open_question: null };
  await inTransaction(db, (tx) => markExamined(tx, id, outcome));
  return id;
}

export function addApplication(db: Database, unitName: string, campaign = CAMPAIGN): Promise<string> {
  return inTransaction(db, (tx) => openApplication(tx, { campaign, unitName, twins: [], at: new Date(AT) }));
}

export function addLetter(db: Database, more: Partial<NewLetter> = {}, mails: string[] = []): Promise<string> {
  const letter: NewLetter = {
    ...{ kind: "receipt", application_id: null, to_address: "li@a.example", subject: "回执", text: "…", html: "…" },
    ...{ attachments: "[]", in_reply_to: null, references_: "[]", state: "queued", reason: null, said: "{}" },
    ...{ created_at: AT, not_before: AT },
    ...more,
  };
  return inTransaction(db, (tx) =>
    queueLetter(
      tx,
      letter,
      "ccia.example",
      mails.map((id) => ({ id })),
    ),
  );
}
