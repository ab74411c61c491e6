import { describe, expect, test } from "vitest";
import type { LetterState } from "../../src/domain/verdicts.ts";
import { confirmSent, noteBounced, noteCopySeen } from "../../src/store/letter-evidence.ts";
import { lettersDue, moveLetter, readLetter, type Letter } from "../../src/store/letters.ts";
import { inTransaction } from "../../src/store/open.ts";
import type { Database } from "../../src/store/schema.ts";
import { markUndeliverable } from "../../src/store/undeliverable.ts";
import { addLetter, addMail, aStore, AT } from "./store.ts";

const NOW = new Date("2022-11-21T03:00:00.000Z");

async function letterIn(db: Database, state: LetterState, more: Partial<Letter> = {}): Promise<Letter> {
  const id = await addLetter(db);
  await moveLetter(db, id, ["queued"], { state, ...more });
  const letter = await readLetter(db, id);
  if (letter === null) throw new Error("it was just written");
  return letter;
}

const TRIED = { tried_since: AT };
const DOUBTED = { doubtful_since: AT };

describe("a copy in our own mailbox, of a letter that is", () => {
  const rows: [state: LetterState, more: Partial<Letter>, after: LetterState, why: string][] = [
    ["sending", TRIED, "sent", "the copy was quicker than the server's answer"],
    ["uncertain", { ...TRIED, ...DOUBTED }, "sent", "the doubt is over"],
    ["queued", TRIED, "sent", "the server said “later” and had it: it must not go again"],
    ["queued", DOUBTED, "sent", "a person released it meanwhile: it must not go again"],
    ["queued", {}, "queued", "no server was asked to take it: the copy is made up"],
    ["held", {}, "held", "nor this one"],
    ["failed", { reason: "550 no" }, "sent", "an earlier try was taken after all"],
    ["failed", { reason: "bounced: 550 no" }, "failed", "it was sent and came back"],
    ["discarded", DOUBTED, "sent", "given up while it was under way"],
    ["discarded", { ...DOUBTED, reason: "purged" }, "discarded", "nothing of it is kept"],
    ["sent", TRIED, "sent", "as expected"],
  ];
  test.each(rows)("%s %j becomes %s: %s", async (state, more, after) => {
    const db = await aStore();
    const letter = await letterIn(db, state, more);
    await inTransaction(db, (tx) => noteCopySeen(tx, letter, "M9", NOW));
    expect(await readLetter(db, letter.id)).toMatchObject({ state: after });
  });
});

describe("a bounce of a letter that is", () => {
  const rows: [state: LetterState, more: Partial<Letter>, after: LetterState][] = [
    ["sent", TRIED, "failed"],
    ["uncertain", DOUBTED, "failed"],
    ["sending", TRIED, "failed"],
    ["queued", TRIED, "failed"],
    ["queued", {}, "queued"],
    ["discarded", DOUBTED, "discarded"],
  ];
  test.each(rows)("%s %j leaves it %s", async (state, more, after) => {
    const db = await aStore();
    const letter = await letterIn(db, state, more);
    await inTransaction(db, (tx) => noteBounced(tx, letter, "550 no"));
    expect(await readLetter(db, letter.id)).toMatchObject({ state: after });
  });
});

test("a person confirms what is in doubt, and nothing else", async () => {
  const db = await aStore();
  const [doubtful, queued] = [await letterIn(db, "uncertain", DOUBTED), await letterIn(db, "queued")];
  const confirm = (letter: Letter) => inTransaction(db, (tx) => confirmSent(tx, letter, "电话核实", NOW));
  expect([await confirm(doubtful), await confirm(queued)]).toEqual([true, false]);
  expect(await readLetter(db, doubtful.id)).toMatchObject({ state: "sent", sent_at: AT, doubtful_since: null });
  const audit = await db.selectFrom("audit").selectAll().execute();
  expect(audit).toMatchObject([{ action: "letter-confirmed", subject: doubtful.id, detail: "电话核实" }]);
});

test("what waits for an address that a bounce came from is held", async () => {
  const db = await aStore();
  const mail_id = await addMail(db, "mailer-daemon@a.example");
  const [waiting, other] = [await addLetter(db), await addLetter(db, { to_address: "wu@b.example" })];
  const row = { address: "li@a.example", since: AT, mail_id, letter_id: null, reason: "550" };
  await inTransaction(db, (tx) => markUndeliverable(tx, row));
  expect(await readLetter(db, waiting)).toMatchObject({ state: "held", reason: "undeliverable" });
  expect(await readLetter(db, other)).toMatchObject({ state: "queued" });
});

test("a clock that is set back keeps no letter waiting that it had put off, and changes no due one's turn", async () => {
  const db = await aStore();
  const far = await addLetter(db, { not_before: "2023-11-21T01:00:00.000Z" });
  await addLetter(db, { not_before: "2022-11-21T04:00:00.000Z" });
  const tried = await addLetter(db);
  await moveLetter(db, tried, ["queued"], { attempts: 3 });
  expect((await lettersDue(db, NOW, 4 * 3_600_000)).map(({ id }) => id)).toEqual([far, tried]);
});
