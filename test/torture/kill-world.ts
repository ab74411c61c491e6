import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { DEMO_MAILBOX } from "../../src/demo/sample.ts";
import type { Step } from "../../src/parts.ts";
import { startDovecot, type Dovecot } from "../servers/dovecot.ts";
import { startSmtpSink, type TakenMail } from "../servers/smtp-sink.ts";
import { folders, startIntake, startScript, type Environment } from "../whole/intake.ts";
import type { ManyMail } from "./many-mails.ts";

const DOOMED = fileURLToPath(new URL("doomed-daemon.mjs", import.meta.url));
/** Nothing moved for so long: what is unfinished then will never be. */
const STUCK_MS = 120_000;

/** A mailbox, a way out whose copies come back into the mailbox, and daemons that come and go. */
export interface KillWorld {
  env: Environment;
  dovecot: Dovecot;
  /** All that was delivered, each once. */
  arrived: ManyMail[];
  /** What the server for outgoing mail took. */
  taken: TakenMail[];
  arrives(mail: ManyMail): Promise<void>;
  /** A daemon until the moment, milliseconds after its start; gives its processes. */
  killedAfter(ms: number): Promise<number[]>;
  /** A daemon until it passes the step; `letter-taken`: the server has the letter and has not answered. */
  killedAt(step: Step | "letter-taken", settings?: Environment): Promise<number[]>;
  /** A daemon until nothing is left to do, then ended as a supervisor does. @throws where it ends otherwise */
  finished(settings?: Environment): Promise<void>;
  /** The same, but it stays until the work is done; `daemon`: its process. */
  whileAtRest(work: (daemon: number) => Promise<void>, settings?: Environment): Promise<void>;
  folder(): Promise<string>;
  close(): Promise<void>;
}

export async function openKillWorld(): Promise<KillWorld> {
  const dovecot = await startDovecot();
  if (dovecot === null) throw new Error("this needs Debian's dovecot-imapd");
  const sink = await startSmtpSink();
  const disk = folders();
  const env: Environment = {
    ...{ MAILBOX_URL: dovecot.url, SMTP_URL: sink.url, DATA_DIR: await disk.make() },
    ...{ SETTLE: "0s", POLL: "1s", ANSWER_FROM: "2022-01-01T00:00:00+08:00", BREAKER: "1000000" },
  };
  const arrived: ManyMail[] = [];
  const taken: TakenMail[] = [];
  let copies = 0;
  let onTaken = (): void => undefined;
  sink.mails.push = (...mails) => {
    onTaken();
    for (const mail of mails.filter(({ envelope }) => envelope.to.includes(DEMO_MAILBOX))) {
      copies += 1;
      void dovecot.append(mail.raw);
    }
    return taken.push(...mails);
  };
  const whileAtRest = async (work: (daemon: number) => Promise<void>, settings: Environment = {}) => {
    const own = { ...env, ...settings };
    const life = begin(startIntake(["start"], own));
    const due = () => arrived.reduce((sum, { deliveries }) => sum + deliveries, copies);
    await comesToRest(own["DATA_DIR"] ?? "", due, life);
    await work(life.pid);
    await life.end();
  };
  return {
    ...{ env, dovecot, arrived, taken, whileAtRest },
    async arrives(mail) {
      arrived.push(mail);
      for (let times = 0; times < mail.deliveries; times++) await dovecot.append(mail.raw);
    },
    async killedAfter(ms) {
      const life = begin(startIntake(["start"], env));
      await Promise.race([sleep(ms), life.ended]);
      return life.kill();
    },
    async killedAt(step, settings = {}) {
      const own = { ...env, ...settings };
      const life = begin(step === "letter-taken" ? startIntake(["start"], own) : startScript([DOOMED, step], own));
      let processes: number[] = [];
      if (step === "letter-taken") onTaken = () => (processes = life.kill());
      const until = performance.now() + STUCK_MS;
      while (!life.isOver()) {
        if (performance.now() > until) await life.end();
        processes = life.family() ?? processes;
        await Promise.race([sleep(50), life.ended]);
      }
      onTaken = () => undefined;
      await life.mustDieBy("SIGKILL");
      return processes;
    },
    finished: (settings) => whileAtRest(() => Promise.resolve(), settings),
    folder: () => disk.make(),
    async close() {
      await sink.stop();
      await dovecot.stop();
      await disk.clear();
    },
  };
}

