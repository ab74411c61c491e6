import { afterEach, describe, expect, test } from "vitest";
import { NEEDS_DOVECOT, dovecotIsHere } from "../servers/dovecot.ts";
import { BAIHE, LUOCHUAN, MUYUAN } from "./companies.ts";
import { intake, intakeJson, type Environment } from "./intake.ts";
import { declarationPdf } from "./papers.ts";
import { AT_TEN, onlyWord, openSecretariat, type Secretariat } from "./secretariat.ts";
import { sends } from "./stories.ts";

/** Our own mailbox gets a copy of each letter. */
const OWN = "cciahyz@china-cia.org.cn";
const LATER = { NOW: "2022-11-21T14:00:00+08:00" };

describe.skipIf(!dovecotIsHere)(`when letters go and when they wait${NEEDS_DOVECOT}`, () => {
  let desk: Secretariat;
  const open = async (settings: Environment = {}) => {
    desk = await openSecretariat(settings);
    await desk.arrives(LUOCHUAN, onlyWord(LUOCHUAN));
  };
  afterEach(() => desk.close());
  const states = async () => (await desk.letters()).map(({ state, reason }) => [state, reason]);

  test("REPLIES=hold: composed and held; released it goes, discarded it never does", async () => {
    await open({ REPLIES: "hold" });
    await desk.arrives(MUYUAN, onlyWord(MUYUAN));
    expect(await desk.once()).toMatchObject({ lettersQueued: 0, lettersSent: 0, lettersHeld: 2 });
    expect(await states()).toEqual([
      ["held", "REPLIES=hold"],
      ["held", "REPLIES=hold"],
    ]);
    await desk.once();
    expect(desk.sink.mails).toEqual([]);
    expect(await intakeJson(["letters", "release", "L1"], desk.env)).toMatchObject([{ id: "L1", state: "queued" }]);
    expect(await intakeJson(["letters", "discard", "L2"], desk.env)).toMatchObject([{ id: "L2", state: "discarded" }]);
    expect(await desk.once()).toMatchObject({ lettersSent: 1 });
    await desk.once();
    expect(desk.sink.mails.map(({ envelope }) => envelope.to)).toEqual([["chengluo@luochuan.example", OWN]]);
    expect((await states()).map(([state]) => state)).toEqual(["sent", "discarded"]);
    const again = await intake(["letters", "release", "L1"], desk.env);
    expect(again).toMatchObject({ status: 1, out: "" });
  });

  test("REPLIES=off: composed and shown, never sent, not even by a release", async () => {
    await open({ REPLIES: "off" });
    expect(await desk.once()).toMatchObject({ fetched: 1, lettersSent: 0, lettersHeld: 1 });
    expect(await desk.run("letters", "show", "L1")).toContain(LUOCHUAN.name);
    expect(await intake(["letters", "release", "L1"], desk.env)).toMatchObject({ status: 1, out: "" });
    await desk.once();
    expect(desk.sink.mails).toEqual([]);
  });

  test("ANSWER_FROM by itself is the first start: older mail is filed and its letter held, newer is answered", async () => {
    await open({ ANSWER_FROM: "" });
    expect(await desk.once()).toMatchObject({ fetched: 1, examined: 1, lettersSent: 0, lettersHeld: 1 });
    expect(await states()).toEqual([["held", "before-answer-from"]]);
    expect(await desk.status()).toHaveLength(1);
    const newer = await sends(BAIHE, onlyWord(BAIHE), { minutes: 1 }).build();
    await desk.dovecot.append(newer, { date: new Date("2022-11-21T11:00:00+08:00") });
    expect(await desk.once(LATER)).toMatchObject({ fetched: 1, lettersSent: 1, lettersHeld: 0 });
    expect(desk.sink.mails.map(({ envelope }) => envelope.to)).toEqual([["zhaobai@baihe.example", OWN]]);
  });

  test.each([
    ["not there at all", { at: "connect", refuse: 421, words: "later" }],
    ["refusing for now", { at: "rcpt", refuse: 451, words: "greylisted" }],
    ["gone before the mail was handed over", { at: "mail", drop: true }],
  ] as const)("SMTP is down (%s): the letter stays queued and goes out later, once", async (_how, fault) => {
    await open();
    desk.sink.fail(fault);
    expect(await desk.once()).toMatchObject({ lettersQueued: 1, lettersSent: 0 });
    expect((await states()).map(([state]) => state)).toEqual(["queued"]);
    desk.sink.fail(null);
    expect(await desk.once(LATER)).toMatchObject({ fetched: 0, lettersSent: 1 });
    expect((await states()).map(([state]) => state)).toEqual(["sent"]);
    expect(desk.sink.mails).toHaveLength(1);
  });

  test("nobody listens where SMTP_URL points: queued, and sent when somebody does", async () => {
    await open();
    const nobody = await desk.once({ SMTP_URL: "smtp://u:p@127.0.0.1:9" });
    expect(nobody).toMatchObject({ lettersQueued: 1, lettersSent: 0 });
    expect(await desk.once(LATER)).toMatchObject({ lettersSent: 1 });
  });

  test("the line breaks after the final dot: uncertain, shown in the digest, not sent again", async () => {
    await open();
    desk.sink.fail({ at: "after-dot", drop: true });
    expect(await desk.once()).toMatchObject({ lettersQueued: 1, lettersSent: 0 });
    desk.sink.fail(null);
    expect((await states()).map(([state]) => state)).toEqual(["uncertain"]);
    expect(await desk.once(LATER)).toMatchObject({ lettersSent: 0 });
    expect(await desk.run("digest")).toContain("L1");
  });

  test("refused for good: failed, shown in the digest", async () => {
    await open();
    desk.sink.fail({ at: "rcpt", refuse: 550, words: "no such user" });
    await desk.once();
    expect((await states()).map(([state]) => state)).toEqual(["failed"]);
    expect(await desk.run("digest")).toContain("L1");
  });

  test("a bounce of our letter marks it failed and is not answered", async () => {
    await open();
    await desk.once();
    const [letter] = await desk.letters();
    const bounce = [
      "Return-Path: <>",
      "From: MAILER-DAEMON@mx.luochuan.example",
      "To: cciahyz@china-cia.org.cn",
      "Subject: Undelivered Mail Returned to Sender",
      "MIME-Version: 1.0",
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      "",
      "--b\r\nContent-Type: text/plain\r\n\r\nno such user",
      "--b\r\nContent-Type: message/delivery-status\r\n\r\nFinal-Recipient: rfc822; x@y.example\r\nAction: failed",
      `--b\r\nContent-Type: message/rfc822-headers\r\n\r\nMessage-ID: ${letter?.messageId ?? ""}\r\n\r\n--b--\r\n`,
    ].join("\r\n");
    await desk.dovecot.append(bounce, { date: new Date(AT_TEN) });
    expect(await desk.once(LATER)).toMatchObject({ fetched: 1, examined: 1, lettersQueued: 0, lettersSent: 0 });
    expect((await states()).map(([state]) => state)).toEqual(["failed"]);
  });

  test("several mails within one pass get one letter, in answer to the last", async () => {
    await open();
    await desk.arrives(LUOCHUAN, { "宣言.pdf": () => declarationPdf(LUOCHUAN) });
    expect(await desk.once()).toMatchObject({ fetched: 2, lettersSent: 1 });
  });
});
