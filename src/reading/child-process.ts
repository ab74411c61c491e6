import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { withoutQuotes } from "../domain/safe-text.ts";
import type { Job, Outcome } from "./child.ts";
import { containment } from "./containment.ts";
import { limits } from "./limits.ts";
import { residentBytes } from "./resident.ts";

/** How a job in a child came to its end. */
export type Ending =
  | { how: "answered"; outcome: Outcome }
  | { how: "too-long" }
  | { how: "too-much-memory" }
  | { how: "died"; signal: string | null; exitCode: number | null; lastWords: string };

export interface Child {
  /** Runs one job; the next may only be given when this one has ended. */
  run(job: Job, milliseconds: number): Promise<Ending>;
  end(): Promise<void>;
}

// The same path from src/ (tests) and from build/.
const SCRIPT = fileURLToPath(new URL("../../build/reading/child.js", import.meta.url));

/**
 * The most lies below RLIMIT_DATA, so that V8 collects its garbage before the kernel refuses it a page. Left to itself it
 * collects all of it after each page, for a page's picture counts as 7 MB of old memory: that is a third of the time that a
 * page's seals take, and saves 40 MB.
 */
export const HEAP_FLAGS = ["--max-old-space-size=384", "--initial-old-space-size=96"];

/**
 * glibc gives a page's megabytes back when they are freed instead of keeping them in an arena a thread: two scanned pages peak
 * at 434 MB instead of 565, and sixteen need no more than two.
 */
export const THRIFTY_MALLOC = {
  MALLOC_ARENA_MAX: "1",
  MALLOC_MMAP_THRESHOLD_: "4000000",
  MALLOC_TRIM_THRESHOLD_: "16000000",
};

export function startChild(log?: (message: string, detail?: object) => void): Child {
  const { wrapper, memory } = containment();
  const [command, ...args] = [...wrapper, process.execPath, ...HEAP_FLAGS, SCRIPT];
  const child = spawn(command, args, {
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    // Structured clone rather than JSON, which has no -Infinity (the logarithm of no chance at all).
    serialization: "advanced",
    // Nothing of the parent's environment, which holds the mailbox's password.
    env: { PATH: process.env["PATH"], LANG: "C.UTF-8", ...THRIFTY_MALLOC },
  });
  log?.("reading child started", { pid: child.pid, memory });
  child.on("error", (error) => log?.("reading child could not be started, told or ended", { error: error.message }));
  const held = { watched: memory === "watched", lastWords: keepLastWords(child) };
  return {
    run: (job, milliseconds) => runJob(child, job, milliseconds, held),
    end: () => kill(child),
  };
}

interface Held {
  watched: boolean;
  lastWords: () => string;
}

/** The end of what the child says on standard error: V8's or a library's last words explain a death. */
function keepLastWords(child: ChildProcess): () => string {
  let words = "";
  child.stderr?.setEncoding("utf8").on("data", (more: string) => (words = (words + more).slice(-500)));
  return () => withoutQuotes(words);
}

function runJob(child: ChildProcess, job: Job, milliseconds: number, held: Held): Promise<Ending> {
  return new Promise((resolve) => {
    const finish = (ending: Ending) => {
      clearTimeout(clock);
      clearInterval(watch);
      child.off("message", answered).off("exit", died);
      resolve(ending);
    };
    const answered = (outcome: Outcome) => {
      finish({ how: "answered", outcome });
    };
    const died = (exitCode: number | null, signal: string | null) => {
      finish({ how: "died", exitCode, signal, lastWords: held.lastWords() });
    };
    const look = () => {
      if (residentBytes(child.pid) > limits.childBytes) finish({ how: "too-much-memory" });
    };
    const clock = setTimeout(finish, milliseconds, { how: "too-long" });
    const watch = held.watched ? setInterval(look, 500) : undefined;
    child.once("message", answered).once("exit", died);
    // Gone already, or never come: then no `exit` will tell.
    if (child.exitCode !== null || child.signalCode !== null || !child.connected)
      died(child.exitCode, child.signalCode);
    else child.send(job, () => undefined); // where sending fails, `exit` follows
  });
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}
