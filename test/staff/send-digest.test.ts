import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import { loadRules } from "../../src/parts.ts";
import { sendDigestWhenDue } from "../../src/staff/send-digest.ts";
import { readSettings } from "../../src/settings.ts";
import { startSmtpSink } from "../servers/smtp-sink.ts";
import { aStore } from "../store/store.ts";

const rules = loadRules(readSettings({}));

async function scene() {
  const sink = await startSmtpSink();
  onTestFinished(() => sink.stop());
  const settings = readSettings({ SMTP_URL: sink.url, STAFF_MAIL: "staff@ccia.example" });
  const db = await aStore();
  const log = pino({ level: "silent" });
  const at = (time: string) =>
    sendDigestWhenDue({
      ...{ db, log, rules, settings },
      clock: { offsetMs: 0, now: () => new Date(`2022-11-${time}:00+08:00`) },
    });
  return { sink, at };
}

test("once a day, from its hour on", async () => {
  const { sink, at } = await scene();
  for (const time of ["21T00:30", "21T23:00", "21T23:01", "22T23:00"]) await at(time);
  expect(sink.mails).toHaveLength(2);
});

test("a failed one is tried again after half an hour, not each minute", async () => {
  const { sink, at } = await scene();
  sink.fail({ at: "auth", refuse: 535 });
  await at("21T23:00");
  sink.fail(null);
  await at("21T23:01");
  await at("21T23:29");
  expect(sink.mails).toHaveLength(0);
  await at("21T23:30");
  expect(sink.mails).toHaveLength(1);
});

test("a clock that was set back keeps nobody waiting", async () => {
  const { sink, at } = await scene();
  sink.fail({ at: "auth", refuse: 535 });
  await at("25T23:00");
  sink.fail(null);
  await at("21T23:00");
  expect(sink.mails).toHaveLength(1);
});

test("one that the server may have taken is not sent twice", async () => {
  const { sink, at } = await scene();
  sink.fail({ at: "after-dot", drop: true });
  await at("21T23:00");
  sink.fail(null);
  await at("21T23:50");
  expect(sink.mails).toHaveLength(1);
});
