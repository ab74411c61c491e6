import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import Database from "better-sqlite3";
import { scaled, type Figure, type TortureOptions } from "./figure.ts";
import { childrenOf, openKillWorld, type KillWorld } from "./kill-world.ts";
import { manyMails } from "./many-mails.ts";

const MAILS = 1000;
/** As many as a day has minutes; one each second. */
const LOOKS = 1440;
/** Engines and caches come to their size. */
const WARMING_SECONDS = 120;
/** At the pace that the settings have by themselves. */
const QUIET_SECONDS = 300;
const LEAST_SECONDS = 15;

/** The daemon at rest: memory and processor of its process and the reading child's together. */
export async function run({ scale }: Pick<TortureOptions, "scale">): Promise<Figure[]> {
  const world = await openKillWorld();
  try {
    for await (const mail of manyMails(scaled(MAILS, scale))) await world.arrives(mail);
    const warming = Math.max(LEAST_SECONDS, WARMING_SECONDS * scale);
    const busy = await restFor(world, { POLL: "1s" }, warming, Math.max(LEAST_SECONDS, LOOKS * scale));
    const quiet = await restFor(world, { POLL: "60s" }, LEAST_SECONDS, Math.max(LEAST_SECONDS, QUIET_SECONDS * scale));
    return figuresOf(busy, quiet);
  } finally {
    await world.close();
  }
}

interface Rest {
  seconds: number;
  mails: number;
  looks: number;
  /** Bytes of memory in use, once a second. */
  memory: number[];
  /** Of one core. */
  cpuShare: number;
}

async function restFor(world: KillWorld, settings: { POLL: string }, warming: number, seconds: number): Promise<Rest> {
  const rest: Rest = { seconds, mails: 0, looks: 0, memory: [], cpuShare: 0 };
  await world.whileAtRest(async (daemon) => {
    await sleep(warming * 1000);
    const db = new Database(`${world.env["DATA_DIR"] ?? ""}/intake.sqlite`, { readonly: true });
    const lookedAt = db.prepare("select max(looked_at) from folder_cursor").pluck();
    const seen = new Set<unknown>();
    const began = { at: performance.now(), cpu: cpuSeconds(daemon) };
    const passed = () => (performance.now() - began.at) / 1000;
    while (passed() < seconds) {
      rest.memory.push(memoryOf(daemon));
      for (let quarter = 0; quarter < 4; quarter++) {
        await sleep(250);
        seen.add(lookedAt.get());
      }
    }
    rest.cpuShare = (cpuSeconds(daemon) - began.cpu) / passed();
    rest.looks = seen.size;
    rest.mails = db.prepare("select count(*) from mail").pluck().get() as number;
    db.close();
  }, settings);
  return rest;
}

/** User and system time of a process and its children, which were all there from the beginning (proc(5): fields 14 and 15, in hundredths). */
function cpuSeconds(pid: number): number {
  return [pid, ...childrenOf(pid)].reduce((sum, one) => {
    const fields = readFileSync(`/proc/${one}/stat`, "utf8")
      .replace(/^.*\) /, "")
      .split(" ");
    return sum + (Number(fields[11]) + Number(fields[12])) / 100;
  }, 0);
}

function memoryOf(pid: number): number {
  return [pid, ...childrenOf(pid)].reduce((sum, one) => {
    const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${one}/status`, "utf8")) ?? [];
    return sum + Number(kilobytes ?? 0) * 1024;
  }, 0);
}

function figuresOf(busy: Rest, quiet: Rest): Figure[] {
  const tenth = Math.max(1, Math.floor(busy.memory.length / 10));
  const [first, last] = [median(busy.memory.slice(0, tenth)), median(busy.memory.slice(-tenth))];
  const growth = last / first - 1;
  const megabytes = (bytes: number) => (bytes / 1_000_000).toFixed(0);
  const percent = (share: number) => `${(share * 100).toFixed(2)} %`;
  const what = `${busy.seconds.toFixed(0)} s of looking each second at ${busy.mails} mails`;
  return [
    {
      figure: `${what}: looks`,
      aim: `≥ ${(busy.seconds * 0.8).toFixed(0)}`,
      result: String(busy.looks),
      ok: busy.looks >= busy.seconds * 0.8,
    },
    {
      figure: "memory growth after warming up",
      aim: "< 10 %",
      result: `${percent(growth)} (${megabytes(first)} to ${megabytes(last)} MB)`,
      ok: growth < 0.1,
    },
    {
      figure: "idle CPU of one core with a look each second",
      aim: "< 1 %",
      result: percent(busy.cpuShare),
      ok: busy.cpuShare < 0.01,
    },
    {
      figure: `idle CPU of one core with a look each minute, over ${quiet.seconds.toFixed(0)} s`,
      aim: "< 1 %",
      result: percent(quiet.cpuShare),
      ok: quiet.cpuShare < 0.01,
    },
  ];
}

function median(numbers: number[]): number {
  return [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0;
}
