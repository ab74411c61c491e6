import { expect, onTestFinished, test } from "vitest";
import { serveHealth } from "../../src/console/serve.ts";
import { writeCursor } from "../../src/store/folders.ts";
import { aStore, AT } from "../store/store.ts";

const MINUTE = 60_000;

/** The status of /healthz so many minutes after a start at `AT`. */
async function served(lastLook: number | null) {
  const db = await aStore();
  const instant = (minutes: number) => new Date(Date.parse(AT) + minutes * MINUTE);
  if (lastLook !== null) {
    const cursor = { account: "a", folder: "INBOX", uid_validity: "1", last_uid: 1, junk: 0 };
    await writeCursor(db, { ...cursor, looked_at: instant(lastLook).toISOString() });
  }
  let now = instant(0);
  const health = await serveHealth({ host: "127.0.0.1", port: 0 }, { db, clock: { now: () => now } });
  onTestFinished(() => health.close());
  return async (minutes: number) => {
    now = instant(minutes);
    return (await fetch(`${health.address ?? ""}/healthz`)).status;
  };
}

test.each([
  ["never read: reckoned from the start", null, [30, 200], [31, 503]],
  ["read before the start: the first look is waited for, the silence goes on", -90, [5, 200], [6, 503]],
  ["read since", 10, [40, 200], [41, 503]],
] as const)("/healthz of a mailbox %s", async (_why, lastLook, [calm, ok], [silent, alarmed]) => {
  const statusAt = await served(lastLook);
  expect([await statusAt(calm), await statusAt(silent)]).toEqual([ok, alarmed]);
});
