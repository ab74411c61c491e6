import { expect, test } from "vitest";
import type { LetterState } from "../../src/domain/verdicts.ts";
import { breakerHolds } from "../../src/letters/breaker.ts";
import { readLetters, moveLetter } from "../../src/store/letters.ts";
import { addLetter, aStore, AT } from "../store/store.ts";
import { tempDir } from "../temp-dir.ts";
import { intake } from "../whole/intake.ts";

const releasable: LetterState[] = ["held", "failed", "uncertain"];

test("release takes what is held, failed or uncertain, and the audit tells what it was", async () => {
  const folder = tempDir();
  const db = await aStore(folder);
  for (const state of releasable) {
    await moveLetter(db, await addLetter(db), ["queued"], { state, reason: `was ${state}`, attempts: 3 });
  }
  expect(await intake(["letters", "release", "L1", "L2", "L3"], { DATA_DIR: folder })).toMatchObject({ status: 0 });
  const letters = await readLetters(db);
  expect(letters.map(({ state, reason, attempts }) => [state, reason, attempts])).toEqual(
    releasable.map(() => ["queued", null, 0]),
  );
  const audit = await db.selectFrom("audit").select(["action", "subject", "detail"]).orderBy("id").execute();
  expect(audit).toEqual(
    releasable.map((state, i) => ({
      action: "letter-released",
      subject: `L${i + 1}`,
      detail: `${state}: was ${state}`,
    })),
  );
});

test.each<LetterState>(["queued", "sending", "sent", "discarded"])(
  "release refuses a letter that is %s",
  async (state) => {
    const folder = tempDir();
    const db = await aStore(folder);
    await moveLetter(db, await addLetter(db), ["queued"], { state });
    const { status, err } = await intake(["letters", "release", "L1"], { DATA_DIR: folder });
    expect({ status, err }).toEqual({ status: 1, err: expect.stringContaining(`L1 is ${state}`) as string });
    expect((await readLetters(db)).map((one) => one.state)).toEqual([state]);
  },
);

test("what is discarded is called so, in the audit and where it comes too late", async () => {
  const folder = tempDir();
  const db = await aStore(folder);
  await addLetter(db);
  expect(await intake(["letters", "discard", "L1"], { DATA_DIR: folder })).toMatchObject({ status: 0 });
  const { err } = await intake(["letters", "discard", "L1"], { DATA_DIR: folder });
  expect(err).toBe("intake: letter L1 is discarded; only held, queued, failed, uncertain can be discarded\n");
  const audit = await db.selectFrom("audit").select(["action", "subject"]).execute();
  expect(audit).toEqual([{ action: "letter-discarded", subject: "L1" }]);
});

test("of several letters none moves where one cannot; one that is named twice moves once", async () => {
  const DATA_DIR = tempDir();
  const db = await aStore(DATA_DIR);
  await addLetter(db);
  expect(await intake(["letters", "discard", "L1", "L9"], { DATA_DIR })).toMatchObject({ status: 1 });
  expect((await readLetters(db)).map(({ state }) => state)).toEqual(["queued"]);
  expect(await intake(["letters", "discard", "L1", "L1"], { DATA_DIR })).toMatchObject({ status: 0 });
});

test("confirm takes what is in doubt for sent, and nothing else", async () => {
  const DATA_DIR = tempDir();
  const db = await aStore(DATA_DIR);
  await moveLetter(db, await addLetter(db), ["queued"], { state: "uncertain", doubtful_since: AT });
  const confirm = () => intake(["letters", "confirm", "L1", "--why", "电话核实"], { DATA_DIR });
  expect((await confirm()).out).toMatch(/^L1 +receipt +sent /);
  expect(await confirm()).toMatchObject({
    status: 1,
    err: "intake: letter L1 is sent; only uncertain can be confirmed\n",
  });
  expect(await readLetters(db)).toMatchObject([{ state: "sent", sent_at: AT, doubtful_since: null }]);
});

test("resume lets go what the breaker held, and only that; once", async () => {
  const DATA_DIR = tempDir();
  const db = await aStore(DATA_DIR);
  for (let i = 0; i < 3; i++) await addLetter(db);
  await moveLetter(db, "L1", ["queued"], { state: "held", reason: "sender-unverified" });
  expect(await breakerHolds(db, 2, new Date(AT))).toBe(true);
  expect((await readLetters(db)).map(({ state }) => state)).toEqual(["held", "held", "held"]);
  const resume = () => intake(["letters", "resume", "--why", "已查明", "--json"], { DATA_DIR });
  expect(JSON.parse((await resume()).out)).toEqual({ queued: 2 });
  expect((await readLetters(db)).map(({ id, state }) => `${id} ${state}`).sort()).toEqual([
    "L1 held",
    "L2 queued",
    "L3 queued",
  ]);
  expect(await resume()).toMatchObject({
    status: 1,
    err: expect.stringContaining("letters are not stopped") as string,
  });
});
