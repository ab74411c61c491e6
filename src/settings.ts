import { existsSync, readFileSync } from "node:fs";
import { parseEnv } from "node:util";
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
  rulesPath: string;
  dataDir: string;
  console: { host: string; port: number } | null;
  /** Where the program's clock starts; null: the machine's clock. */
  now: Date | null;
}

/** The process's environment laid over the `.env` file of the working directory. */
export function environment(): Record<string, string | undefined> {
  return existsSync(".env") ? { ...parseEnv(readFileSync(".env", "utf8")), ...process.env } : process.env;
}

/** @throws Refusal that names the variable, what it holds (never a secret) and what it may hold */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const mailboxUrl = mailUrl(env, "MAILBOX_URL", ["imaps:", "imap:"], "imaps://user:password@host:993/INBOX");
  return {
    mailboxUrl,
    smtpUrl: mailUrl(env, "SMTP_URL", ["smtps:", "smtp:"], "smtps://user:password@host:465"),
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
      return readFileSync(file, "utf8").trim();
    } catch {
      throw new Refusal(
        `${name}_FILE holds ${file}, which cannot be read; it must be the path of a file with the value`,
      );
    }
  }
  const held = env[name];
  return held === undefined || held.trim() === "" ? null : held.trim();
}

function mailUrl(env: Record<string, string | undefined>, name: string, schemes: string[], example: string) {
  const held = value(env, name);
  if (held === null) return null;
  let url: URL | null = null;
  try {
    url = new URL(held);
  } catch {
    // falls through to the one refusal below, which must not show the value: it holds a password
  }
  if (url === null || !schemes.includes(url.protocol) || url.hostname === "") {
    throw new Refusal(
      `${name} holds no such address (not shown: it may hold a password); it must look like ${example}`,
    );
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

function instant(env: Record<string, string | undefined>, name: string): Date | null {
  const held = value(env, name);
  if (held === null) return null;
  const at = new Date(held);
  if (Number.isNaN(at.getTime()) || !/^\d{4}-\d{2}-\d{2}/.test(held)) {
    throw new Refusal(`${name} holds ${held}; it must be an ISO instant such as 2022-11-21T09:00:00+08:00`);
  }
  return at;
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
