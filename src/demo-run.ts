import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { serveHealth } from "./console/serve.ts";
import { runDaemon } from "./daemon.ts";
import { sampleApplicants } from "./demo/applicants.ts";
import type { PaperArrival, SampleApplicant, SampleMail } from "./demo/sample.ts";
import { startDemoServers, type DemoServers } from "./demo/servers.ts";
import { beijingMoment } from "./domain/beijing-time.ts";
import { knownApplications } from "./file-message.ts";
import { holdDataDir } from "./hold-data-dir.ts";
import { recordArrival } from "./paper-ledger.ts";
import { openKeeping, openParts, type Parts } from "./parts.ts";
import { readMembers } from "./read-members.ts";
import type { Settings } from "./settings.ts";
import { readLetters } from "./store/letters.ts";
import { mailsSince, mailsToExamine } from "./store/mails.ts";
import { openOccasions } from "./store/occasions.ts";
import { inTransaction, writeMeta } from "./store/open.ts";
import { readRoster, replaceRoster } from "./store/staff.ts";

/** The demonstration's clock: nine days before the deadline, on a Monday morning in Beijing. */
const CLOCK_START = new Date("2022-11-21T09:00:00+08:00");

/**
 * The daemon on an embedded mail server: made-up applicants write one after another, their mails are fetched, answered and shown. Each
 * demonstration begins anew. Nothing leaves the machine.
 */
export async function runDemonstration(asked: Settings, signal: AbortSignal): Promise<void> {
  await beginAnew(asked);
  const keeping = await openKeeping(asked);
  const clockStart = asked.now ?? CLOCK_START;
  await writeMeta(keeping.db, "clock-offset", String(clockStart.getTime() - Date.now()));
  await keeping.db.destroy();

  const parts = await openParts(asked, "warn");
  const release = holdDataDir(asked.dataDir);
  const servers = await startDemoServers({ clock: () => parts.clock.now() });
  const health = await serveHealth(asked.console, parts);
  const settings = { ...asked, smtpUrl: servers.smtpUrl };
  try {
    say(`演示开始：${beijingMoment(parts.clock.now().toISOString())}（北京时间），邮件不会离开本机。`);
    if (health.address !== null) say(`控制台：${health.address}/healthz`);
    const applicants = sampleApplicants(clockStart);
    const members = await readMembers("data/members.sample.csv");
    await inTransaction(parts.db, (tx) => replaceRoster(tx, members));
    await Promise.all([
      runDaemon(servers.imapUrl, { ...parts, settings }, signal),
      show(applicants, servers, parts, signal),
    ]);
  } finally {
    await health.close();
    await servers.close();
    release();
    await parts.close();
  }
}

/** @throws Refusal where the folder belongs to a real mailbox or a running demonstration */
async function beginAnew(asked: Settings): Promise<void> {
  if (!existsSync(join(asked.dataDir, "intake.sqlite"))) return;
  const { db } = await openKeeping(asked);
  await db.destroy();
  holdDataDir(asked.dataDir)();
  // Only what the program made: somebody may keep other things in the folder.
  for (const made of ["intake.sqlite", "intake.sqlite-wal", "intake.sqlite-shm", "archive", "parts"]) {
    rmSync(join(asked.dataDir, made), { recursive: true, force: true });
  }
}

/** Lets the applicants write one after another, and prints what they write and what they get. */
async function show(
  applicants: SampleApplicant[],
  servers: DemoServers,
  parts: Parts,
  signal: AbortSignal,
): Promise<void> {
  const shown = new Set<string>();
  let delivered = 0;
  for (const { story, unitName, mail, parcel } of timeline(applicants)) {
    if (signal.aborted) return;
    await printLetters(shown, parts);
    if (mail) {
      await servers.deliver({ raw: await mail.build(), returnPath: mail.returnPath }, mail.arrivedAt ?? undefined);
      delivered += 1;
      say(`← 来信 ${mail.from}《${mail.subject}》（${story}）`);
    }
    if (parcel) {
      if (!(await untilAnswered(delivered, shown, parts, signal))) return;
      await logParcel(parcel, parts);
      say(`← 纸质 ${unitName ?? parcel.unitName}，${parcel.courier} ${parcel.tracking}（${story}）`);
    }
  }
  if (!(await untilAnswered(delivered, shown, parts, signal))) return;
  say("\n全部来信均已处理。演示仍在运行，可另开一个终端查看：");
  say("  npm run -s intake -- status");
  say("  npm run -s intake -- letters show L1");
  say("  npm run -s intake -- digest\n按 Ctrl+C 结束。");
}

interface Moment {
  story: string;
  unitName: string | null;
  minutes: number;
  mail?: SampleMail;
  parcel?: PaperArrival;
}

function timeline(applicants: SampleApplicant[]): Moment[] {
  return applicants
    .flatMap(({ story, unitName, mails, paper }): Moment[] => [
      ...mails.map((mail) => ({ story, unitName, minutes: mail.minutes, mail })),
      ...paper.map((parcel) => ({ story, unitName, minutes: parcel.minutes, parcel })),
    ])
    .sort((one, other) => one.minutes - other.minutes);
}

async function logParcel(parcel: PaperArrival, { db, rules, clock }: Parts): Promise<void> {
  const known = await knownApplications(await readRoster(db), { db, rules });
  const arrival = {
    unit_name: parcel.unitName,
    items: JSON.stringify(parcel.items),
    received: parcel.received,
    courier: parcel.courier,
    tracking: parcel.tracking,
    sealed: parcel.sealed ? 1 : 0,
    note: null,
    logged_at: clock.now().toISOString(),
  };
  await inTransaction(db, (tx) => recordArrival(tx, arrival, known));
}

/** Until every mail delivered so far was taken in, examined and answered, and every letter sent; false when the end came first. */
async function untilAnswered(
  delivered: number,
  shown: Set<string>,
  parts: Parts,
  signal: AbortSignal,
): Promise<boolean> {
  const { db, clock } = parts;
  while (!signal.aborted) {
    await printLetters(shown, parts);
    const taken = await mailsSince(db, "");
    const waiting = [await mailsToExamine(db, clock.now()), await openOccasions(db)].flat().length;
    const letters = await readLetters(db);
    const going = letters.some((one) => one.state === "queued" || one.state === "sending");
    if (
      taken >= delivered &&
      waiting === 0 &&
      !going &&
      letters.every((one) => one.state !== "sent" || shown.has(one.id))
    )
      return true;
    await sleep(200, undefined, { signal }).catch(() => undefined);
  }
  return false;
}

async function printLetters(shown: Set<string>, { db }: Parts): Promise<void> {
  for (const letter of await readLetters(db)) {
    if (letter.state !== "sent" || shown.has(letter.id)) continue;
    shown.add(letter.id);
    say(`→ 回信 ${letter.id} ${letter.to_address}：${letter.subject}`);
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
