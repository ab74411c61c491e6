import { existsSync, readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { z } from "zod";
import { readMailboxUrl, readPostUrl } from "./mailbox/server-url.ts";
import { Refusal } from "./refusal.ts";

/** What the environment asks for (the table in the README); the defaults are filled in. */
export interface Settings {
  /** null: the built-in demonstration. */
  mailboxUrl: string | null;
  smtpUrl: string | null;
  mailFrom: string | null;
  staffMail: string[];
  replies: "auto" | "hold" | "off";
  settleMs: number;
  answerFrom: Date | null;
  pollMs: number;
  /** A second folder, where the provider puts what it takes for junk: examined, never answered. null: not watched. */
  junkFolder: string | null;
  /** Whose Authentication-Results count (RFC 8601, 2.5); null: the program looks for itself. */
  authservId: string | null;
  /** Where a letter's copy goes: to our own mailbox with the letter, or into the folder for sent mail after it. */
  letterCopy: "bcc" | "sent";
  /** Least time between two letters. */
  paceMs: number;
  /** How long the copy of a letter in doubt is waited for, before a person must decide. */
  doubtMs: number;
  /** Letters within an hour that are never out of the ordinary. */
  breakerLetters: number;
  rulesPath: string;
  dataDir: string;
  console: { host: string; port: number } | null;
  /** Where the program's clock starts; null: the machine's clock. */
  now: Date | null;
}

/** The process's environment laid over the `.env` file of the working directory. */
export function environment(file = ".env", own: NodeJS.ProcessEnv = process.env): Record<string, string | undefined> {
  if (!existsSync(file)) return own;
  // Windows' editors put a byte order mark first, which would become part of the first name.
  const written = parseEnv(readFileSync(file, "utf8").replace(/^\uFEFF/, ""));
  const overruled = (name: string): boolean => {
    const plain = name.replace(/_FILE$/, "");
    return own[plain] !== undefined || own[`${plain}_FILE`] !== undefined;
  };
  return { ...Object.fromEntries(Object.entries(written).filter(([name]) => !overruled(name))), ...own };
}

/** @throws Refusal that names the variable, what it holds (never a secret) and what it may hold */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const mailboxUrl = mailUrl(env, "MAILBOX_URL", readMailboxUrl);
  return {
    mailboxUrl,
    smtpUrl: mailUrl(env, "SMTP_URL", readPostUrl),
    mailFrom: address(env, "MAIL_FROM"),
    staffMail: (value(env, "STAFF_MAIL") ?? "")
      .split(",")
      .map((one) => one.trim())
      .filter((one) => one !== "")
      .map((one) => checkAddress("STAFF_MAIL", one)),
    replies: oneOf(env, "REPLIES", ["auto", "hold", "off"], "auto"),
    // The demonstration's audience does not wait a minute and a half for a letter.
    settleMs: duration(env, "SETTLE", mailboxUrl === null ? "2s" : "90s", 0),
    answerFrom: instant(env, "ANSWER_FROM"),
    pollMs: duration(env, "POLL", "60s", 1000),
    junkFolder: otherFolder(env, mailboxUrl),
    authservId: value(env, "AUTHSERV_ID"),
    letterCopy: oneOf(env, "LETTER_COPY", ["bcc", "sent"], "bcc"),
    paceMs: duration(env, "PACE", "1s", 0),
    doubtMs: duration(env, "DOUBT", "30m", 0),
    // A morning before the deadline
    breakerLetters: amount(env, "BREAKER", 60),
    rulesPath: value(env, "RULES") ?? "rules/sunshine-2022.yaml",
    dataDir: value(env, "DATA_DIR") ?? (mailboxUrl === null ? "data/demo" : "data"),
    console: listenAt(env, "CONSOLE", "127.0.0.1:8022"),
    now: instant(env, "NOW"),
    ...refuseDatabaseUrl(env),
  };
}