interface Life {
  pid: number;
  ended: Promise<unknown>;
  isOver(): boolean;
  /** The processes that it started, while it lives. */
  family(): number[] | null;
  kill(): number[];
  end(): Promise<void>;
  mustDieBy(signal: string): Promise<void>;
}

function begin(daemon: ChildProcess): Life {
  const said: string[] = [];
  if (daemon.stderr) createInterface({ input: daemon.stderr }).on("line", (line) => said.push(line));
  const ended = once(daemon, "exit");
  const isOver = () => daemon.exitCode !== null || daemon.signalCode !== null;
  const { pid } = daemon;
  if (pid === undefined) throw new Error("the daemon did not start");
  const family = () => (isOver() ? null : childrenOf(pid));
  return {
    pid,
    ended,
    isOver,
    family,
    kill() {
      const children = family() ?? [];
      daemon.kill("SIGKILL");
      return children;
    },
    async end() {
      daemon.kill("SIGTERM");
      await ended;
      if (daemon.exitCode !== 0) throw new Error(`the daemon did not end well:\n${said.slice(-10).join("\n")}`);
    },
    async mustDieBy(signal) {
      await ended;
      if (daemon.signalCode !== signal) throw new Error(`the daemon ended by itself:\n${said.slice(-10).join("\n")}`);
    },
  };
}

/** Waits until every mail was examined, every letter has gone, and every copy that came back was seen. */
async function comesToRest(dataDir: string, due: () => number, life: Life): Promise<void> {
  const began = new Date().toISOString();
  let seen = "";
  let since = performance.now();
  while (performance.now() - since < STUCK_MS && !life.isOver()) {
    const state = stateOf(dataDir);
    const isDone = state !== null && state.lookedAt > began && state.mails >= due() && isIdle(state);
    const now = JSON.stringify({ ...state, lookedAt: isDone });
    if (now !== seen) since = performance.now();
    seen = now;
    // A letter too many would come with the next turns.
    if (isDone && performance.now() - since > 1500) return;
    await sleep(250);
  }
}

interface State {
  /** When the mailbox was last looked at. */
  lookedAt: string;
  mails: number;
  unread: number;
  unanswered: number;
  unsent: number;
}

function isIdle({ unread, unanswered, unsent }: State): boolean {
  return unread + unanswered + unsent === 0;
}

/** null: the daemon has not made its database yet. */
function stateOf(dataDir: string): State | null {
  try {
    const db = new Database(`${dataDir}/intake.sqlite`, { readonly: true });
    const { at } = db.prepare("select max(looked_at) as at from folder_cursor").get() as { at: string | null };
    const count = (sql: string) => (db.prepare(`select count(*) as n from ${sql}`).get() as { n: number }).n;
    const state = {
      lookedAt: at ?? "",
      mails: count("mail"),
      unread: count("mail where state = 'stored'"),
      unanswered: count("occasion where closed_by is null"),
      unsent: count("letter where state in ('queued', 'sending')"),
    };
    db.close();
    return state;
  } catch {
    return null;
  }
}

export function childrenOf(pid: number): number[] {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    const listed = threads.map((thread) => readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8"));
    return (listed.join(" ").match(/\d+/g) ?? []).map(Number);
  } catch {
    return [];
  }
}

/** Of these processes, the reading children that still run. */
export function aliveReaders(processes: number[]): number[] {
  return processes.filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("reading/child.js");
    } catch {
      return false;
    }
  });
}
