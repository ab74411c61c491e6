import { beijingDay, daysLeft } from "../domain/beijing-time.ts";
import { judgeAll } from "../judge-application.ts";
import type { Parts } from "../parts.ts";
import { noteOccasion } from "../store/occasions.ts";
import { inTransaction, readMeta, writeMeta } from "../store/open.ts";

/**
 * On the rules' days before the deadline, from the digest's hour on: each application that still owes something is an occasion for a
 * reminder, once a day.
 */
export async function noteReminders({ db, rules, clock }: Pick<Parts, "db" | "rules" | "clock">): Promise<void> {
  const { campaign } = rules;
  const now = clock.now().toISOString();
  const today = beijingDay(now);
  const left = daysLeft(now, campaign.deadline);
  if (left === null || !campaign.reminderDays.includes(left)) return;
  if (Date.parse(now) < Date.parse(`${today}T${campaign.digestAt}:00+08:00`)) return;
  if ((await readMeta(db, "reminded")) === today) return;
  const owing = (await judgeAll({ db }, rules)).filter((one) => one.judgement.state !== "complete");
  await inTransaction(db, async (tx) => {
    for (const { application } of owing) {
      await noteOccasion(tx, { application_id: application.id, mail_id: null, cause: "reminder", at: now });
    }
    await writeMeta(tx, "reminded", today);
  });
}
