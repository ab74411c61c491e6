import type { Undeliverable } from "./contacts.ts";
import type { Writing } from "./schema.ts";

/** Why letters to an address are held that a bounce came from. */
export const UNDELIVERABLE = "undeliverable";

/** Nothing more goes to the address: what was queued for it waits for a person. The first bounce's row stays. */
export async function markUndeliverable(tx: Writing, row: Undeliverable): Promise<void> {
  await tx
    .insertInto("undeliverable")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await tx
    .updateTable("letter")
    .set({ state: "held", reason: UNDELIVERABLE })
    .where("to_address", "=", row.address)
    .where("state", "=", "queued")
    .execute();
}
