import type { Database, Writing } from "./schema.ts";

/** Letters written since an instant that went by themselves or by a person's release; what is held for a reason of its own is none. */
export async function countLettersSetGoing(db: Database, since: string): Promise<number> {
  const { count } = await db
    .selectFrom("letter")
    .select((eb) => eb.fn.countAll().as("count"))
    .where("created_at", ">=", since)
    .where("state", "not in", ["held", "discarded"])
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Returns how many. */
export async function holdQueued(tx: Writing, reason: string): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable("letter")
    .set({ state: "held", reason })
    .where("state", "=", "queued")
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Returns how many. */
export async function queueHeld(tx: Writing, reason: string, at: string): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable("letter")
    .set({ state: "queued", reason: null, not_before: at })
    .where("state", "=", "held")
    .where("reason", "=", reason)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
