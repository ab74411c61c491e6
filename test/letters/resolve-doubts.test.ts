import { pino } from "pino";
import { beforeEach, describe, expect, test } from "vitest";
import { loadRules } from "../../src/parts.ts";
import { resolveDoubts, type SentFolder } from "../../src/letters/resolve-doubts.ts";
import { readSettings } from "../../src/settings.ts";
import { alarmsSince } from "../../src/store/alarms.ts";
import { FILING, moveLetter, readLetter, type Letter } from "../../src/store/letters.ts";
import type { Database } from "../../src/store/schema.ts";
import { addLetter, aStore } from "../store/store.ts";

const MINUTE = 60_000;
const NOON = Date.parse("2022-11-21T04:00:00Z");
const settings = readSettings({ DOUBT: "30m" });
const rules = loadRules(settings);

let db: Database;
let now: number;
/** The folder for sent mail: what lies there, what was asked and filed, and whether it can be reached. */
let lies: string[];
let asked: string[][];
let filed: string[];
let reachable: boolean;

const folder: SentFolder = {
  find(messageIds) {
    if (!reachable) return Promise.reject(new Error("unreachable"));
    asked.push(messageIds);
    return Promise.resolve(messageIds.filter((id) => lies.includes(id)));
  },
  file(raw) {
    if (!reachable) return Promise.reject(new Error("unreachable"));
    filed.push(/^Message-ID:\s*(<[^>]+>)/im.exec(raw.toString())?.[1] ?? "");
    return Promise.resolve(true);
  },
};

beforeEach(async () => {
  db = await aStore();
  [now, lies, asked, filed, reachable] = [NOON, [], [], [], true];
});

/** A look after so many minutes. */
async function look(minutes = 0, how?: { always: boolean }, at = folder): Promise<void> {
  now += minutes * MINUTE;
  const clock = { offsetMs: 0, now: () => new Date(now) };
  await resolveDoubts(at, { db, rules, settings, clock, log: pino({ level: "silent" }) }, how);
}

async function letterIn(state: Letter["state"], more: Partial<Letter>): Promise<Letter> {
  const id = await addLetter(db);
  await moveLetter(db, id, ["queued"], { state, ...more });
  return present(id);
}

async function present(id: string): Promise<Letter> {
  const letter = await readLetter(db, id);
  if (!letter) throw new Error(`no letter ${id}`);
  return letter;
}

const doubtful = () => letterIn("uncertain", { doubtful_since: new Date(NOON).toISOString() });
const owed = (filed_in_sent = FILING.due) => letterIn("sent", { filed_in_sent });

describe("a letter in doubt", () => {
  test("is sent when its copy stands in the folder, since it was handed over", async () => {
    const [there, elsewhere] = [await doubtful(), await doubtful()];
    lies = [there.message_id];
    await look(5);
    expect(await present(there.id)).toMatchObject({
      state: "sent",
      sent_at: there.doubtful_since,
      doubtful_since: null,
    });
    expect(await present(elsewhere.id)).toMatchObject({ state: "uncertain" });
  });

  test("calls for a person once, when its copy has not come within the wait", async () => {
    const { id } = await doubtful();
    await look(29);
    expect(await alarmsSince(db, "")).toEqual([]);
    await look(1);
    await look(5);
    const alarms = await alarmsSince(db, "");
    expect(alarms.map(({ kind, about }) => [kind, about])).toEqual([["letter-in-doubt", id]]);
    for (const verb of ["confirm", "release", "discard"]) expect(alarms[0]?.detail).toContain(`letters ${verb} ${id}`);
    expect(await present(id)).toMatchObject({ state: "uncertain" });
  });

  test("calls for a person where the mailbox cannot be reached, too", async () => {
    const { id } = await doubtful();
    reachable = false;
    await look(31);
    expect((await alarmsSince(db, "")).map(({ about }) => about)).toEqual([id]);
  });

  test("is looked for each minute at first, then at a tenth of its age; always where a person asks", async () => {
    await doubtful();
    const looks = async (minutes: number, how?: { always: boolean }) => {
      const before = asked.length;
      await look(minutes, how);
      return asked.length - before;
    };
    expect([await looks(0), await looks(0.5), await looks(0.5)]).toEqual([1, 0, 1]);
    expect([await looks(60), await looks(5), await looks(2)]).toEqual([1, 0, 1]);
    expect([await looks(0.1), await looks(0, { always: true })]).toEqual([0, 1]);
  });

  test("is looked for at once by a clock that was set back", async () => {
    await doubtful();
    await look(600);
    await look(-300);
    expect(asked).toHaveLength(2);
  });
});

describe("a copy that is owed to the folder", () => {
  test("is filed once, without looking for it", async () => {
    const { id, message_id } = await owed();
    await look();
    await look(5);
    expect([filed, asked]).toEqual([[message_id], []]);
    expect(await present(id)).toMatchObject({ filed_in_sent: FILING.done });
  });

  test("is filed no more where the account has no such folder", async () => {
    const { id } = await owed();
    await look(0, undefined, { ...folder, file: () => Promise.resolve(false) });
    expect(await present(id)).toMatchObject({ filed_in_sent: FILING.none });
  });

  test("that may lie there since a fault is looked for first, and filed again only where it does not", async () => {
    const [cut, lost] = [await owed(), await owed()];
    reachable = false;
    await look();
    expect((await present(cut.id)).filed_in_sent).toBe(FILING.begun);
    reachable = true;
    const unsearchable: SentFolder = { ...folder, find: () => Promise.reject(new Error("unreachable")) };
    await look(5, { always: false }, unsearchable); // Nobody can say whether it lies there: nothing is filed.
    expect(filed).toEqual([]);
    lies = [cut.message_id];
    await look(5);
    expect(filed).toEqual([lost.message_id]);
    for (const { id } of [cut, lost]) expect((await present(id)).filed_in_sent).toBe(FILING.done);
  });
});
