import { tellAlarms } from "./staff/alarm-mail.ts";
import { beijingDay } from "./domain/beijing-time.ts";
import type { Parts } from "./parts.ts";
import { noteReminders } from "./letters/reminders.ts";
import { purgeExpired } from "./retention.ts";
import { sendDigestWhenDue } from "./staff/send-digest.ts";
import { raiseAlarm } from "./store/alarms.ts";
import { readMeta, writeMeta } from "./store/open.ts";
import { integrityProblems } from "./store/verify.ts";

/** Each is asked every minute, by name, and knows itself when it is due. */
type Work = Record<string, (parts: Parts, signal: AbortSignal) => Promise<void>>;

/** What is due by the program's clock, wherever that was started. */
const WORK: Work = {
  reminders: noteReminders,
  digest: sendDigestWhenDue,
  integrity: checkIntegrityDaily,
  retention: purgeExpired,
  // Last: it tells at once what the others found.
  alarms: tellAlarms,
};

/** One that fails keeps no other waiting, and is tried again in a minute. `first`: the daemon's own. `signal` ends it before the next. */
export async function runMinuteWork(parts: Parts, first: Work, signal: AbortSignal): Promise<void> {
  for (const [name, work] of Object.entries({ ...first, ...WORK })) {
    if (signal.aborted) return;
    try {
      await work(parts, signal);
    } catch (error) {
      parts.log.error({ work: name, reason: String(error) }, "the day's work failed; it is tried again in a minute");
    }
  }
}

async function checkIntegrityDaily({ db, clock, log }: Parts): Promise<void> {
  const now = clock.now();
  const today = beijingDay(now.toISOString());
  if ((await readMeta(db, "integrity-checked")) === today) return;
  const [problem] = await integrityProblems(db);
  if (problem !== undefined) {
    log.error({ problem }, "the database is damaged");
    const mend = "请尽快停止程序，移开 DATA_DIR 并恢复备份（intake restore 目录）";
    await raiseAlarm(db, { kind: "database-damaged", about: "", detail: `数据库损坏（${problem}）：${mend}` }, now);
  }
  await writeMeta(db, "integrity-checked", today);
}
