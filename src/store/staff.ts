import type { Selectable } from "kysely";
import { nameKey } from "../domain/names.ts";
import { nextId } from "./open.ts";
import type { Database, OverrideTable, Tables, Writing } from "./schema.ts";

export interface Member {
  name: string;
  /** Former and short names. */
  aliases: string[];
}

export type Override = Selectable<OverrideTable>;

export async function readRoster(db: Database): Promise<Member[]> {
  const rows = await db.selectFrom("member").selectAll().execute();
  return rows.map((row) => ({ name: row.name, aliases: JSON.parse(row.aliases) as string[] }));
}

/** The new list takes the place of the old one. */
export async function replaceRoster(tx: Writing, members: Member[]): Promise<void> {
  await tx.deleteFrom("member").execute();
  for (const { name, aliases } of members) {
    await tx
      .insertInto("member")
      .values({ name, name_key: nameKey(name), aliases: JSON.stringify(aliases) })
      .onConflict((conflict) => conflict.column("name_key").doUpdateSet({ aliases: JSON.stringify(aliases) }))
      .execute();
  }
}

export async function recordOverride(tx: Writing, override: Omit<Override, "id">): Promise<void> {
  await tx
    .insertInto("override")
    .values({ id: await nextId(tx, "V"), ...override })
    .execute();
}

/** Oldest first: the last one for a requirement holds. */
export function overridesOf(db: Database, applicationId: string): Promise<Override[]> {
  return db.selectFrom("override").selectAll().where("application_id", "=", applicationId).orderBy("at").execute();
}

/** What a person or the program did that must be answerable for later. */
export async function recordAudit(tx: Writing, entry: Omit<Selectable<Tables["audit"]>, "id">): Promise<void> {
  await tx
    .insertInto("audit")
    .values({ id: await nextId(tx, "X"), ...entry })
    .execute();
}
