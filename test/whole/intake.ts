import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

/** The program as a user runs it: the built one, in a process of its own, with nothing but these settings. */
export type Environment = Record<string, string>;

export interface Ran {
  /** null: ended by a signal */
  status: number | null;
  out: string;
  err: string;
}

const ROOT = new URL("../..", import.meta.url).pathname;
const MAIN = join(ROOT, "build/main.js");

/** Every setting empty, so that a `.env` of the checkout means nothing. */
const NOTHING_SET: Environment = Object.fromEntries(
  [
    "MAILBOX_URL",
    "SMTP_URL",
    "MAIL_FROM",
    "STAFF_MAIL",
    "REPLIES",
    "SETTLE",
    "ANSWER_FROM",
    "POLL",
    "JUNK",
    "AUTHSERV_ID",
    "LETTER_COPY",
    "DOUBT",
    "BREAKER",
    "RULES",
    "DATA_DIR",
    "DATABASE_URL",
    "NOW",
  ].map((name) => [name, ""]),
);

const running = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** Starts `intake VERB …` and does not wait for it. */
export function startIntake(args: string[], env: Environment): ChildProcess {
  return startScript([MAIN, ...args], env);
}

/** The same for another script that does the program's work. */
export function startScript(args: string[], env: Environment): ChildProcess {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { PATH, HOME, ...NOTHING_SET, CONSOLE: "off", PACE: "0s", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  child.once("exit", () => running.delete(child));
  return child;
}

export async function intake(args: string[], env: Environment): Promise<Ran> {
  const child = startIntake(args, env);
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error("the child has no pipes");
  const [out, err] = await Promise.all([text(stdout), text(stderr), once(child, "close")]);
  return { status: child.exitCode, out, err };
}

/** What a verb printed with `--json`. @throws with its words where it failed or printed anything but one JSON value */
export async function intakeJson<T>(args: string[], env: Environment): Promise<T> {
  const { status, out, err } = await intake([...args, "--json"], env);
  if (status !== 0) throw new Error(`intake ${args.join(" ")} ended with ${String(status)}: ${err}`);
  return JSON.parse(out) as T;
}

/** Folders for DATA_DIR and files, removed by the returned `clear`. */
export function folders(): { make(): Promise<string>; clear(): Promise<void> } {
  const made: string[] = [];
  return {
    async make() {
      const folder = await mkdtemp(join(tmpdir(), "intake-whole-"));
      made.push(folder);
      return folder;
    },
    async clear() {
      for (const folder of made.splice(0)) await rm(folder, { recursive: true, force: true });
    },
  };
}

export interface Counts {
  fetched: number;
  examined: number;
  parked: number;
  lettersQueued: number;
  lettersSent: number;
  lettersHeld: number;
}

export interface ShownApplication {
  id: string;
  unitName: string;
  member: boolean | null;
  state: string;
  requirements: { id: string; status: string; since: string | null; findings: ShownFinding[] }[];
  contacts: string[];
  late: boolean;
  findings: ShownFinding[];
}

interface ShownFinding {
  code: string;
  severity: string;
  message: string;
  where?: string;
}

export interface ShownLetter {
  id: string;
  kind: string;
  application: string | null;
  to: string[];
  subject: string;
  messageId: string;
  inReplyTo: string | null;
  state: string;
  reason: string | null;
  createdAt: string;
  sentAt: string | null;
}
