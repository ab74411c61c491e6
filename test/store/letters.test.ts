import { describe, expect, test } from "vitest";
import { letterIdsIn } from "../../src/domain/letter-id.ts";
import type { LetterState } from "../../src/domain/verdicts.ts";
import {
  findLetterByMessageId,
  lettersDue,
  lettersOf,
  lettersTo,
  lettersToFile,
  markInterrupted,
  moveLetter,
  readLetter,
} from "../../src/store/letters.ts";
import { closeOccasions, moveOccasions, noteOccasion, openOccasions } from "../../src/store/occasions.ts";
import { inTransaction } from "../../src/store/open.ts";
import type { Database } from "../../src/store/schema.ts";
import { addApplication, addLetter, addMail, aStore, AT } from "./store.ts";

const stateOf = async (db: Database, id: string) => (await readLetter(db, id))?.state;

test("a letter's Message-ID is made once and is recognisable as ours", async () => {
  const db = await aStore();
  const id = await addLetter(db);
  const messageId = (await readLetter(db, id))?.message_id ?? "";
  expect(messageId).toMatch(/^<L1\.[0-9a-f]{32}\.sunshine-intake@ccia\.example>$/);
  expect(letterIdsIn(`References: <a@b.example>\n ${messageId}`)).toEqual([messageId]);
  expect(letterIdsIn("of an older version: <L1.20221121010000.sunshine-intake@c.example>")).toHaveLength(1);
  expect(await findLetterByMessageId(db, [messageId, "<L2.1.sunshine-intake@ccia.example>"])).toEqual([messageId]);
  expect(await findLetterByMessageId(db, [])).toEqual([]);
});

describe("a step is taken from the states named, by one only", () => {
  const rows: [from: LetterState, allowed: LetterState[], taken: boolean][] = [
    ["queued", ["queued"], true],
    ["held", ["held", "failed"], true],
    ["sending", ["queued"], false],
    ["sent", ["queued", "held"], false],
    ["discarded", ["held"], false],
  ];
  test.each(rows)("%s where %j may move: %s", async (from, allowed, taken) => {
    const db = await aStore();
    const id = await addLetter(db, { state: from });
    expect(await moveLetter(db, id, allowed, { state: "sending" })).toBe(taken);
    expect(await moveLetter(db, id, allowed, { state: "sending" })).toBe(false);
    expect(await stateOf(db, id)).toBe(taken ? "sending" : from);
  });
});

test("what was being sent when the program was killed is uncertain, nothing else", async () => {
  const db = await aStore();
  const states: LetterState[] = ["held", "queued", "sending", "sent", "failed", "discarded"];
  const ids = [];
  for (const state of states) ids.push(await addLetter(db, { state }));
  expect(await markInterrupted(db, new Date(AT))).toBe(1);
  expect(await Promise.all(ids.map((id) => stateOf(db, id)))).toEqual(
    states.map((state) => (state === "sending" ? "uncertain" : state)),
  );
});

test("due is what is queued and not put off", async () => {
  const db = await aStore();
  await addLetter(db, { not_before: "2022-11-21T02:00:00.000Z" });
  await addLetter(db, { state: "held" });
  const due = await addLetter(db);
  expect((await lettersDue(db, new Date("2022-11-21T01:00:00Z"), 4 * 3_600_000)).map((one) => one.id)).toEqual([due]);
});

test("sent letters wait for their copy in the Sent folder", async () => {
  const db = await aStore();
  const id = await addLetter(db, { state: "sent" });
  await addLetter(db);
  expect((await lettersToFile(db)).map((one) => one.id)).toEqual([id]);
  await moveLetter(db, id, ["sent"], { filed_in_sent: 1 });
  expect(await lettersToFile(db)).toEqual([]);
});

test("letters are found by application and by address", async () => {
  const db = await aStore();
  const application_id = await addApplication(db, "甲有限公司");
  const later = await addLetter(db, { application_id, created_at: "2022-11-22T01:00:00.000Z" });
  const first = await addLetter(db, { application_id, to_address: "zhao@a.example" });
  expect((await lettersOf(db, application_id)).map((one) => one.id)).toEqual([first, later]);
  expect((await lettersTo(db, "zhao@a.example")).map((one) => one.id)).toEqual([first]);
});

describe("occasions", () => {
  const note = (db: Database, more: object) =>
    inTransaction(db, (tx) =>
      noteOccasion(tx, { application_id: null, mail_id: null, cause: "mail", at: AT, ...more }),
    );

  test("are answered once, though two programs would", async () => {
    const db = await aStore();
    await note(db, {});
    await note(db, {});
    const open = await openOccasions(db);
    await inTransaction(db, (tx) => closeOccasions(tx, open.slice(0, 1), "L1"));
    await expect(inTransaction(db, (tx) => closeOccasions(tx, open, "L2"))).rejects.toThrow("answered meanwhile");
    expect((await openOccasions(db)).map((one) => one.id)).toEqual(["O2"]);
  });

  test("of a mail move to the application that it turns out to belong to, unless answered", async () => {
    const db = await aStore();
    const [one, two] = [await addApplication(db, "甲有限公司"), await addApplication(db, "乙有限公司")];
    const [mail_id, answered] = [await addMail(db, "a@b.example"), await addMail(db, "a@b.example")];
    await note(db, { mail_id });
    await note(db, { mail_id: answered });
    const open = await openOccasions(db);
    await inTransaction(db, (tx) => closeOccasions(tx, open.slice(1), "L1"));
    for (const mail of [mail_id, answered]) await inTransaction(db, (tx) => moveOccasions(tx, mail, one));
    await inTransaction(db, (tx) => moveOccasions(tx, mail_id, two));
    const rows = await db.selectFrom("occasion").select(["id", "application_id"]).orderBy("id").execute();
    expect(rows.map((row) => row.application_id)).toEqual([one, null]);
  });
});
