import { join } from "node:path";
import { pino, type DestinationStream, type Logger, type LoggerOptions } from "pino";
import { systemResolver, type Resolve } from "./sender-domain.ts";
import { startClock, type Clock } from "./clock.ts";
import type { Campaign } from "./domain/campaign.ts";
import type { Wording } from "./domain/letter/wording.ts";
import { forLog } from "./domain/safe-text.ts";
import { sayer, type Say } from "./domain/say.ts";
import { loadCampaign } from "./load-campaign.ts";
import { loadWording } from "./load-wording.ts";
import { startReader, type Reader } from "./reading/reader.ts";
import { Refusal } from "./refusal.ts";
import type { Settings } from "./settings.ts";
import { openArchive, type Archive } from "./store/archive.ts";
import { markInterrupted } from "./store/letters.ts";
import { inTransaction, openStore, readMeta, writeMeta } from "./store/open.ts";
import { examineUnread } from "./store/readings.ts";
import type { Database } from "./store/schema.ts";
import { integrityProblems } from "./store/verify.ts";

/** The campaign's rules with everything that lies beside them. */
export interface Rules {
  campaign: Campaign;
  wording: Wording;
  say: Say;
  /** The folder of the rules file; blank forms are named relative to it. */
  folder: string;
}

/** Places in a mail's and a letter's story between which a process may die; each is named when it is passed. */
export type Step =
  | "mail-archived"
  | "mail-recorded"
  | "mail-read"
  | "mail-filing"
  | "mail-examined"
  | "letter-writing"
  | "letter-written"
  | "letter-sending"
  | "letter-handed-over"
  | "letter-recorded"
  | "copy-begun"
  | "copy-filed";

/** What is kept, and the clock that goes with it. */
export interface Keeping {
  db: Database;
  archive: Archive;
  clock: Clock;
  /** Hears of each step; for who tries out what a sudden end there leaves behind. */
  step?: (step: Step) => void;
}

/** All that one mail's story needs. */
export interface Parts extends Keeping {
  settings: Settings;
  rules: Rules;
  reader: Reader;
  log: Logger;
  /** Asks the DNS about senders' domains; without it nobody is asked. */
  resolve?: Resolve;
}

/** @throws Refusal where a rules file is wrong */
export function loadRules(settings: Settings): Rules {
  const { campaign, wordingPath, folder } = loadCampaign(settings.rulesPath);
  const wording = loadWording(wordingPath);
  return { campaign, wording, say: sayer(campaign, wording), folder };
}

/** @throws Refusal where the folder belongs to the demonstration and the settings to a real mailbox, or the other way round */
export async function openKeeping(settings: Settings): Promise<Keeping> {
  const db = await openStore(settings.dataDir).catch((error: unknown) => refuseFolder(settings.dataDir, error));
  const wanted = settings.mailboxUrl === null ? "demonstration" : "mailbox";
  const madeBy = await readMeta(db, "made-by");
  if (madeBy !== null && madeBy !== wanted) {
    await db.destroy();
    throw new Refusal(
      `DATA_DIR holds ${settings.dataDir}, which was made by a ${madeBy} and is now to serve a ${wanted}; give each its own folder`,
    );
  }
  if (madeBy === null) await writeMeta(db, "made-by", wanted);
  const archive = await openArchive(settings.dataDir).catch((error: unknown) => refuseFolder(settings.dataDir, error));
  return { db, archive, clock: startClock(await clockOffset(db, settings)) };
}

function refuseFolder(dataDir: string, error: unknown): never {
  const reason = error instanceof Error ? error.message : String(error);
  throw new Refusal(
    `DATA_DIR holds ${dataDir}, which cannot be used (${reason}); it must be a folder to write in, an empty one or this program's own`,
  );
}

/** NOW counts first; the demonstration's clock is shared with the verbs that look at its data meanwhile. */
async function clockOffset(db: Database, settings: Settings): Promise<number> {
  if (settings.now !== null) return settings.now.getTime() - Date.now();
  return Number((await readMeta(db, "clock-offset")) ?? 0);
}

