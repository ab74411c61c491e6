import type { Selectable } from "kysely";
import { inTransaction, nextId } from "./open.ts";
import type { AlarmTable, Database } from "./schema.ts";

export type Alarm = Selectable<AlarmTable>;

/** The same is not told again within this time. */
const QUIET_MS = 86_400_000;

/** Keeps a warning for the staff; `told_at` once it was mailed. Returns whether it is a new one. */
export function raiseAlarm(db: Database, alarm: Pick<Alarm, "kind" | "about" | "detail">, now: Date): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const there = await tx
      .selectFrom("alarm")
      .select("id")
      .where("kind", "=", alarm.kind)
      .where("about", "=", alarm.about)
      .where("raised_at", ">", new Date(now.getTime() - QUIET_MS).toISOString())
      .executeTakeFirst();
    if (there) return false;
    const id = await nextId(tx, "W");
    await tx
      .insertInto("alarm")
      .values({ id, ...alarm, raised_at: now.toISOString(), told_at: null })
      .execute();
    return true;
  });
}

/** Oldest first. */
export function untoldAlarms(db: Database): Promise<Alarm[]> {
  return db.selectFrom("alarm").selectAll().where("told_at", "is", null).orderBy("raised_at").execute();
}

export function alarmsSince(db: Database, instant: string): Promise<Alarm[]> {
  return db.selectFrom("alarm").selectAll().where("raised_at", ">=", instant).orderBy("raised_at").execute();
}

export async function markTold(db: Database, id: string, now: Date): Promise<void> {
  await db.updateTable("alarm").set({ told_at: now.toISOString() }).where("id", "=", id).execute();
}
