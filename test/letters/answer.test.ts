import { pino } from "pino";
import { expect, test } from "vitest";
import { answerDue } from "../../src/letters/answer.ts";
import { startClock } from "../../src/clock.ts";
import type { Campaign } from "../../src/domain/campaign.ts";
import type { MailFacts } from "../../src/domain/facts.ts";
import { unreadOf } from "../../src/letters/letter-content.ts";
import { loadRules, type Parts } from "../../src/parts.ts";
import { readSettings } from "../../src/settings.ts";
import { recordFiling } from "../../src/store/applications.ts";
import { lettersTo } from "../../src/store/letters.ts";
import { recordMail } from "../../src/store/mails.ts";
import { noteOccasion } from "../../src/store/occasions.ts";
import { inTransaction, writeMeta } from "../../src/store/open.ts";
import { rememberMail } from "../../src/store/readings.ts";
import { addApplication, addMail, aStore, newMail } from "../store/store.ts";

const LI = "li@a.example";
const NOW = Date.parse("2022-11-21T02:00:00.000Z");
const minutesAgo = (minutes: number) => new Date(NOW - minutes * 60_000).toISOString();
const SETTLE = 90_000;

const facts = (from: string, notes: MailFacts["notes"] = []): MailFacts => ({
  ...{
    messageId: null,
    inReplyTo: null,
    references: [],
    from: { address: from, name: "" },
    replyTo: [],
    to: [],
    cc: [],
  },
  ...{
    subject: "材料",
    date: null,
    received: null,
    headers: [],
    text: "",
    parts: [],
    contentType: "text/plain",
    notes,
  },
});

async function scene(more: Partial<Campaign> = {}) {
  const db = await aStore();
  await writeMeta(db, "first-start", minutesAgo(24 * 60));
  const settings = readSettings({});
  const loaded = loadRules(settings);
  const rules = { ...loaded, campaign: { ...loaded.campaign, ...more } };
  const clock = startClock(NOW - Date.now());
  const parts: Pick<Parts, "db" | "rules" | "clock" | "settings" | "log"> = {
    ...{ db, settings, clock, rules, log: pino({ level: "silent" }) },
  };
  /** A mail that was examined, and the occasion that it gave. */
  const came = async (minutes: number, application_id: string | null, notes: MailFacts["notes"] = []) => {
    const at = minutesAgo(minutes);
    const mail = newMail({ received_at: at });
    const id = await addMail(db, LI, mail, `<${mail.sha256}@a.example>`);
    await rememberMail(db, mail.sha256, facts(LI, notes), new Date(NOW));
    await inTransaction(db, async (tx) => {
      if (application_id !== null) await recordFiling(tx, id, [application_id], []);
      await noteOccasion(tx, { application_id, mail_id: id, cause: "mail", at });
    });
    return id;
  };
  return { db, came, answer: () => answerDue(parts, SETTLE), letters: () => lettersTo(db, LI) };
}

const LINK = [{ code: "cloud-link" as const, detail: "https://pan.baidu.com/s/1" }];

test("no letter while a mail lies unread that came before its quiet time was over", async () => {
  const { db, came, answer, letters } = await scene();
  await came(5, null);
  const unread = newMail({ received_at: minutesAgo(4) });
  const id = await inTransaction(db, (tx) => recordMail(tx, unread, null));
  expect(await answer()).toEqual({ queued: 0, held: 0 });
  await db.updateTable("mail").set({ state: "examined" }).where("id", "=", id).execute();
  expect(await answer()).toEqual({ queued: 1, held: 0 });
  expect(await letters()).toMatchObject([{ kind: "enquiry", state: "queued" }]);
});

test("a mail that came long after, or that failed, keeps no letter waiting", async () => {
  const { db, came, answer } = await scene();
  await came(5, null);
  await inTransaction(db, (tx) => recordMail(tx, newMail({ received_at: minutesAgo(3) }), null));
  const failed = await inTransaction(db, (tx) => recordMail(tx, newMail({ received_at: minutesAgo(6) }), null));
  await db.updateTable("mail").set({ attempts: 1 }).where("id", "=", failed).execute();
  expect(await answer()).toEqual({ queued: 1, held: 0 });
});

test("before the settling time is over nobody is answered; then one letter answers all", async () => {
  const { came, answer, letters } = await scene();
  await came(5, null);
  await came(1, null);
  expect(await answer()).toEqual({ queued: 0, held: 0 });
  const later = await scene();
  await later.came(5, null);
  await later.came(4, null);
  expect(await later.answer()).toEqual({ queued: 1, held: 0 });
  expect(await letters()).toEqual([]);
  expect(await later.letters()).toHaveLength(1);
});

test("an enquiry says what could not be opened, carries the blank forms, and goes once", async () => {
  const { came, answer, letters } = await scene();
  await came(5, null, LINK);
  expect(await answer()).toEqual({ queued: 1, held: 0 });
  const [letter] = await letters();
  expect(letter?.text).toContain("网盘");
  expect(JSON.parse(letter?.attachments ?? "[]")).toHaveLength(2);
  await came(4, null);
  expect(await answer()).toEqual({ queued: 0, held: 0 });
});

test("empty files that were sent as papers are named, a signature's certificate is not", () => {
  const names = ["申请表.docx", "宣言.pdf", "smime.p7s"];
  const parts = names.map((name) => ({
    ...{ name, sha256: name, size: 0, kind: "other" as const, declaredType: "", within: [], inline: false },
  }));
  const notes = [{ code: "empty" as const, detail: "0 bytes" }];
  const documents = new Map(names.map((name) => [name, { kind: "other" as const, word: null, pages: [], notes }]));
  expect(unreadOf({ ...facts(LI), parts }, documents, loadRules(readSettings({})).campaign)).toEqual([
    { code: "document-empty", name: "申请表.docx" },
    { code: "document-empty", name: "宣言.pdf" },
  ]);
});

test("where the rules say so, who belongs to no application hears nothing", async () => {
  const { came, answer, letters } = await scene({ enquiry: "never" });
  await came(5, null, LINK);
  expect(await answer()).toEqual({ queued: 0, held: 0 });
  expect(await letters()).toEqual([]);
});

test("a letter waits for a person where a document of its mail could not be told whose it is", async () => {
  const { db, came, answer, letters } = await scene();
  const id = await came(5, await addApplication(db, "天御科技有限公司"), LINK);
  await db.updateTable("mail").set({ open_question: "documents-unfiled" }).where("id", "=", id).execute();
  expect(await answer()).toEqual({ queued: 0, held: 1 });
  expect(await letters()).toMatchObject([{ reason: "documents-unfiled" }]);
});

test("an older letter that still waits gives way to the newer one", async () => {
  const { db, came, answer, letters } = await scene();
  const application = await addApplication(db, "天御科技有限公司");
  await came(9, application, LINK);
  await answer();
  await came(5, application, LINK);
  await answer();
  expect((await letters()).map((one) => one.state)).toEqual(["discarded", "queued"]);
});

test("nothing is said by half the evidence: a mail whose reading is gone stops its application's letter, not another's", async () => {
  const { db, came, answer, letters } = await scene();
  await came(5, await addApplication(db, "天御科技有限公司"), LINK);
  await db.deleteFrom("reading").execute();
  await came(4, await addApplication(db, "云岫数据有限公司"), LINK);
  await expect(answer()).rejects.toThrow(/must be read again first/);
  expect(await letters()).toHaveLength(1);
});
