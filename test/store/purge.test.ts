import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { MailFacts } from "../../src/domain/facts.ts";
import { recordFiling, readApplication } from "../../src/store/applications.ts";
import { contentHash, openArchive } from "../../src/store/archive.ts";
import { logArrival } from "../../src/store/arrivals.ts";
import { addContact } from "../../src/store/contacts.ts";
import { keepAuthentication, markExamined, recordMail } from "../../src/store/mails.ts";
import { noteOccasion, openOccasions } from "../../src/store/occasions.ts";
import { eraseDeleted, inTransaction } from "../../src/store/open.ts";
import { purgeApplication } from "../../src/store/purge.ts";
import { readLetter } from "../../src/store/letters.ts";
import { recallDocument, recallMail, rememberDocument, rememberMail } from "../../src/store/readings.ts";
import type { Database } from "../../src/store/schema.ts";
import { recordAudit } from "../../src/store/staff.ts";
import { markUndeliverable } from "../../src/store/undeliverable.ts";
import { tempDir } from "../temp-dir.ts";
import { addApplication, addLetter, addMail, aStore, AT, newMail } from "./store.ts";

const SECRETS = ["天御", "li@", "李明", "顺丰"];
const facts = (...parts: string[]): MailFacts => ({
  ...{ messageId: null, inReplyTo: null, references: [], from: null, replyTo: [], to: [], cc: [], subject: "李明" },
  ...{ date: null, received: null, headers: [], text: "", contentType: "text/plain", notes: [] },
  parts: parts.map((sha256) => ({
    ...{ sha256, name: "申请表.pdf", size: 1, kind: "pdf" as const, declaredType: "", within: [], inline: false },
  })),
});

/** A company with one mail of its own, one shared with another company, its letters and its post. */
async function scene() {
  const folder = tempDir();
  const db = await aStore(folder);
  const archive = await openArchive(folder);
  const [own, other] = [await addApplication(db, "天御科技有限公司"), await addApplication(db, "云岫数据有限公司")];
  const keep = async (text: string, applications: string[], ...parts: string[]) => {
    const sha256 = contentHash(Buffer.from(text));
    await archive.keep(sha256, Buffer.from(text));
    const id = await addMail(db, "li@a.example", { sha256 }, `<${text}@a.example>`);
    await inTransaction(db, (tx) => recordFiling(tx, id, applications, []));
    await rememberMail(db, sha256, facts(...parts), new Date(AT));
    for (const part of parts) {
      writeFileSync(join(archive.partsDir, part), "bytes");
      await rememberDocument(db, part, "pdf", { kind: "pdf", word: null, pages: [], notes: [] }, new Date(AT));
    }
    return { id, sha256 };
  };
  const mail = await keep("own", [own], "part-own", "part-common");
  const shared = await keep("shared", [own, other], "part-common");
  await inTransaction(db, (tx) => recordMail(tx, newMail({ sha256: mail.sha256 }), null));
  await addLetter(db, { application_id: own, subject: "天御" });
  await addLetter(db, { application_id: own, state: "sent", reason: "550 li@a.example unknown" });
  await addLetter(db, { kind: "enquiry", state: "sent", subject: "天御" }, [mail.id]);
  await addLetter(db, { application_id: other, to_address: "zhao@b.example" }, [shared.id]);
  await inTransaction(db, async (tx) => {
    await logArrival(tx, {
      ...{ unit_name: "天御科技", items: '["form"]', received: "2022-11-20", courier: "顺丰", tracking: "SF1" },
      ...{ sealed: 1, note: "李明", application_id: own, logged_at: AT },
    });
    await noteOccasion(tx, { application_id: own, mail_id: mail.id, cause: "mail", at: AT });
  });
  const echoes = await addEchoes(db, own, (text) => keep(text, []));
  const application = await readApplication(db, own);
  if (!application) throw new Error("no application");
  const removed = await purgeApplication(db, archive, application, {
    ...{ why: "本人要求", who: "staff", now: new Date(AT) },
  });
  await eraseDeleted(db);
  return { db, archive, own, other, mail, shared, echoes, removed };
}