/** Everything that reading a mailbox and answering it needs; `close` ends the child and the database. */
export async function openParts(settings: Settings, logLevel = "info"): Promise<Parts & { close(): Promise<void> }> {
  const rules = loadRules(settings);
  const keeping = await openKeeping(settings);
  const log = openLog(logLevel);
  const reader = openReader(log);
  const close = async (): Promise<void> => {
    await reader.close();
    await keeping.db.destroy();
  };
  // The demonstration asks nobody: nothing leaves the machine.
  const resolve = settings.mailboxUrl === null ? {} : { resolve: systemResolver() };
  return { ...keeping, settings, rules, reader, log, close, ...resolve };
}

/** For verbs that look into or change what is kept, also while the daemon runs. */
export async function withKept<T>(
  settings: Settings,
  work: (kept: Keeping & { rules: Rules }) => Promise<T>,
): Promise<T> {
  const rules = loadRules(settings);
  const keeping = await openKeeping(settings);
  try {
    return await work({ ...keeping, rules });
  } finally {
    await keeping.db.destroy();
  }
}

/** JSON lines on standard error; personal data stays out of it: ids, hashes and reasons only. */
export function openLog(level: string, to: DestinationStream = pino.destination({ dest: 2, sync: true })): Logger {
  const options: LoggerOptions = {
    ...{ name: "sunshine-intake", level },
    formatters: { log: (detail) => mapTexts(detail, forLog) },
    hooks: {
      logMethod(call, method) {
        method.apply(this, call.map((one: unknown) => (typeof one === "string" ? forLog(one) : one)) as typeof call);
      },
    },
  };
  return pino(options, to);
}

/** A server's or a library's words may name somebody. */
function mapTexts(detail: object, change: (text: string) => string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(detail).map(([key, value]: [string, unknown]) => [
      key,
      typeof value === "string" ? change(value) : value,
    ]),
  );
}

export function openReader(log: Logger): Reader {
  return startReader({
    log: (message, detail) => {
      log.info(detail ?? {}, message);
    },
  });
}

/** The absolute path of a blank form that letters carry. */
export function blankFormPath(rules: Rules, kind: "application-form" | "declaration"): string {
  return join(rules.folder, rules.campaign.blankForms[kind].file);
}

/**
 * What arrived before it is not answered without a person: set by hand, else the first start. A restored backup does not know what was
 * answered since it was made, whatever was set.
 */
export async function answerFrom(db: Database, settings: Settings): Promise<Date> {
  const wanted = settings.answerFrom ?? new Date((await readMeta(db, "first-start")) ?? 0);
  const restored = new Date((await readMeta(db, "restored-at")) ?? 0);
  return restored > wanted ? restored : wanted;
}

/**
 * When the program begins to read a mailbox: a damaged database is refused, the first start is remembered, letters that were cut off
 * are doubtful, and what an older version read is read again.
 */
export async function beginReading({ db, clock, log }: Pick<Parts, "db" | "clock" | "log">): Promise<void> {
  await refuseDamaged(db);
  if ((await readMeta(db, "first-start")) === null) await writeMeta(db, "first-start", clock.now().toISOString());
  const doubtful = await markInterrupted(db, clock.now());
  if (doubtful > 0) log.warn({ letters: doubtful }, "letters were cut off while being handed over; see intake letters");
  const unread = await inTransaction(db, examineUnread);
  if (unread > 0) log.info({ mails: unread }, "mails are read again by this version");
}

async function refuseDamaged(db: Database): Promise<void> {
  const [problem] = await integrityProblems(db);
  if (problem === undefined) return;
  throw new Refusal(
    `the database is damaged (${problem}); move DATA_DIR away and bring back a backup: intake restore DIR`,
  );
}

/** The address in every letter's From. */
export function senderOf({ rules, settings }: Pick<Parts, "rules" | "settings">): string {
  return settings.mailFrom ?? rules.campaign.mailbox;
}
