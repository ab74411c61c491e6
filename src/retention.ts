import { DateTime } from "luxon";
import { beijingDay } from "./domain/beijing-time.ts";
import type { Parts } from "./parts.ts";
import { raiseAlarm } from "./store/alarms.ts";
import { readAllApplications, type Application } from "./store/applications.ts";
import { deleteMeta, eraseDeleted, readMeta, writeMeta } from "./store/open.ts";
import { lastFactOf, purgeApplication, purgeStrays, straysBefore } from "./store/purge.ts";

type RetentionParts = Pick<Parts, "db" | "archive" | "rules" | "clock" | "log">;

/** Staff are told so long before; a clock that once stood wrong removes nothing either. */
const NOTICE_DAYS = 7;
const ANNOUNCED = "retention-announced";

/**
 * Once a day: what the rules' retention has run out for is announced to the staff, and removed a week later: an application when its
 * deadline and the last that was taken in about it lie so far back, a mail of no application when it was taken in so long ago.
 */
export async function purgeExpired(parts: RetentionParts): Promise<void> {
  const { db, rules, clock } = parts;
  const months = rules.campaign.retentionMonths;
  const now = clock.now();
  const today = beijingDay(now.toISOString());
  if (months === null || (await readMeta(db, "retention-looked")) === today) return;
  const announced = await readMeta(db, ANNOUNCED);
  const isOver = announced !== null && now.getTime() - Date.parse(announced) >= NOTICE_DAYS * 86_400_000;
  // What has run out since the notice waits for the next one.
  const before = DateTime.fromJSDate(announced === null ? now : new Date(announced))
    .toUTC()
    .minus({ months });
  const expired = await expiredBefore(before.toISO() ?? "", parts);
  if (isOver) await remove(expired, before.toISO() ?? "", parts);
  else if (announced === null && expired.applications.length + expired.mails > 0) await announce(expired, parts);
  await writeMeta(db, "retention-looked", today);
}

interface Expired {
  applications: Application[];
  /** Mails of no application. */
  mails: number;
}

async function expiredBefore(before: string, { db, rules }: RetentionParts): Promise<Expired> {
  const applications = [];
  const { id, deadline } = rules.campaign;
  for (const one of await readAllApplications(db)) {
    // An earlier campaign's rules are not at hand: its deadline is taken to lie before the last that came.
    if (one.campaign === id && new Date(deadline).toISOString() >= before) continue;
    if ((await lastFactOf(db, one)) < before) applications.push(one);
  }
  return { applications, mails: (await straysBefore(db, before)).length };
}

async function announce({ applications, mails }: Expired, { db, clock, rules }: RetentionParts): Promise<void> {
  const now = clock.now();
  const named = applications.map((one) => one.id).join("、");
  const detail =
    `个人数据保存期限（${rules.campaign.retentionMonths ?? ""} 个月）已满：申请 ${applications.length} 件（${named || "无"}），` +
    `未归入申请的邮件 ${mails} 封，${NOTICE_DAYS} 日后自动清除；如需保留，请先修改规则文件中的 retentionMonths`;
  await raiseAlarm(db, { kind: "retention", about: "", detail }, now);
  await writeMeta(db, ANNOUNCED, now.toISOString());
}

async function remove({ applications }: Expired, before: string, parts: RetentionParts): Promise<void> {
  const { db, archive, clock, log, rules } = parts;
  const why = `保存期限 ${rules.campaign.retentionMonths ?? ""} 个月已满`;
  const removal = { why, who: "retention" as const, now: clock.now() };
  for (const application of applications) await purgeApplication(db, archive, application, removal);
  const mails = await purgeStrays(db, archive, before, removal);
  await eraseDeleted(db);
  await deleteMeta(db, ANNOUNCED);
  log.info({ applications: applications.length, mails }, "the retention has run out: personal data removed");
}
