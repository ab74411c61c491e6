import { beijingMoment } from "../domain/beijing-time.ts";
import { escapeHtml, oneLine } from "../domain/safe-text.ts";
import type { Parts, Rules } from "../parts.ts";
import { sendToStaff } from "./staff-mail.ts";
import { markTold, untoldAlarms, type Alarm } from "../store/alarms.ts";
import { readMeta, writeMeta } from "../store/open.ts";

type TellingParts = Pick<Parts, "db" | "clock" | "rules" | "settings" | "log">;

/** When the last such mail was tried, and how many failed in a row. */
const TRIED = "alarm-mail-tried";
interface Tried {
  at: string;
  failures: number;
}

const LEAST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 30 * 60_000;
/** Lines of one mail; the rest is counted, and told by the next. */
const MOST_LINES = 50;
const LONGEST_LINE = 300;

/** Tells the staff by mail of what they were not told yet: one mail for all of it, and after a failure later. */
export async function tellAlarms(
  { db, clock, rules, settings, log }: TellingParts,
  signal?: AbortSignal,
): Promise<void> {
  if (settings.staffMail.length === 0 || settings.smtpUrl === null) return;
  const alarms = await untoldAlarms(db);
  const now = clock.now();
  const before = await lastTry(db);
  if (alarms.length === 0 || isTooSoon(before, now)) return;
  // Written first: a process that ends here does not mail at each start.
  await writeMeta(db, TRIED, JSON.stringify({ at: now.toISOString(), failures: before.failures + 1 }));
  const at = now.toISOString();
  const { sent, reason } = await sendToStaff(
    { what: "alarm", at, ...alarmMail(alarms, rules) },
    settings,
    rules,
    signal,
  );
  if (!sent) {
    log.error({ reason, alarms: alarms.length }, "the alarm mail could not be sent; it is tried again");
    return;
  }
  const told = alarms.slice(0, MOST_LINES).map(({ id }) => id);
  await markTold(db, told, now);
  await writeMeta(db, TRIED, JSON.stringify({ at, failures: 0 }));
  log.info({ alarms: told, reason }, "the staff were warned by mail");
}

async function lastTry(db: Parts["db"]): Promise<Tried> {
  const kept = await readMeta(db, TRIED);
  return kept === null ? { at: "1970-01-01T00:00:00.000Z", failures: 0 } : (JSON.parse(kept) as Tried);
}

/** What lies after now comes from a clock that was set back, and keeps nobody waiting. */
function isTooSoon({ at, failures }: Tried, now: Date): boolean {
  const since = now.getTime() - Date.parse(at);
  return since >= 0 && since < Math.min(LEAST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS);
}

/** Formal and short. What an alarm quotes may come from outside. */
export function alarmMail(alarms: Alarm[], { campaign }: Rules): { subject: string; text: string; html: string } {
  const subject = `【提醒】${campaign.action}收件系统：${alarms.length}项情况需要处理`;
  const lines = alarms
    .slice(0, MOST_LINES)
    .map((one, place) => `${place + 1}. ${beijingMoment(one.raised_at)}　${oneLine(one.detail, LONGEST_LINE)}`);
  const left = alarms.length - lines.length;
  const paragraphs = [
    "秘书处各位同事：",
    `收件系统有以下${alarms.length}项情况，请及时处理。时间均为北京时间。`,
    ...lines,
    ...(left > 0 ? [`另有${left}项将另信告知。`] : []),
    "此信由程序自动发出，请勿回复。",
  ];
  const html = paragraphs.map((line) => `<p>${escapeHtml(line)}</p>`).join("\n");
  return {
    subject,
    text: `${paragraphs.join("\n\n")}\n`,
    html: `<!doctype html>\n<html lang="zh-CN"><body>\n${html}\n</body></html>\n`,
  };
}
