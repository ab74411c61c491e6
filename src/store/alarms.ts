import type { Selectable } from "kysely";
import { inTransaction, nextId } from "./open.ts";
import type { AlarmTable, Database, Writing } from "./schema.ts";

export type Alarm = Selectable<AlarmTable>;

/** The same is not told again within this time. */
const QUIET_MS = 86_400_000;

/** Keeps a warning for the staff; `told_at` once it was mailed. Returns whether it is a new one. */
export async function raiseAlarm(
  db: Database,
  alarm: Pick<Alarm, "kind" | "about" | "detail">,
  now: Date,
): Promise<boolean> {
  // Whoever raises one does so at each turn; only a new one is worth a transaction.
  if (await wasRaised(db, alarm, now)) return false;
  return inTransaction(db, async (tx) => {
    if (await wasRaised(tx, alarm, now)) return false;
    await writeAlarm(tx, alarm, now);
    return true;
  });
}

/** In the transaction of what it warns of; however lately the same was told. */
export async function writeAlarm(
  tx: Writing,
  alarm: Pick<Alarm, "kind" | "about" | "detail">,
  now: Date,
): Promise<void> {
  const id = await nextId(tx, "W");
  await tx
    .insertInto("alarm")
    .values({ id, ...alarm, raised_at: now.toISOString(), told_at: null })
    .execute();
}

async function wasRaised(db: Database | Writing, { kind, about }: Pick<Alarm, "kind" | "about">, now: Date) {
  const row = await db
    .selectFrom("alarm")
    .select("id")
    .where("kind", "=", kind)
    .where("about", "=", about)
    .where("raised_at", ">", new Date(now.getTime() - QUIET_MS).toISOString())
    .executeTakeFirst();
  return row !== undefined;
}

/** Oldest first. */
export function untoldAlarms(db: Database): Promise<Alarm[]> {
  return db.selectFrom("alarm").selectAll().where("told_at", "is", null).orderBy("raised_at").execute();
}

export function alarmsSince(db: Database, instant: string): Promise<Alarm[]> {
  return db.selectFrom("alarm").selectAll().where("raised_at", ">=", instant).orderBy("raised_at").execute();
}

/** Those that one mail told of. */
export async function markTold(db: Database, ids: string[], now: Date): Promise<void> {
  await db.updateTable("alarm").set({ told_at: now.toISOString() }).where("id", "in", ids).execute();
}
