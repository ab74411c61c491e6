import { writeAlarm } from "../store/alarms.ts";
import { countLettersSetGoing, holdQueued, queueHeld } from "../store/breaker.ts";
import { deleteMeta, inTransaction, readMeta, writeMeta } from "../store/open.ts";
import type { Database } from "../store/schema.ts";
import { recordAudit } from "../store/staff.ts";

/**
 * The breaker: letters at a rate that no campaign has are a fault, ours or somebody's malice, and wait for a person, all of them. It
 * is on while `meta` says since when.
 */
const BREAKER = "breaker";
/** What was written before it was lifted counts no more. */
const LIFTED = "breaker-lifted";

const HOUR = 3_600_000;
const HOURS_OF_A_WEEK = 168;
const TIMES_THE_MEAN = 10;

/** ISO instant; null while it is not on. */
export function breakerSince(db: Database): Promise<string | null> {
  return readMeta(db, BREAKER);
}

/**
 * Must the next letter wait? The first one too many sets the breaker: what is queued is held, and the staff are warned. `floor`: so many
 * within an hour are never out of the ordinary.
 */
export async function breakerHolds(db: Database, floor: number, now: Date): Promise<boolean> {
  if ((await breakerSince(db)) !== null) return true;
  const before = (hours: number) => new Date(now.getTime() - hours * HOUR).toISOString();
  const lifted = (await readMeta(db, LIFTED)) ?? "";
  const inLastHour = await countLettersSetGoing(db, lifted > before(1) ? lifted : before(1));
  if (inLastHour < floor) return false;
  const mean = (await countLettersSetGoing(db, before(HOURS_OF_A_WEEK))) / HOURS_OF_A_WEEK;
  if (inLastHour < TIMES_THE_MEAN * mean) return false;
  await inTransaction(db, async (tx) => {
    await writeMeta(tx, BREAKER, now.toISOString());
    const held = await holdQueued(tx, BREAKER);
    const detail =
      `一小时内写了${inLastHour}封信，远多于平常（近7日平均每小时${mean.toFixed(1)}封），已停止发信，${held}封排队的信改为待放行。` +
      "查明后恢复：intake letters resume --why 理由";
    await writeAlarm(tx, { kind: "breaker", about: "", detail }, now);
  });
  return true;
}

/** A person lifts the breaker: what it held is queued. Returns how many; null where it was not on. */
export async function liftBreaker(db: Database, why: string, now: Date): Promise<number | null> {
  if ((await breakerSince(db)) === null) return null;
  const at = now.toISOString();
  return inTransaction(db, async (tx) => {
    await deleteMeta(tx, BREAKER);
    await writeMeta(tx, LIFTED, at);
    const queued = await queueHeld(tx, BREAKER, at);
    await recordAudit(tx, { at, who: "staff", action: "letters-resumed", subject: "letters", detail: why });
    return queued;
  });
}
