import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import { alarmMail, tellAlarms } from "../../src/staff/alarm-mail.ts";
import { loadRules } from "../../src/parts.ts";
import { readSettings } from "../../src/settings.ts";
import { raiseAlarm, untoldAlarms, type Alarm } from "../../src/store/alarms.ts";
import { startSmtpSink } from "../servers/smtp-sink.ts";
import { aStore } from "../store/store.ts";

const rules = loadRules(readSettings({}));
const NOON = Date.parse("2022-11-21T04:00:00Z");

async function scene(env: Record<string, string> = { STAFF_MAIL: "staff@ccia.example" }) {
  const sink = await startSmtpSink();
  onTestFinished(() => sink.stop());
  const db = await aStore();
  const at = (minutes: number) => new Date(NOON + minutes * 60_000);
  const parts = { db, rules, settings: readSettings({ SMTP_URL: sink.url, ...env }), log: pino({ level: "silent" }) };
  return {
    sink,
    raise: (about: string) => raiseAlarm(db, { kind: "loop", about, detail: `情况${about}` }, at(0)),
    tell: (minutes: number) => tellAlarms({ ...parts, clock: { offsetMs: 0, now: () => at(minutes) } }),
    untold: async () => (await untoldAlarms(db)).map(({ about }) => about),
  };
}

test("one mail tells of all that the staff were not told yet, once", async () => {
  const { sink, raise, tell, untold } = await scene();
  await raise("甲");
  await raise("乙");
  await tell(1);
  await tell(2);
  expect(sink.mails.map(({ envelope }) => envelope.to)).toEqual([["staff@ccia.example"]]);
  expect(await untold()).toEqual([]);
  await raise("丙");
  await tell(3);
  expect(sink.mails).toHaveLength(2);
});

test("after failures it is tried again later and later, at most half an hour, and nothing is forgotten", async () => {
  const { sink, raise, tell, untold } = await scene();
  await raise("甲");
  sink.fail({ at: "auth", refuse: 535 });
  await tell(0); // The next try: two minutes later,
  await tell(2); // four,
  await tell(6); // eight,
  await tell(14); // sixteen,
  await tell(30); // thirty.
  sink.fail(null);
  for (const minutes of [31, 59.9]) await tell(minutes);
  expect([sink.mails.length, await untold()]).toEqual([0, ["甲"]]);
  await tell(60);
  expect([sink.mails.length, await untold()]).toEqual([1, []]);
});

test("a clock that was set back keeps nobody waiting", async () => {
  const { sink, raise, tell } = await scene();
  await raise("甲");
  sink.fail({ at: "auth", refuse: 535 });
  await tell(600);
  sink.fail(null);
  await tell(1);
  expect(sink.mails).toHaveLength(1);
});

test("what the server may have taken is not told twice", async () => {
  const { sink, raise, tell, untold } = await scene();
  await raise("甲");
  sink.fail({ at: "after-dot", drop: true });
  await tell(0);
  expect([sink.mails.length, await untold()]).toEqual([1, []]);
});

test("what one mail has no room for is told by the next", async () => {
  const { sink, raise, tell, untold } = await scene();
  for (let one = 0; one < 52; one++) await raise(`${one}`);
  await tell(1);
  expect(await untold()).toHaveLength(2);
  await tell(2);
  expect([sink.mails.length, await untold()]).toEqual([2, []]);
});

test("without an address of the staff nothing is sent, and nothing counts as told", async () => {
  const { sink, raise, tell, untold } = await scene({ STAFF_MAIL: "" });
  await raise("甲");
  await tell(1);
  expect([sink.mails.length, await untold()]).toEqual([0, ["甲"]]);
});

test("what strangers wrote stays in its line and does nothing; of very many the rest is counted", () => {
  const alarm = (detail: string): Alarm => ({
    ...{ id: "W1", kind: "loop", about: "", raised_at: "2022-11-21T04:00:00Z", told_at: null },
    detail,
  });
  const strange = alarm("来自<script>alert(1)</script>\r\nBcc: all@a.example\n2. 假");
  const { subject, text, html } = alarmMail([strange, ...Array.from({ length: 52 }, () => alarm("情况"))], rules);
  expect(subject).toContain("53项");
  expect(text.split("\n").filter((line) => /^(Bcc|2\. 假)/.test(line))).toEqual([]);
  expect(html).not.toContain("<script>");
  expect(text.match(/^\d+\. /gm)).toHaveLength(50);
  expect(text).toContain("另有3项将另信告知");
});