/** A reminder to an address that staff bound, our copy of it, and the report that it did not arrive. */
async function addEchoes(db: Database, own: string, keep: (text: string) => Promise<{ id: string; sha256: string }>) {
  const to_address = "li@work.example";
  const reminder = await addLetter(db, { kind: "reminder", application_id: own, state: "sent", to_address });
  const message_id = (await readLetter(db, reminder))?.message_id ?? "";
  const [copy, bounce] = [await keep("copy"), await keep("bounce")];
  await rememberMail(db, copy.sha256, { ...facts(), messageId: message_id, text: "天御" }, new Date(AT));
  await rememberMail(db, bounce.sha256, { ...facts(), text: `未能送达 ${to_address}` }, new Date(AT));
  await keepAuthentication(db, copy.id, JSON.stringify({ by: "provider", dmarc: "pass", detail: to_address }));
  await inTransaction(db, async (tx) => {
    const envelope = { from_address: "li@a.example", subject: "天御", automatic_rule: null, open_question: null };
    await markExamined(tx, copy.id, { ...envelope, message_id, automatic: "own" });
    await markExamined(tx, bounce.id, { ...envelope, message_id: null, automatic: "bounce" });
    const row = { address: to_address, letter_id: reminder, mail_id: bounce.id, since: AT, reason: "550" };
    await markUndeliverable(tx, row);
    await addContact(tx, { application_id: own, address: to_address, why: "李明来电", at: AT });
    const entry = { at: AT, who: "staff", detail: JSON.stringify({ address: to_address }) };
    await recordAudit(tx, { ...entry, action: "contact-added", subject: own });
    await recordAudit(tx, { ...entry, action: "contact-cleared", subject: to_address, detail: "" });
    await recordAudit(tx, { ...entry, action: "letter-released", subject: reminder });
  });
  return [copy, bounce];
}

async function everything(db: Database): Promise<string> {
  const kept = ["mail", "reading", "application", "letter", "arrival", "occasion", "audit"] as const;
  const tables = [...kept, "contact", "undeliverable", "alarm"] as const;
  const rows = await Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute()));
  return JSON.stringify(rows.flat());
}

describe("purging an application", () => {
  test("removes its mail, also where it was delivered twice, and what was read of it", async () => {
    const { db, archive, mail, removed } = await scene();
    expect(removed).toBe(4);
    expect(existsSync(archive.path(mail.sha256))).toBe(false);
    expect(existsSync(join(archive.partsDir, "part-own"))).toBe(false);
    expect([await recallMail(db, mail.sha256), await recallDocument(db, "part-own", "pdf")]).toEqual([null, null]);
    const left = await db.selectFrom("mail").select(["state", "sha256"]).where("sha256", "=", mail.sha256).execute();
    expect(left.map((row) => row.state)).toEqual(["purged", "purged"]);
  });

  test("removes what came back of its letters", async () => {
    const { db, archive, echoes } = await scene();
    expect(echoes.map(({ sha256 }) => existsSync(archive.path(sha256)))).toEqual([false, false]);
    expect(await recallMail(db, echoes[0]?.sha256 ?? "")).toBeNull();
  });

  test("keeps what another application needs", async () => {
    const { db, archive, shared } = await scene();
    expect(existsSync(archive.path(shared.sha256))).toBe(true);
    expect(existsSync(join(archive.partsDir, "part-common"))).toBe(true);
    expect(await recallMail(db, shared.sha256)).not.toBeNull();
    expect(await recallDocument(db, "part-common", "pdf")).not.toBeNull();
  });

  test("leaves no name or address but those in what is shared, and no letter that would still go out", async () => {
    const { db, shared } = await scene();
    await db.deleteFrom("reading").execute();
    await db.updateTable("mail").set({ from_address: null, subject: null }).where("id", "=", shared.id).execute();
    const text = await everything(db);
    for (const secret of SECRETS) expect(text).not.toContain(secret);
    const letters = await db.selectFrom("letter").select(["id", "state"]).orderBy("id").execute();
    expect(letters.map((letter) => letter.state)).toEqual(["discarded", "sent", "sent", "queued", "sent"]);
    expect(await openOccasions(db)).toEqual([]);
  });

  test("keeps the skeleton: that it was, and why it went", async () => {
    const { db, own } = await scene();
    expect(await readApplication(db, own)).toMatchObject({ unit_name: "（已清除）", purged_at: AT });
    const audit = await db.selectFrom("audit").select(["action", "subject", "detail"]).execute();
    expect(audit).toMatchObject([
      { action: "contact-added", subject: own },
      { action: "contact-cleared" },
      { action: "letter-released", subject: "L5" },
      { action: "purge", subject: own, detail: "本人要求" },
    ]);
  });
});