function value(env: Record<string, string | undefined>, name: string): string | null {
  const file = env[`${name}_FILE`];
  if (file !== undefined && file !== "") {
    try {
      return readFileSync(file, "utf8").trim() || null;
    } catch {
      throw new Refusal(
        `${name}_FILE holds ${file}, which cannot be read; it must be the path of a file with the value`,
      );
    }
  }
  const held = env[name];
  return held === undefined || held.trim() === "" ? null : held.trim();
}

function mailUrl(env: Record<string, string | undefined>, name: string, read: (url: string) => unknown) {
  const held = value(env, name);
  if (held === null) return null;
  try {
    read(held);
  } catch (error) {
    throw new Refusal(`${name} (not shown: it may hold a password): ${(error as Error).message}`);
  }
  return held;
}

/** A folder that was both would be read and never answered. */
function otherFolder(env: Record<string, string | undefined>, mailboxUrl: string | null): string | null {
  const held = value(env, "JUNK");
  if (held !== null && mailboxUrl !== null && readMailboxUrl(mailboxUrl).folder === held) {
    throw new Refusal(`JUNK holds ${held}, the folder of MAILBOX_URL; it may hold the path of another folder`);
  }
  return held;
}

function address(env: Record<string, string | undefined>, name: string): string | null {
  const held = value(env, name);
  return held === null ? null : checkAddress(name, held);
}

function checkAddress(name: string, held: string): string {
  if (!/^[^\s@<>]+@[^\s@<>]+$/.test(held)) {
    throw new Refusal(`${name} holds ${held}, which is not a mail address such as name@example.org`);
  }
  return held;
}

function oneOf<T extends string>(env: Record<string, string | undefined>, name: string, may: T[], otherwise: T): T {
  const held = value(env, name) ?? otherwise;
  const found = may.find((one) => one === held);
  if (found === undefined) throw new Refusal(`${name} holds ${held}; it may hold ${may.join(", ")}`);
  return found;
}

const UNITS: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Milliseconds. */
function duration(env: Record<string, string | undefined>, name: string, otherwise: string, least: number): number {
  const held = value(env, name) ?? otherwise;
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(held) ?? [];
  const milliseconds = amount === undefined || unit === undefined ? NaN : Number(amount) * (UNITS[unit] ?? NaN);
  if (!(milliseconds >= least && milliseconds <= 24 * 3_600_000)) {
    throw new Refusal(`${name} holds ${held}; it may hold a time from ${least / 1000}s to 24h, such as ${otherwise}`);
  }
  return milliseconds;
}

function amount(env: Record<string, string | undefined>, name: string, otherwise: number): number {
  const held = value(env, name) ?? String(otherwise);
  if (!/^[1-9]\d{0,6}$/.test(held)) {
    throw new Refusal(`${name} holds ${held}; it may hold a whole number from 1 to 9999999, such as ${otherwise}`);
  }
  return Number(held);
}

function instant(env: Record<string, string | undefined>, name: string): Date | null {
  const held = value(env, name);
  if (held === null) return null;
  // Without its zone it would mean another instant on another machine.
  if (!z.iso.datetime({ offset: true }).safeParse(held).success) {
    throw new Refusal(
      `${name} holds ${held}; it must be an ISO instant with its zone such as 2022-11-21T09:00:00+08:00`,
    );
  }
  return new Date(held);
}

function listenAt(env: Record<string, string | undefined>, name: string, otherwise: string) {
  const held = value(env, name) ?? otherwise;
  if (held === "off") return null;
  const [, host, port] = /^(.+):(\d{1,5})$/.exec(held) ?? [];
  if (host === undefined || port === undefined || Number(port) > 65_535) {
    throw new Refusal(`${name} holds ${held}; it may hold host:port such as ${otherwise}, or off`);
  }
  return { host: host.replace(/^\[(.*)\]$/, "$1"), port: Number(port) };
}

/** Said rather than ignored: the data would go elsewhere than the caller believes. */
function refuseDatabaseUrl(env: Record<string, string | undefined>): object {
  if (value(env, "DATABASE_URL") !== null) {
    throw new Refusal("DATABASE_URL is set, but this version keeps SQLite in DATA_DIR; leave DATABASE_URL out");
  }
  return {};
}
