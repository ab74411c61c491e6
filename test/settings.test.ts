import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Refusal } from "../src/refusal.ts";
import { environment, readSettings } from "../src/settings.ts";
import { tempDir } from "./temp-dir.ts";

const MAILBOX = { MAILBOX_URL: "imaps://ccia:geheim@mail.example:993/INBOX" };

function fileOf(text: string): string {
  const path = join(tempDir(), "value");
  writeFileSync(path, text);
  return path;
}

function refusalOf(env: Record<string, string>): string {
  try {
    readSettings(env);
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal);
    const { message } = error as Refusal;
    expect(message).not.toContain("\n");
    return message;
  }
  throw new Error("not refused");
}

test("without settings it is the demonstration", () => {
  expect(readSettings({})).toEqual({
    ...{ mailboxUrl: null, smtpUrl: null, mailFrom: null, staffMail: [], replies: "auto", settleMs: 2000 },
    ...{ answerFrom: null, pollMs: 60_000, rulesPath: "rules/sunshine-2022.yaml", dataDir: "data/demo" },
    ...{ junkFolder: null, authservId: null, letterCopy: "bcc", paceMs: 1000, doubtMs: 1_800_000 },
    ...{ breakerLetters: 60 },
    ...{ console: { host: "127.0.0.1", port: 8022 }, now: null },
  });
});

test("a mailbox changes the folder and the settling time", () => {
  expect(readSettings(MAILBOX)).toMatchObject({
    dataDir: "data",
    settleMs: 90_000,
    ...{ mailboxUrl: MAILBOX.MAILBOX_URL },
  });
});

test.each([
  ["empty is not set", { REPLIES: " ", MAIL_FROM: "" }, { replies: "auto", mailFrom: null }],
  ["spaces around", { REPLIES: " hold " }, { replies: "hold" }],
  ["several staff", { STAFF_MAIL: "a@b.example, c@d.example," }, { staffMail: ["a@b.example", "c@d.example"] }],
  ["at once", { SETTLE: "0s" }, { settleMs: 0 }],
  ["minutes and fractions", { SETTLE: "1.5m", POLL: "1s" }, { settleMs: 90_000, pollMs: 1000 }],
  ["a folder for junk", { JUNK: "垃圾邮件" }, { junkFolder: "垃圾邮件" }],
  ["copies, pace and doubt", { LETTER_COPY: "sent", PACE: "0s", DOUBT: "1h" }, { letterCopy: "sent", paceMs: 0 }],
  ["a broader breaker", { BREAKER: "500" }, { breakerLetters: 500 }],
  ["no console", { CONSOLE: "off" }, { console: null }],
  ["a console on IPv6", { CONSOLE: "[::1]:80" }, { console: { host: "::1", port: 80 } }],
  ["an instant in Beijing", { NOW: "2022-11-21T09:00:00+08:00" }, { now: new Date("2022-11-21T01:00:00Z") }],
  ["an instant in UTC", { ANSWER_FROM: "2022-11-21T01:00:00Z" }, { answerFrom: new Date("2022-11-21T01:00:00Z") }],
])("%s", (_why, env, expected) => {
  expect(readSettings(env)).toMatchObject(expected);
});

