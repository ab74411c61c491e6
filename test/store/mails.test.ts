import { describe, expect, test } from "vitest";
import {
  automaticBetween,
  countFailure,
  isPurged,
  mailsSince,
  mailsToExamine,
  openQuestions,
  parkedMails,
  readMailRow,
  recordMail,
  unfiledMailsFrom,
} from "../../src/store/mails.ts";
import { examineAgain, fetchAgain } from "../../src/store/mails-again.ts";
import { readCursor, writeCursor } from "../../src/store/folders.ts";
import { inTransaction } from "../../src/store/open.ts";
import type { Database } from "../../src/store/schema.ts";
import { addMail, aStore, newMail } from "./store.ts";

const record = (db: Database, more = {}, parked: string | null = null) =>
  inTransaction(db, (tx) => recordMail(tx, newMail(more), parked));
/** Late enough for everything that waits. */
const NOW = new Date("2022-11-21T09:00:00Z");
const PLACE = { uid_validity: "7", uid: 5 };

describe("a fetched mail", () => {
  const rows: [why: string, first: object, second: object, state: string | null][] = [
    ["seen again in its place", PLACE, PLACE, null],
    [
      "the same bytes after UIDVALIDITY changed",
      { ...PLACE, sha256: "h" },
      { uid_validity: "8", uid: 1, sha256: "h" },
      "duplicate",
    ],
    ["the same bytes in another folder", { ...PLACE, sha256: "h" }, { folder: "Junk", sha256: "h" }, "duplicate"],
    [
      "other bytes under a used UID of a new UIDVALIDITY",
      { ...PLACE, sha256: "h" },
      { ...PLACE, uid_validity: "8", sha256: "i" },
      "stored",
    ],
    ["two that were too large to fetch are two", { ...PLACE, sha256: "" }, { sha256: "" }, "stored"],
  ];
  test.each(rows)("%s", async (_why, first, second, state) => {
    const db = await aStore();
    await record(db, first);
    const id = await record(db, second);
    expect(id === null ? null : (await readMailRow(db, id))?.state).toBe(state);
  });

  test("a duplicate names its first, and is not examined", async () => {
    const db = await aStore();
    await record(db, { sha256: "h" });
    const again = (await record(db, { sha256: "h" })) ?? "";
    expect(await readMailRow(db, again)).toMatchObject({ state: "duplicate", reason: "M1" });
    expect((await mailsToExamine(db, NOW)).map((mail) => mail.id)).toEqual(["M1"]);
  });

  test("too large: parked with its reason from the beginning", async () => {
    const db = await aStore();
    await record(db, { sha256: "" }, "over-limit");
    expect(await parkedMails(db)).toMatchObject([{ id: "M1", reason: "over-limit" }]);
    expect(await mailsToExamine(db, NOW)).toEqual([]);
  });
});

describe("junk", () => {
  const JUNK = { folder: "Junk", junk: 1, sha256: "h" };
  const INBOX = { sha256: "h" };
  test.each([
    ["moved there by a person: nothing new", [INBOX, JUNK], ["stored", "duplicate"]],
    ["moved there and back", [INBOX, JUNK, INBOX], ["stored", "duplicate", "duplicate"]],
    ["moved out of it: now it counts", [JUNK, INBOX], ["duplicate", "stored"]],
    ["moved out, in and out", [JUNK, INBOX, JUNK, INBOX], ["duplicate", "stored", "duplicate", "duplicate"]],
    ["twice there", [JUNK, JUNK], ["stored", "duplicate"]],
  ])("%s", async (_why, mails, states) => {
    const db = await aStore();
    for (const one of mails) await record(db, one);
    const rows = await db.selectFrom("mail").select(["state"]).orderBy("uid").execute();
    expect(rows.map(({ state }) => state)).toEqual(states);
  });

  test("what is asked about it is answered by its coming out, even where it was never examined", async () => {
    const db = await aStore();
    const junk = (await record(db, JUNK)) ?? "";
    await db.updateTable("mail").set({ state: "examined", open_question: "in-junk" }).execute();
    const moved = await record(db, INBOX);
    expect(await readMailRow(db, junk)).toMatchObject({ state: "duplicate", reason: moved, open_question: null });
    expect(await openQuestions(db)).toEqual([]);
  });

  test("is examined after all else", async () => {
    const db = await aStore();
    await record(db, { ...JUNK, received_at: "2022-11-20T00:00:00.000Z" });
    await record(db, { sha256: "i", received_at: "2022-11-21T00:00:00.000Z" });
    expect((await mailsToExamine(db, NOW)).map((mail) => mail.sha256)).toEqual(["i", "h"]);
  });
});

test("mails are examined in the order in which they came", async () => {
  const db = await aStore();
  await record(db, { uid: 900, received_at: "2022-11-21T03:00:00.000Z" });
  await record(db, { uid: 901, received_at: "2022-11-21T02:00:00.000Z" });
  await record(db, { uid: 899, received_at: "2022-11-21T03:00:00.000Z" });
  expect((await mailsToExamine(db, NOW)).map((mail) => mail.uid)).toEqual([901, 899, 900]);
});

