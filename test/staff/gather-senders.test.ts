import { expect, onTestFinished, test } from "vitest";
import { senders, unanswered, unboundSenders } from "../../src/staff/gather-senders.ts";
import { judgeAll } from "../../src/judge-application.ts";
import { noteOccasion } from "../../src/store/occasions.ts";
import { inTransaction } from "../../src/store/open.ts";
import { addMail, aStore } from "../store/store.ts";
import { openDesk } from "../torture/desk.ts";

test("who wrote about an application: the first sender and the form's address are bound, a third is shown to the staff", async () => {
  const desk = await openDesk();
  onTestFinished(() => desk.close());
  const unitName = "北京云岫安澜科技有限公司";
  const form = { 单位名称: unitName, 邮箱: "office@yunxiu.example" };
  await desk.arrives({ from: "li@yunxiu.example", forms: { "申请表.docx": form } });
  desk.pass(60);
  await desk.arrives({ from: "stranger@other.example", forms: { "申请表2.docx": form } });
  const judged = await judgeAll(desk, desk.parts.rules);
  expect(judged.flatMap(senders).map(({ address, bound, mails }) => [address, bound, mails])).toEqual([
    ["li@yunxiu.example", "first-sender", ["M1"]],
    ["office@yunxiu.example", "form", []],
    ["stranger@other.example", null, ["M2"]],
  ]);
  expect(unboundSenders(judged)).toEqual([
    { application: "A1", unitName, address: "stranger@other.example", mails: ["M2"] },
  ]);
});

test("what was given no answer, by its reason, within the time asked for", async () => {
  const db = await aStore();
  const hour = (n: number) => `2022-11-21T0${n}:00:00.000Z`;
  for (const [at, automatic, rule] of [
    [0, "bounce", "null-return-path"],
    [1, "auto-reply", "subject"],
    [2, "auto-reply", "subject"],
    [3, "bounce", "null-return-path"],
  ] as const) {
    const id = await addMail(db, "a@b.example", { received_at: hour(at) });
    await db.updateTable("mail").set({ automatic, automatic_rule: rule }).where("id", "=", id).execute();
  }
  const silent = await addMail(db, "c@d.example", { received_at: hour(2) });
  const occasion = { application_id: null, mail_id: silent, cause: "mail" as const, at: hour(2) };
  await inTransaction(db, (tx) => noteOccasion(tx, occasion));
  await db.updateTable("occasion").set({ closed_by: "silent: nothing-new" }).execute();
  const found = await unanswered({ from: hour(1), until: hour(3) }, db);
  expect(found.map(({ mails }) => mails)).toEqual([["M2", "M3"], [silent]]);
  expect(new Set(found.map(({ why }) => why)).size).toBe(2);
});
