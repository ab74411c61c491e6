import type { Selectable } from "kysely";
import { nextId } from "./open.ts";
import type { ArrivalTable, Database, Writing } from "./schema.ts";

/** One piece of paper post, as staff logged it. */
export type Arrival = Selectable<ArrivalTable>;

export async function logArrival(tx: Writing, arrival: Omit<Arrival, "id">): Promise<string> {
  const id = await nextId(tx, "P");
  await tx
    .insertInto("arrival")
    .values({ id, ...arrival })
    .execute();
  return id;
}

export function readArrivals(db: Database | Writing): Promise<Arrival[]> {
  return db.selectFrom("arrival").selectAll().orderBy("logged_at").orderBy("id").execute();
}

export function arrivalsOf(db: Database, applicationId: string): Promise<Arrival[]> {
  return db.selectFrom("arrival").selectAll().where("application_id", "=", applicationId).execute();
}

export async function linkArrival(tx: Writing, id: string, applicationId: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("arrival")
    .set({ application_id: applicationId })
    .where("id", "=", id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