test("a poisonous mail is tried again when it is due, then parked; a person can have it tried again", async () => {
  const db = await aStore();
  await record(db);
  const states: (string | undefined)[] = [];
  for (let i = 0; i < 3; i++) {
    const mail = await readMailRow(db, "M1");
    const retryAt = i < 2 ? new Date("2022-11-21T05:00:00Z") : null;
    if (mail) await inTransaction(db, (tx) => countFailure(tx, mail, "boom", retryAt));
    states.push((await readMailRow(db, "M1"))?.state);
    // Not at once, and later not before the others that wait.
    expect(await mailsToExamine(db, new Date("2022-11-21T04:59:59Z"))).toEqual([]);
    expect(await mailsToExamine(db, new Date("2022-11-21T05:00:00Z"))).toHaveLength(i < 2 ? 1 : 0);
  }
  expect(states).toEqual(["stored", "stored", "parked"]);
  expect(await inTransaction(db, (tx) => examineAgain(tx, "parked"))).toBe(1);
  expect(await readMailRow(db, "M1")).toMatchObject({ state: "stored", attempts: 0, reason: null });
});

describe("examining again", () => {
  test.each([
    ["the parked", "parked" as const, ["M2"]],
    ["all that can be read", "all" as const, ["M1", "M2"]],
    ["some", { ids: ["M1", "M3", "M4", "M9"] }, ["M1"]],
    ["none", { ids: [] }, []],
  ])("%s", async (_why, which, ids) => {
    const db = await aStore();
    await addMail(db, "a@b.example", { sha256: "h" });
    await record(db, { sha256: "i" }, "boom");
    await record(db, { sha256: "h" }); // a duplicate
    await record(db, { sha256: "" }, "over-limit"); // its bytes were never fetched
    expect(await inTransaction(db, (tx) => examineAgain(tx, which))).toBe(ids.length);
    expect((await mailsToExamine(db, NOW)).map((mail) => mail.id)).toEqual(ids);
  });
});

test("a mail that the server kept back is forgotten, so that the next look asks for it again", async () => {
  const db = await aStore();
  await record(db, { uid: 7, sha256: "" }, "too-big");
  const place = { account: "a@b", folder: "INBOX", uid_validity: "1" };
  const row = await readMailRow(db, "M1");
  if (row) Object.assign(place, { account: row.account, folder: row.folder, uid_validity: row.uid_validity });
  await writeCursor(db, { ...place, last_uid: 9, looked_at: "2022-11-21T01:00:00.000Z", junk: 0 });
  expect(await inTransaction(db, (tx) => fetchAgain(tx, "parked"))).toBe(1);
  expect(await readMailRow(db, "M1")).toBeNull();
  expect(await readCursor(db, place.account, place.folder)).toMatchObject({ last_uid: 6 });
});

test("the bytes of a purged mail do not come back as work", async () => {
  const db = await aStore();
  await record(db, { sha256: "h" });
  await db.updateTable("mail").set({ state: "purged" }).execute();
  expect(await isPurged(db, "h")).toBe(true);
  const again = (await record(db, { sha256: "h" })) ?? "";
  expect((await readMailRow(db, again))?.state).toBe("purged");
});

test("what a sender sent before anybody could tell whose it is", async () => {
  const db = await aStore();
  for (const [from, open_question] of [
    ["a@b.example", "no-application"],
    ["a@b.example", "message-only"],
    ["c@d.example", "documents-unfiled"],
    ["a@b.example", "documents-unfiled"],
  ] as const) {
    const id = await addMail(db, from);
    await db.updateTable("mail").set({ open_question }).where("id", "=", id).execute();
  }
  expect(await inTransaction(db, (tx) => unfiledMailsFrom(tx, "a@b.example", "M4"))).toEqual(["M1"]);
  expect((await openQuestions(db)).map((mail) => mail.id)).toEqual(["M1", "M2", "M3", "M4"]);
});

test("a mail that was moved, or that the server numbers anew, is counted once", async () => {
  const db = await aStore();
  for (const folder of ["INBOX", "Junk", "INBOX"]) await record(db, { folder, sha256: "h" });
  expect(await mailsSince(db, "")).toBe(1);
});

test("mails are counted since an instant, copies of our letters apart", async () => {
  const db = await aStore();
  await record(db, { stored_at: "2022-11-21T00:00:00.000Z" });
  await record(db, { stored_at: "2022-11-22T00:00:00.000Z" });
  expect(await mailsSince(db, "2022-11-22T00:00:00.000Z")).toBe(1);
  await db.updateTable("mail").set({ automatic: "own", automatic_rule: "own-address" }).execute();
  expect(await mailsSince(db, "2022-11-21T00:00:00.000Z")).toBe(2);
  expect(await automaticBetween(db, "", "9")).toHaveLength(2);
  await db.updateTable("mail").set({ automatic_rule: "own-letter" }).execute();
  expect(await mailsSince(db, "2022-11-21T00:00:00.000Z")).toBe(0);
  expect(await automaticBetween(db, "", "9")).toHaveLength(0);
});
