import { sql, type Kysely } from "kysely";

/** Who may be told what, which letters are in doubt, what staff were warned of. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("mail")
    .addColumn("junk", "integer", (c) => c.notNull().defaultTo(sql.lit(0)))
    .execute();
  await db.schema.alterTable("mail").addColumn("authentication", "text").execute();
  await db.schema.createIndex("mail_by_message_id").on("mail").column("message_id").execute();
  await db.schema.alterTable("letter").addColumn("tried_since", "text").execute();
  await db.schema.alterTable("letter").addColumn("doubtful_since", "text").execute();
  await db.schema.alterTable("letter").addColumn("seen_at", "text").execute();
  await db.schema.createIndex("letter_by_filing").on("letter").columns(["state", "filed_in_sent"]).execute();
  await db.schema.createIndex("letter_by_address").on("letter").column("to_address").execute();
  await db.schema
    .createTable("contact")
    .addColumn("application_id", "text", (c) => c.notNull().references("application.id"))
    .addColumn("address", "text", (c) => c.notNull())
    .addColumn("why", "text", (c) => c.notNull())
    .addColumn("at", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("contact_key", ["application_id", "address"])
    .execute();
  await db.schema
    .createTable("undeliverable")
    .addColumn("address", "text", (c) => c.primaryKey())
    .addColumn("since", "text", (c) => c.notNull())
    .addColumn("mail_id", "text", (c) => c.notNull().references("mail.id"))
    .addColumn("letter_id", "text", (c) => c.references("letter.id"))
    .addColumn("reason", "text", (c) => c.notNull())
    .execute();
  await db.schema
    .createTable("alarm")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("about", "text", (c) => c.notNull())
    .addColumn("detail", "text", (c) => c.notNull())
    .addColumn("raised_at", "text", (c) => c.notNull())
    .addColumn("told_at", "text")
    .execute();
}
