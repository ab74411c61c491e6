import { expect, test } from "vitest";
import { hangBell } from "../src/bell.ts";

const DAY = 86_400_000;
const never = new AbortController().signal;

test("a ring wakes who waits, and one while nobody waited wakes the next, once", async () => {
  const bell = hangBell();
  const waiting = bell.wait(DAY, never);
  bell.ring();
  await waiting;
  bell.ring();
  bell.ring();
  await bell.wait(DAY, never);
  const over = new AbortController();
  const again = Promise.race([bell.wait(DAY, over.signal).then(() => "woken"), Promise.resolve("rests")]);
  expect(await again).toBe("rests");
  over.abort();
});

test("the signal ends a rest, and lets none begin; so does its time", async () => {
  const over = new AbortController();
  const waiting = hangBell().wait(DAY, over.signal);
  over.abort();
  await waiting;
  await hangBell().wait(DAY, over.signal);
  await hangBell().wait(0, never);
});
