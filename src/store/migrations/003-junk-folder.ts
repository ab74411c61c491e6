import { sql, type Kysely } from "kysely";

/** Which of the folders watched is the one for junk: that it can be read says nothing of the inbox. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("folder_cursor")
    .addColumn("junk", "integer", (c) => c.notNull().defaultTo(sql.lit(0)))
    .execute();
}
