import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { failedRow, type Row } from "./score.ts";
import type { SealPlan } from "./seal-case.ts";

export interface Job {
  plan: SealPlan;
  /** Where made pages are kept; null: nowhere. */
  pages: string | null;
  /** A PNG of the page as it was judged; null: none. */
  overlay: string | null;
}

const WORKER = fileURLToPath(new URL("../bench/seal-worker.ts", import.meta.url));
const TYPESCRIPT = new URL("../bench/typescript.mjs", import.meta.url).href;
/** A process that has held this much is replaced: large pages leave the allocators of pictures full of holes. */
const MOST_MB = 1200;
/** Of wall time, on a busy machine: what takes longer never ends. */
const PAGE_MS = 180_000;

/** Every job in one of so many processes; a page that ends its process is a failed row, and the others go on. */
export async function workThrough(jobs: Job[], processes: number, take: (row: Row) => void): Promise<void> {
  const waiting = [...jobs];
  const work = async () => {
    let worker: ChildProcess | null = null;
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
      worker ??= fork(WORKER, { execArgv: ["--import", TYPESCRIPT] });
      const row = await ask(worker, job);
      take(row);
      if (row.failure !== undefined || row.peakMb > MOST_MB) worker = end(worker);
    }
    if (worker !== null) end(worker);
  };
  await Promise.all(Array.from({ length: processes }, work));
}

function ask(worker: ChildProcess, job: Job): Promise<Row> {
  return new Promise((resolve) => {
    const settle = (row: Row) => {
      clearTimeout(limit);
      worker.off("message", settle).off("exit", died);
      resolve(row);
    };
    const fail = (reason: string) => {
      settle(failedRow(job.plan, reason));
    };
    const died = (code: number | null, signal: string | null) => {
      fail(`its process ended (${signal ?? String(code)})`);
    };
    const limit = setTimeout(() => {
      fail(`not judged within ${PAGE_MS / 1000} s`);
    }, PAGE_MS);
    worker.on("message", settle).on("exit", died);
    worker.send(job);
  });
}

function end(worker: ChildProcess): null {
  worker.kill();
  return null;
}
