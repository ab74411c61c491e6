import { expect, test } from "vitest";
import { breakerHolds, liftBreaker } from "../../src/letters/breaker.ts";
import { untoldAlarms } from "../../src/store/alarms.ts";
import { readLetters } from "../../src/store/letters.ts";
import type { Database } from "../../src/store/schema.ts";
import { addLetter, aStore } from "../store/store.ts";

const at = (hour: number) => new Date(Date.UTC(2022, 10, 21, hour));
const states = async (db: Database) => (await readLetters(db)).map(({ state }) => state);

async function write(db: Database, letters: number, now: Date): Promise<void> {
  for (let one = 0; one < letters; one++) await addLetter(db, { created_at: now.toISOString() });
}

test("so many letters within an hour as are never out of the ordinary stop nothing", async () => {
  const db = await aStore();
  await write(db, 2, at(1));
  expect(await breakerHolds(db, 3, at(1))).toBe(false);
  expect([await states(db), await untoldAlarms(db)]).toEqual([["queued", "queued"], []]);
});

test("one more stops all of them, until a person lifts it", async () => {
  const db = await aStore();
  await write(db, 3, at(1));
  await addLetter(db, { state: "held", reason: "sender-not-bound", created_at: at(2).toISOString() });
  expect(await breakerHolds(db, 3, at(1))).toBe(true);
  expect(await states(db)).toEqual(["held", "held", "held", "held"]);
  expect(await breakerHolds(db, 3, at(9))).toBe(true);
  expect(await liftBreaker(db, "查明", at(9))).toBe(3);
  expect(await states(db)).toEqual(["queued", "queued", "queued", "held"]);
  expect(await breakerHolds(db, 3, at(9))).toBe(false);
  expect(await liftBreaker(db, "查明", at(9))).toBeNull();
});

test("staff are warned each time that it trips, on the same day too", async () => {
  const db = await aStore();
  for (const hour of [1, 5]) {
    await write(db, 3, at(hour));
    expect(await breakerHolds(db, 3, at(hour))).toBe(true);
    await liftBreaker(db, "查明", at(hour + 1));
  }
  expect((await untoldAlarms(db)).map(({ kind }) => kind)).toEqual(["breaker", "breaker"]);
});
