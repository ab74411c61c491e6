import { expect, test } from "vitest";
import { inTransaction } from "../../src/store/open.ts";
import { recallDocument, recallMail, rememberDocument } from "../../src/store/readings.ts";
import { overridesOf, readRoster, recordOverride, replaceRoster } from "../../src/store/staff.ts";
import { addApplication, aStore, AT } from "./store.ts";

test("a new roster takes the place of the old one, whole or not at all", async () => {
  const db = await aStore();
  const replace = (...names: string[]) =>
    inTransaction(db, (tx) =>
      replaceRoster(
        tx,
        names.map((name) => ({ name, aliases: ["旧名"] })),
      ),
    );
  await replace("甲有限公司", "乙有限公司");
  await replace("丙有限公司");
  expect(await readRoster(db)).toEqual([{ name: "丙有限公司", aliases: ["旧名"] }]);
  const failed = inTransaction(db, async (tx) => {
    await replaceRoster(tx, []);
    throw new Error("no");
  });
  await expect(failed).rejects.toThrow("no");
  expect(await readRoster(db)).toHaveLength(1);
});

test("a company that stands on the roster twice is one member", async () => {
  const db = await aStore();
  const twice = ["甲有限公司", "甲有限责任公司"].map((name) => ({ name, aliases: [] }));
  await inTransaction(db, (tx) => replaceRoster(tx, twice));
  expect((await readRoster(db)).map((member) => member.name)).toEqual(["甲有限公司"]);
});

test("decisions are kept oldest first", async () => {
  const db = await aStore();
  const application_id = await addApplication(db, "甲有限公司");
  for (const [status, at] of [
    ["waived", "2022-11-22T00:00:00.000Z"],
    ["defective", AT],
  ] as const) {
    await inTransaction(db, (tx) =>
      recordOverride(tx, { application_id, requirement: "form-pdf", status, why: "-", at }),
    );
  }
  expect((await overridesOf(db, application_id)).map((one) => one.status)).toEqual(["defective", "waived"]);
});

test("what was read is known by content and kind, the last reading holding", async () => {
  const db = await aStore();
  const facts = { kind: "pdf" as const, word: null, pages: [], notes: [] };
  await rememberDocument(db, "h", "pdf", { ...facts, notes: [{ code: "timed-out", detail: "" }] }, new Date(AT));
  await rememberDocument(db, "h", "pdf", facts, new Date(AT));
  expect(await recallDocument(db, "h", "pdf")).toEqual(facts);
  expect([await recallDocument(db, "h", "docx"), await recallMail(db, "h")]).toEqual([null, null]);
});

test("what an older version read is read again", async () => {
  const db = await aStore();
  await rememberDocument(db, "h", "pdf", { kind: "pdf", word: null, pages: [], notes: [] }, new Date(AT));
  await db.updateTable("reading").set({ version: 0 }).execute();
  expect(await recallDocument(db, "h", "pdf")).toBeNull();
});
