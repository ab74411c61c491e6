import { sql, type Kysely } from "kysely";

/** Every table of the first version. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("meta")
    .addColumn("key", "text", (c) => c.primaryKey())
    .addColumn("value", "text", (c) => c.notNull())
    .execute();
  await db.schema
    .createTable("counter")
    .addColumn("name", "text", (c) => c.primaryKey())
    .addColumn("value", "integer", (c) => c.notNull())
    .execute();
  await mailTables(db);
  await applicationTables(db);
  await letterTables(db);
  await staffTables(db);
}

async function mailTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("folder_cursor")
    .addColumn("account", "text", (c) => c.notNull())
    .addColumn("folder", "text", (c) => c.notNull())
    .addColumn("uid_validity", "text", (c) => c.notNull())
    .addColumn("last_uid", "integer", (c) => c.notNull())
    .addColumn("looked_at", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("folder_cursor_key", ["account", "folder"])
    .execute();
  await db.schema
    .createTable("mail")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("account", "text", (c) => c.notNull())
    .addColumn("folder", "text", (c) => c.notNull())
    .addColumn("uid_validity", "text", (c) => c.notNull())
    .addColumn("uid", "integer", (c) => c.notNull())
    .addColumn("sha256", "text", (c) => c.notNull())
    .addColumn("size", "integer", (c) => c.notNull())
    .addColumn("received_at", "text", (c) => c.notNull())
    .addColumn("stored_at", "text", (c) => c.notNull())
    .addColumn("state", "text", (c) => c.notNull())
    .addColumn("attempts", "integer", (c) => c.notNull().defaultTo(0))
    .addColumn("retry_at", "text")
    .addColumn("reason", "text")
    .addColumn("message_id", "text")
    .addColumn("from_address", "text")
    .addColumn("subject", "text")
    .addColumn("automatic", "text")
    .addColumn("automatic_rule", "text")
    .addColumn("open_question", "text")
    .addUniqueConstraint("mail_place", ["account", "folder", "uid_validity", "uid"])
    .execute();
  await db.schema.createIndex("mail_by_content").on("mail").column("sha256").execute();
  await db.schema.createIndex("mail_by_state").on("mail").column("state").execute();
  await db.schema.createIndex("mail_by_sender").on("mail").column("from_address").execute();
  await db.schema
    .createTable("reading")
    .addColumn("key", "text", (c) => c.primaryKey())
    .addColumn("version", "integer", (c) => c.notNull())
    .addColumn("facts", "text", (c) => c.notNull())
    .addColumn("read_at", "text", (c) => c.notNull())
    .execute();
}

async function applicationTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("application")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("campaign", "text", (c) => c.notNull())
    .addColumn("unit_name", "text", (c) => c.notNull())
    .addColumn("name_key", "text", (c) => c.notNull())
    .addColumn("created_at", "text", (c) => c.notNull())
    .addColumn("twins", "text", (c) => c.notNull())
    .addColumn("purged_at", "text")
    .addUniqueConstraint("application_name", ["campaign", "name_key"])
    .execute();
  await db.schema
    .createTable("filed_document")
    .addColumn("mail_id", "text", (c) => c.notNull().references("mail.id"))
    .addColumn("part", "integer", (c) => c.notNull())
    .addColumn("piece", "integer", (c) => c.notNull())
    .addColumn("application_id", "text", (c) => c.notNull().references("application.id"))
    .addColumn("why", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("filed_document_key", ["mail_id", "part", "piece"])
    .execute();
  await db.schema.createIndex("filed_document_by_application").on("filed_document").column("application_id").execute();
  await db.schema
    .createTable("filed_mail")
    .addColumn("mail_id", "text", (c) => c.notNull().references("mail.id"))
    .addColumn("application_id", "text", (c) => c.notNull().references("application.id"))
    .addPrimaryKeyConstraint("filed_mail_key", ["mail_id", "application_id"])
    .execute();
  await db.schema.createIndex("filed_mail_by_application").on("filed_mail").column("application_id").execute();
}

async function letterTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("occasion")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("application_id", "text", (c) => c.references("application.id"))
    .addColumn("mail_id", "text", (c) => c.references("mail.id"))
    .addColumn("cause", "text", (c) => c.notNull())
    .addColumn("at", "text", (c) => c.notNull())
    .addColumn("closed_by", "text")
    .execute();
  await db.schema.createIndex("occasion_open").on("occasion").column("closed_by").execute();
  await db.schema
    .createTable("letter")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("application_id", "text", (c) => c.references("application.id"))
    .addColumn("to_address", "text", (c) => c.notNull())
    .addColumn("subject", "text", (c) => c.notNull())
    .addColumn("text", "text", (c) => c.notNull())
    .addColumn("html", "text", (c) => c.notNull())
    .addColumn("attachments", "text", (c) => c.notNull())
    .addColumn("message_id", "text", (c) => c.notNull().unique())
    .addColumn("in_reply_to", "text")
    .addColumn("references_", "text", (c) => c.notNull())
    .addColumn("state", "text", (c) => c.notNull())
    .addColumn("reason", "text")
    .addColumn("said", "text", (c) => c.notNull())
    .addColumn("created_at", "text", (c) => c.notNull())
    .addColumn("not_before", "text", (c) => c.notNull())
    .addColumn("attempts", "integer", (c) => c.notNull().defaultTo(0))
    .addColumn("sent_at", "text")
    .addColumn("filed_in_sent", "integer", (c) => c.notNull().defaultTo(sql.lit(0)))
    .execute();
  await db.schema.createIndex("letter_by_state").on("letter").column("state").execute();
  await db.schema.createIndex("letter_by_application").on("letter").column("application_id").execute();
  await db.schema
    .createTable("letter_mail")
    .addColumn("letter_id", "text", (c) => c.notNull().references("letter.id"))
    .addColumn("mail_id", "text", (c) => c.notNull().references("mail.id"))
    .addPrimaryKeyConstraint("letter_mail_key", ["letter_id", "mail_id"])
    .execute();
}

async function staffTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("arrival")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("unit_name", "text", (c) => c.notNull())
    .addColumn("items", "text", (c) => c.notNull())
    .addColumn("received", "text", (c) => c.notNull())
    .addColumn("courier", "text")
    .addColumn("tracking", "text")
    .addColumn("sealed", "integer")
    .addColumn("note", "text")
    .addColumn("application_id", "text", (c) => c.references("application.id"))
    .addColumn("logged_at", "text", (c) => c.notNull())
    .execute();
  await db.schema
    .createTable("member")
    .addColumn("name", "text", (c) => c.notNull())
    .addColumn("name_key", "text", (c) => c.primaryKey())
    .addColumn("aliases", "text", (c) => c.notNull())
    .execute();
  await db.schema
    .createTable("override")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("application_id", "text", (c) => c.notNull().references("application.id"))
    .addColumn("requirement", "text", (c) => c.notNull())
    .addColumn("status", "text", (c) => c.notNull())
    .addColumn("why", "text", (c) => c.notNull())
    .addColumn("at", "text", (c) => c.notNull())
    .execute();
  await db.schema
    .createTable("audit")
    .addColumn("id", "text", (c) => c.primaryKey())
    .addColumn("at", "text", (c) => c.notNull())
    .addColumn("who", "text", (c) => c.notNull())
    .addColumn("action", "text", (c) => c.notNull())
    .addColumn("subject", "text", (c) => c.notNull())
    .addColumn("detail", "text", (c) => c.notNull())
    .execute();
}