const wrong: [why: string, env: Record<string, string>, says: (string | RegExp)[]][] = [
  ["the inbox as the folder for junk", { ...MAILBOX, JUNK: "INBOX" }, ["JUNK", "INBOX", "another folder"]],
  ["no address at all", { MAILBOX_URL: "geheim" }, ["MAILBOX_URL", "imaps://user:password@host"]],
  ["another scheme", { MAILBOX_URL: "https://ccia:geheim@mail.example" }, ["MAILBOX_URL", "imaps://"]],
  ["no login", { MAILBOX_URL: "imaps://mail.example/INBOX" }, ["MAILBOX_URL", "imaps://user:password@"]],
  ["a # in the password", { MAILBOX_URL: "imaps://ccia:geheim#1@mail.example" }, ["MAILBOX_URL", "percent-encoded"]],
  ["a / in the password", { MAILBOX_URL: "imaps://ccia:geheim/1@mail.example" }, ["MAILBOX_URL", "percent-encoded"]],
  ["IMAP for SMTP", { SMTP_URL: "imaps://ccia:geheim@mail.example" }, ["SMTP_URL", "smtps://"]],
  ["a From with a name", { MAIL_FROM: "CCIA <a@b.example>" }, ["MAIL_FROM", "CCIA <a@b.example>", "name@example.org"]],
  ["one of the staff without @", { STAFF_MAIL: "a@b.example,c" }, ["STAFF_MAIL holds c,", "name@example.org"]],
  ["a breaker that lets nothing pass", { BREAKER: "0" }, ["BREAKER holds 0", "such as 60"]],
  ["a full-width comma", { STAFF_MAIL: "a@b.example，c@d.example" }, ["STAFF_MAIL"]],
  ["a word that is none of three", { REPLIES: "yes" }, ["REPLIES holds yes", "auto, hold, off"]],
  ["a time without a unit", { SETTLE: "90" }, ["SETTLE holds 90;", "2s"]],
  ["a time too long", { SETTLE: "25h" }, ["SETTLE holds 25h", "24h"]],
  ["a poll too short", { POLL: "0s" }, ["POLL holds 0s", "from 1s"]],
  ["no instant", { ANSWER_FROM: "yesterday" }, ["ANSWER_FROM holds yesterday", "2022-11-21T09:00:00+08:00"]],
  ["an instant without its zone", { NOW: "2022-11-21T09:00:00" }, ["NOW", "zone"]],
  ["a day that does not exist", { NOW: "2022-02-30T09:00:00+08:00" }, ["NOW holds 2022-02-30"]],
  ["a console without a port", { CONSOLE: "localhost" }, ["CONSOLE holds localhost", "host:port", "off"]],
  ["a port too high", { CONSOLE: "localhost:70000" }, ["CONSOLE holds localhost:70000"]],
  ["another database", { DATABASE_URL: "postgres://u:geheim@h/d" }, ["DATABASE_URL", "DATA_DIR"]],
  ["a file that is not there", { MAILBOX_URL_FILE: "/nowhere/url" }, ["MAILBOX_URL_FILE holds /nowhere/url"]],
];

test.each(wrong)("refuses %s and never says the secret", (_why, env, says) => {
  const message = refusalOf(env);
  for (const part of says) expect(message).toMatch(part);
  expect(message).not.toContain("geheim");
});

describe("NAME_FILE", () => {
  test("holds the value, its last line break left out", () => {
    expect(readSettings({ MAILBOX_URL_FILE: fileOf(`${MAILBOX.MAILBOX_URL}\n`) }).mailboxUrl).toBe(MAILBOX.MAILBOX_URL);
  });

  test("with a secret is refused without it", () => {
    expect(refusalOf({ SMTP_URL_FILE: fileOf("ftp://u:geheim@h") })).not.toContain("geheim");
  });

  test("empty is not set: no folder without a name", () => {
    expect(readSettings({ DATA_DIR_FILE: fileOf("\n"), RULES_FILE: fileOf("") })).toMatchObject({
      ...{ dataDir: "data/demo", rulesPath: "rules/sunshine-2022.yaml" },
    });
  });
});

describe(".env", () => {
  const rows: [why: string, file: string, own: Record<string, string>, expected: Record<string, string | undefined>][] =
    [
      ["is read", "REPLIES=hold\n# off\nPOLL='5s'\n", {}, { REPLIES: "hold", POLL: "5s" }],
      ["gives way to the environment", "REPLIES=hold\nPOLL=5s", { REPLIES: "off" }, { REPLIES: "off", POLL: "5s" }],
      ["gives way to an emptied variable", "REPLIES=hold", { REPLIES: "" }, { REPLIES: "" }],
      ["its file gives way to the environment's value", "SMTP_URL_FILE=/a", { SMTP_URL: "b" }, { SMTP_URL: "b" }],
      ["its value gives way to the environment's file", "SMTP_URL=a", { SMTP_URL_FILE: "/b" }, { SMTP_URL_FILE: "/b" }],
      ["as Windows writes it", "\uFEFFREPLIES=hold\r\nPOLL=5s\r\n", {}, { REPLIES: "hold", POLL: "5s" }],
    ];
  test.each(rows)("%s", (_why, file, own, expected) => {
    expect(environment(fileOf(file), own)).toEqual(expected);
  });

  test("need not be there", () => {
    expect(environment("/nowhere/.env", { A: "1" })).toEqual({ A: "1" });
  });
});
