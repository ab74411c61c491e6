import { expect, test } from "vitest";
import {
  knownUids,
  lastComparison,
  lastLook,
  noteComparison,
  readCursor,
  writeCursor,
} from "../../src/store/folders.ts";
import { inTransaction } from "../../src/store/open.ts";
import { recordMail } from "../../src/store/mails.ts";
import { aStore, AT, newMail } from "./store.ts";

const CURSOR = { account: "a", folder: "INBOX", uid_validity: "1", last_uid: 3, looked_at: AT, junk: 0 };

test("the cursor is one for each folder, and the last look that at the inbox: a folder for junk that is read says nothing of it", async () => {
  const db = await aStore();
  expect([await readCursor(db, "a", "INBOX"), await lastLook(db)]).toEqual([null, null]);
  await writeCursor(db, CURSOR);
  await writeCursor(db, { ...CURSOR, folder: "Junk", looked_at: "2022-11-21T05:00:00.000Z", junk: 1 });
  expect(await readCursor(db, "a", "INBOX")).toEqual(CURSOR);
  expect(await lastLook(db)).toBe(AT);
});

test.each([
  ["forward", { last_uid: 9 }, 9],
  ["never back, when a mail that it had passed is taken in", { last_uid: 1 }, 3],
  ["anew under another UIDVALIDITY", { uid_validity: "2", last_uid: 1 }, 1],
])("the cursor goes %s", async (_why, more, last_uid) => {
  const db = await aStore();
  await writeCursor(db, CURSOR);
  await writeCursor(db, { ...CURSOR, ...more, looked_at: "2022-11-21T05:00:00.000Z" });
  const written = { ...CURSOR, ...more, last_uid, looked_at: "2022-11-21T05:00:00.000Z" };
  expect(await readCursor(db, "a", "INBOX")).toEqual(written);
});

test("the ledger knows its UIDs by folder and UIDVALIDITY, the parked and the twice delivered too", async () => {
  const db = await aStore();
  const record = (more: object, parked: string | null = null) =>
    inTransaction(db, (tx) => recordMail(tx, newMail(more), parked));
  await record({ uid: 1, sha256: "h" });
  await record({ uid: 2, sha256: "h" });
  await record({ uid: 3, sha256: "" }, "too-big");
  await record({ uid: 4, uid_validity: "2" });
  await record({ uid: 5, folder: "Junk" });
  expect(await knownUids(db, "a", "INBOX", "1")).toEqual(new Set([1, 2, 3]));
});

test("what comparing a folder found is kept for each folder", async () => {
  const db = await aStore();
  const found = { at: AT, listed: 5, unlisted: 1, recovered: 2, gone: 3 };
  await noteComparison(db, "a", "INBOX", found);
  expect([await lastComparison(db, "a", "INBOX"), await lastComparison(db, "a", "Junk")]).toEqual([found, null]);
});
