import { beijingDay, daysLeft } from "./domain/beijing-time.ts";
import { judgeApplication } from "./evidence.ts";
import type { Parts } from "./parts.ts";
import { readApplications } from "./store/applications.ts";
import { noteOccasion, remindedSince } from "./store/occasions.ts";
import { inTransaction } from "./store/open.ts";

/** On the rules' days before the deadline: each application that still owes something is an occasion for a reminder, once a day. */
export async function noteReminders({ db, rules, clock }: Pick<Parts, "db" | "rules" | "clock">): Promise<void> {
  const { campaign } = rules;
  const now = clock.now().toISOString();
  const left = daysLeft(now, campaign.deadline);
  if (left === null || !campaign.reminderDays.includes(left)) return;
  const reminded = new Set(await remindedSince(db, new Date(`${beijingDay(now)}T00:00:00+08:00`).toISOString()));
  for (const application of await readApplications(db, campaign.id)) {
    if (reminded.has(application.id)) continue;
    const { judgement } = await judgeApplication(application, { db }, rules);
    if (judgement.state === "complete") continue;
    const occasion = { application_id: application.id, mail_id: null, cause: "reminder" as const, at: now };
    await inTransaction(db, (tx) => noteOccasion(tx, occasion));
  }
}
