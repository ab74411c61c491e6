import { expect, test } from "vitest";
import { startClock } from "../../src/clock.ts";
import { holdReason } from "../../src/letters/letter-hold.ts";
import { readSettings } from "../../src/settings.ts";
import { readMailRow, type Mail } from "../../src/store/mails.ts";
import { writeMeta } from "../../src/store/open.ts";
import type { Database } from "../../src/store/schema.ts";
import { addApplication, addLetter, addMail, aStore } from "../store/store.ts";

const TO = "li@a.example";
const NOW = Date.parse("2022-11-21T12:00:00.000Z");
const hoursAgo = (hours: number) => new Date(NOW - hours * 3_600_000).toISOString();

async function scene(): Promise<{ db: Database; mailAt: (received_at: string) => Promise<Mail> }> {
  const db = await aStore();
  await writeMeta(db, "first-start", hoursAgo(24));
  const mailAt = async (received_at: string) => {
    const mail = await readMailRow(db, await addMail(db, TO, { received_at }));
    if (!mail) throw new Error("no mail");
    return mail;
  };
  return { db, mailAt };
}

const hold = (db: Database, applicationId: string | null, mails: Mail[], env: Record<string, string> = {}) => {
  const clock = startClock(NOW - Date.now());
  const letter = { to: TO, applicationId, answers: mails, hold: null };
  return holdReason(letter, { db, settings: readSettings(env), clock });
};

test.each([
  ["auto", {}, null],
  ["hold", { REPLIES: "hold" }, "REPLIES=hold"],
  ["off", { REPLIES: "off" }, "REPLIES=off"],
])("REPLIES=%s", async (_why, env, reason) => {
  const { db, mailAt } = await scene();
  expect(await hold(db, null, [await mailAt(hoursAgo(1))], env)).toBe(reason);
});

test.each([
  ["all of it before the first start", [30, 26], {}, "before-answer-from"],
  ["some of it after", [30, 1], {}, null],
  ["none of it mail: paper was logged", [], {}, null],
  ["before the mark that a person set", [3], { ANSWER_FROM: hoursAgo(2) }, "before-answer-from"],
  ["an old mailbox that a person wants answered", [30], { ANSWER_FROM: hoursAgo(48) }, null],
])("what is answered is %s", async (_why, hours, env, reason) => {
  const { db, mailAt } = await scene();
  const mails = [];
  for (const ago of hours) mails.push(await mailAt(hoursAgo(ago)));
  expect(await hold(db, null, mails, env)).toBe(reason);
});

test("the fourth letter to an address within a day waits; discarded and older ones do not count", async () => {
  const { db } = await scene();
  await addLetter(db, { created_at: hoursAgo(25) });
  await addLetter(db, { created_at: hoursAgo(1), state: "discarded" });
  await addLetter(db, { created_at: hoursAgo(23) });
  await addLetter(db, { created_at: hoursAgo(2) });
  expect(await hold(db, null, [])).toBeNull();
  await addLetter(db, { created_at: hoursAgo(1), state: "held" });
  expect(await hold(db, null, [])).toBe("many-to-one-address");
});

test("the eleventh letter about an application within a week waits, whoever it goes to", async () => {
  const { db } = await scene();
  const application_id = await addApplication(db, "甲有限公司");
  for (let i = 0; i < 10; i++) {
    expect(await hold(db, application_id, [])).toBeNull();
    await addLetter(db, { application_id, to_address: `a${i}@a.example`, created_at: hoursAgo(160) });
  }
  expect(await hold(db, application_id, [])).toBe("many-to-one-application");
  expect(await hold(db, null, [])).toBeNull();
});
