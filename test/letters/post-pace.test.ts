import { beforeEach, expect, test } from "vitest";
import type { Delivery } from "../../src/mailbox/smtp-outcome.ts";
import { noteHandedOver, noteTrouble, pauseBefore, postRests } from "../../src/letters/post-pace.ts";
import { readSettings } from "../../src/settings.ts";
import { alarmsSince } from "../../src/store/alarms.ts";
import { inTransaction } from "../../src/store/open.ts";
import type { Database } from "../../src/store/schema.ts";
import { aStore } from "../store/store.ts";

const NOON = Date.parse("2022-11-21T04:00:00Z");
const at = (seconds: number) => new Date(NOON + seconds * 1000);
const clockAt = (seconds: number) => ({ offsetMs: 0, now: () => at(seconds) });

let db: Database;
beforeEach(async () => {
  db = await aStore();
});

test.each([
  ["at once", 0, 10_000],
  ["within the pace", 4, 6_000],
  ["at the pace", 10, 0],
  ["long after", 600, 0],
  ["before the last one, by a clock that was set back", -60, 10_000],
])("the next letter %s", async (_why, seconds, pause) => {
  const settings = readSettings({ PACE: "10s" });
  expect(await pauseBefore({ db, settings, clock: clockAt(0) })).toBe(0);
  await inTransaction(db, (tx) => noteHandedOver(tx, at(0).toISOString()));
  expect(await pauseBefore({ db, settings, clock: clockAt(seconds) })).toBe(pause);
});

const refused: Delivery = { outcome: "never-sent", reason: "535 authentication failed" };
const meet = (delivery: Delivery, seconds = 0) => noteTrouble(delivery, { db, clock: clockAt(seconds) });

test("a server that cannot be used is left alone twice as long each time, to a quarter of an hour", async () => {
  const minutes = [];
  for (let i = 0; i < 6; i++) minutes.push((Date.parse((await meet(refused))?.until ?? "") - NOON) / 60_000);
  expect(minutes).toEqual([1, 2, 4, 8, 15, 15]);
});

test("while it rests nothing is tried; afterwards it is, and where the clock was set back too", async () => {
  await meet(refused);
  const rests = (seconds: number) => postRests(db, at(seconds));
  expect([await rests(0), await rests(59), await rests(60), await rests(-3600)]).toEqual([true, true, false, false]);
});

test("the sixth failure in a row warns the staff with the server's words", async () => {
  for (let i = 0; i < 5; i++) await meet(refused);
  expect(await alarmsSince(db, "")).toEqual([]);
  await meet(refused);
  expect((await alarmsSince(db, "")).map(({ kind, detail }) => [kind, detail.includes("535")])).toEqual([
    ["post-unreachable", true],
  ]);
});

test.each<Delivery>([
  { outcome: "refused", response: "550 no such user" },
  { outcome: "refused-for-now", response: "451 later" },
  { outcome: "unknown", reason: "cut off" },
])("a server that answered or took something is not in trouble: $outcome", async (answered) => {
  await meet(refused);
  expect(await meet(answered)).toBeNull();
  expect(await postRests(db, at(0))).toBe(false);
  expect((await meet(refused))?.failures).toBe(1);
});
