import { describe, expect, test } from "vitest";
import { gatherDigest } from "../../src/staff/gather-digest.ts";
import { recordArrival } from "../../src/paper-ledger.ts";
import { loadRules } from "../../src/parts.ts";
import { readSettings } from "../../src/settings.ts";
import { moveLetter } from "../../src/store/letters.ts";
import { recordMail } from "../../src/store/mails.ts";
import { inTransaction } from "../../src/store/open.ts";
import type { Database } from "../../src/store/schema.ts";
import { recordOverride } from "../../src/store/staff.ts";
import { addApplication, addLetter, addMail, aStore, AT, newMail } from "../store/store.ts";

const rules = loadRules(readSettings({}));
const HOUR = 3_600_000;
/** Hours after what the store's helpers write. */
const at = (hours: number): string => new Date(Date.parse(AT) + hours * HOUR).toISOString();
const digestAt = (db: Database, hours: number) => gatherDigest(new Date(at(hours)), { db }, rules, { asAt: true });

const question = (db: Database, id: string, open_question: string) =>
  db.updateTable("mail").set({ open_question }).where("id", "=", id).execute();

describe("letters", () => {
  test("given up, doubtful, and queued after a failed try; not those that wait for their first", async () => {
    const db = await aStore();
    for (const [state, attempts] of [
      ["failed", 0],
      ["queued", 0],
      ["queued", 2],
      ["uncertain", 0],
    ] as const) {
      await moveLetter(db, await addLetter(db), ["queued"], { state, attempts, reason: `${state} ${attempts}` });
    }
    const { troubledLetters } = await digestAt(db, 1);
    expect(troubledLetters.map(({ id, state, why }) => [id, state, why])).toEqual([
      ["L1", "failed", "failed 0"],
      ["L4", "uncertain", "uncertain 0"],
      ["L3", "queued", "queued 2"],
    ]);
  });
});

describe("mails", () => {
  test("what was not fetched is told apart from what is kept", async () => {
    const db = await aStore();
    const park = (more: object, why: string) => inTransaction(db, (tx) => recordMail(tx, newMail(more), why));
    await park({}, "Reading /a b/c.eml failed: the disk");
    await park({ sha256: "" }, "too-big: 99000000 bytes");
    const { parkedMails, unfetchedMails } = await digestAt(db, 1);
    expect(parkedMails.map(({ id, why }) => [id, why])).toEqual([["M1", "多次未能处理，已暂存：the disk"]]);
    expect(unfetchedMails.map(({ id, why }) => [id, why])).toEqual([["M2", "邮件过大：99000000 bytes"]]);
  });

  test("questions of the last week, an applicant's messages apart", async () => {
    const db = await aStore();
    const old = await addMail(db, "old@a.example", { received_at: at(-7 * 24) });
    const stranger = await addMail(db, "q@b.example");
    const machine = await addMail(db, "ooo@c.example");
    const message = await addMail(db, "li@d.example");
    for (const id of [old, stranger]) await question(db, id, "no-application");
    await question(db, machine, "automatic-with-documents");
    await question(db, message, "message-only");
    const { openMails, messages } = await digestAt(db, 1);
    expect(openMails.map(({ id, why }) => [id, why])).toEqual([
      [stranger, "未能判断来自哪家单位"],
      [machine, "自动邮件中带有材料，请人工查看"],
    ]);
    expect(messages.map(({ id }) => id)).toEqual([message]);
  });
});

describe("as at an instant", () => {
  async function aWeek(): Promise<Database> {
    const db = await aStore();
    const application_id = await addApplication(db, "北京天御科技有限公司");
    await db.insertInto("application").values(later).execute();
    await inTransaction(db, (tx) =>
      recordArrival(
        tx,
        {
          ...{ unit_name: "北京天御科技有限公司", items: '["form"]', received: "2022-11-21", courier: null },
          ...{ tracking: null, sealed: 1, note: null, logged_at: at(30) },
        },
        [{ id: application_id, name: "北京天御科技有限公司", aliases: [] }],
      ),
    );
    const decision = { application_id, requirement: "declaration-paper", status: "waived" as const, why: "…" };
    await inTransaction(db, (tx) => recordOverride(tx, { ...decision, at: at(60) }));
    await addLetter(db, { state: "held", created_at: at(30) });
    await addMail(db, "li@a.example", { stored_at: at(30) });
    return db;
  }
  const later = {
    ...{ id: "A9", campaign: "sunshine-2022", unit_name: "云岫数据股份有限公司", name_key: "later" },
    ...{ created_at: at(40), twins: "[]" },
  };
  const owed = ["form-word", "form-pdf", "declaration-pdf"];

  test.each([
    [
      "before the paper came",
      24,
      { held: 0, mails: 0, paper: 0, applications: [[...owed, "form-paper", "declaration-paper"]] },
    ],
    ["at that very instant", 30, { held: 1, mails: 1, paper: 1, applications: [[...owed, "declaration-paper"]] }],
    ["a day later", 54, { held: 1, mails: 0, paper: 0, applications: [[...owed, "declaration-paper"], "all"] }],
    ["after a person's decision", 60, { held: 1, mails: 0, paper: 0, applications: [owed, "all"] }],
  ])("%s", async (_when, hours, expected) => {
    const titles = (ids: string[]) => ids.map((id) => rules.campaign.requirements.find((one) => one.id === id)?.title);
    const all = rules.campaign.requirements.map(({ id }) => id);
    const { heldLetters, day, applications } = await digestAt(await aWeek(), hours);
    expect({ held: heldLetters.length, mails: day.mails, paper: day.paper }).toEqual({
      ...{ held: expected.held, mails: expected.mails, paper: expected.paper },
    });
    expect(applications.map(({ owes }) => owes.map((one) => one.split("：")[0]))).toEqual(
      expected.applications.map((ids) => titles(ids === "all" ? all : (ids as string[]))),
    );
  });

  test("now, by a clock that was set back, nothing is left out", async () => {
    const now = await gatherDigest(new Date(at(0)), { db: await aWeek() }, rules);
    expect([now.applications.length, now.heldLetters.length, now.day]).toEqual([
      2,
      1,
      { mails: 1, letters: 0, paper: 1 },
    ]);
  });

  test("the day's change counts from the day before", async () => {
    const { totals } = await digestAt(await aWeek(), 54);
    expect(totals[0]).toEqual({ state: "incomplete", count: 2, change: 1 });
  });
});
