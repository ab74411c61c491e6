import type { Delivery } from "../mailbox/smtp-outcome.ts";
import type { Parts } from "../parts.ts";
import { raiseAlarm } from "../store/alarms.ts";
import { deleteMeta, readMeta, writeMeta } from "../store/open.ts";
import type { Database, Writing } from "../store/schema.ts";

type PaceParts = Pick<Parts, "db" | "clock" | "settings">;

/** Remembered on disk: a start does not shorten the pause. */
const LAST_LETTER = "letter-handed-over";

export function noteHandedOver(tx: Writing, at: string): Promise<void> {
  return writeMeta(tx, LAST_LETTER, at);
}

/** Milliseconds until the next letter may go. What lies after now comes from a clock that was set back. */
export async function pauseBefore({ db, clock, settings }: PaceParts): Promise<number> {
  const last = await readMeta(db, LAST_LETTER);
  const since = last === null ? Infinity : clock.now().getTime() - Date.parse(last);
  return since >= 0 ? Math.max(0, settings.paceMs - since) : settings.paceMs;
}

/** The server for outgoing mail cannot be reached, or refuses the login. */
export interface PostTrouble {
  /** In a row. */
  failures: number;
  /** ISO instant before which it is not tried again, whatever waits. */
  until: string;
}

const POST_TROUBLE = "post-trouble";
/** Doubled with each failure: providers lock accounts that log in wrongly again and again. */
const FIRST_REST_MS = 60_000;
const LONGEST_REST_MS = 15 * 60_000;
/** Half an hour of trouble. */
const ALARM_AFTER_FAILURES = 6;

export async function postRests(db: Database, now: Date): Promise<boolean> {
  const trouble = await readTrouble(db);
  const left = trouble === null ? 0 : Date.parse(trouble.until) - now.getTime();
  return left > 0 && left <= LONGEST_REST_MS;
}

/** Remembers how the server was met; null where it answered. */
export async function noteTrouble(
  delivery: Delivery,
  { db, clock }: Pick<Parts, "db" | "clock">,
): Promise<PostTrouble | null> {
  const before = await readTrouble(db);
  if (delivery.outcome !== "never-sent") {
    if (before !== null) await deleteMeta(db, POST_TROUBLE);
    return null;
  }
  const now = clock.now();
  const failures = (before?.failures ?? 0) + 1;
  const rest = Math.min(FIRST_REST_MS * 2 ** (failures - 1), LONGEST_REST_MS);
  const trouble = { failures, until: new Date(now.getTime() + rest).toISOString() };
  await writeMeta(db, POST_TROUBLE, JSON.stringify(trouble));
  if (failures >= ALARM_AFTER_FAILURES) {
    const detail = `发信服务器连续${failures}次无法使用，信件暂缓发出，程序继续尝试：${delivery.reason}`;
    await raiseAlarm(db, { kind: "post-unreachable", about: "", detail }, now);
  }
  return trouble;
}

async function readTrouble(db: Database): Promise<PostTrouble | null> {
  const kept = await readMeta(db, POST_TROUBLE);
  return kept === null ? null : (JSON.parse(kept) as PostTrouble);
}
