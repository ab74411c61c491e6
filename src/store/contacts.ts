import type { Selectable } from "kysely";
import type { ContactTable, Database, UndeliverableTable, Writing } from "./schema.ts";

/** An address that staff bound to an application. */
export type Contact = Selectable<ContactTable>;
export type Undeliverable = Selectable<UndeliverableTable>;

/** In the order in which staff added them. */
export function contactsOf(db: Database, applicationId: string): Promise<Contact[]> {
  return db.selectFrom("contact").selectAll().where("application_id", "=", applicationId).orderBy("at").execute();
}

/** Returns whether it was not there yet. */
export async function addContact(tx: Writing, contact: Contact): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("contact")
    .values(contact)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export function undeliverableAddresses(db: Database): Promise<Undeliverable[]> {
  return db.selectFrom("undeliverable").selectAll().orderBy("since").execute();
}

export async function isUndeliverable(db: Database | Writing, address: string): Promise<boolean> {
  const row = await db.selectFrom("undeliverable").select("address").where("address", "=", address).executeTakeFirst();
  return row !== undefined;
}

/** Letters may go there again. Returns whether it was marked. */
export async function clearUndeliverable(tx: Writing, address: string): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom("undeliverable").where("address", "=", address).executeTakeFirst();
  return numDeletedRows > 0n;
}
