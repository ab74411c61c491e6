import type { Letter } from "./letters.ts";
import type { Writing } from "./schema.ts";

/** What stands where a name, an address or words were. */
const GONE = "（已清除）";

type Named = Pick<Letter, "id" | "to_address">;

export async function forgetReadings(tx: Writing, hashes: string[]): Promise<void> {
  for (const sha256 of hashes) await tx.deleteFrom("reading").where("key", "like", `%:${sha256}`).execute();
}

export async function forgetMailRows(tx: Writing, ids: string[]): Promise<void> {
  const nothing = { reason: null, message_id: null, from_address: null, subject: null, authentication: null };
  await tx
    .updateTable("mail")
    .set({ state: "purged", open_question: null, ...nothing })
    .where("id", "in", ids)
    .execute();
}

/** What was noted of who wrote and was written to: that nothing reaches them, that staff were warned of them or let them be written to. */
export async function forgetAddresses(tx: Writing, mails: string[], letters: Named[]): Promise<void> {
  const senders = await tx.selectFrom("mail").select("from_address").where("id", "in", mails).execute();
  const addresses = [...senders.flatMap((row) => row.from_address ?? []), ...letters.map((one) => one.to_address)];
  const others = await tx
    .selectFrom("letter")
    .select("to_address")
    .where("to_address", "in", addresses)
    .where(
      "id",
      "not in",
      letters.map(({ id }) => id),
    )
    .execute();
  // That nothing reaches an address holds for whoever else is written to there.
  const unused = addresses.filter((one) => !others.some(({ to_address }) => to_address === one));
  await tx.deleteFrom("undeliverable").where("address", "in", unused).execute();
  await tx.deleteFrom("alarm").where("about", "in", addresses).execute();
  await tx.updateTable("audit").set({ subject: GONE }).where("subject", "in", addresses).execute();
}

export async function forgetLetters(tx: Writing, letters: Named[]): Promise<void> {
  const ids = letters.map((letter) => letter.id);
  const nothing = { to_address: GONE, subject: GONE, text: GONE, html: GONE, in_reply_to: null, references_: "[]" };
  await tx
    .updateTable("letter")
    .set({ ...nothing, reason: null })
    .where("id", "in", ids)
    .execute();
  // What was not sent must not go out to nobody.
  await tx
    .updateTable("letter")
    .set({ state: "discarded", reason: "purged" })
    .where("id", "in", ids)
    .where("state", "in", ["held", "queued", "uncertain"])
    .execute();
  // A server's words name whom it refused.
  await tx.updateTable("audit").set({ detail: GONE }).where("subject", "in", ids).execute();
}

export async function forgetApplication(tx: Writing, id: string, at: string): Promise<void> {
  await tx
    .updateTable("application")
    .set({ unit_name: GONE, name_key: `purged ${id}`, twins: "[]", purged_at: at })
    .where("id", "=", id)
    .execute();
  await tx.deleteFrom("contact").where("application_id", "=", id).execute();
  await tx
    .updateTable("audit")
    .set({ detail: GONE })
    .where("subject", "=", id)
    .where("action", "=", "contact-added")
    .execute();
  await tx
    .updateTable("arrival")
    .set({ unit_name: GONE, courier: null, tracking: null, note: null })
    .where("application_id", "=", id)
    .execute();
  await tx
    .updateTable("occasion")
    .set({ closed_by: "silent: purged" })
    .where("application_id", "=", id)
    .where("closed_by", "is", null)
    .execute();
}
