import type { Writing } from "./schema.ts";

export type Which = { ids: string[] } | "parked" | "all";

/** Puts mails back to be examined; what was found out about them stays known by content. Returns how many. */
export async function examineAgain(tx: Writing, which: Which): Promise<number> {
  if (typeof which === "object" && which.ids.length === 0) return 0;
  const afresh = { state: "stored" as const, attempts: 0, retry_at: null, reason: null };
  let update = tx.updateTable("mail").set(afresh).where("sha256", "!=", "");
  if (which === "parked") update = update.where("state", "=", "parked");
  else if (which === "all") update = update.where("state", "in", ["parked", "examined"]);
  else update = update.where("id", "in", which.ids).where("state", "in", ["parked", "examined"]);
  const { numUpdatedRows } = await update.executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Mails that the server did not hand over, or that were too large, are forgotten, so that the next look asks for them again. */
export async function fetchAgain(tx: Writing, which: Which): Promise<number> {
  const unfetched = await tx
    .selectFrom("mail")
    .selectAll()
    .where("sha256", "=", "")
    .where("state", "=", "parked")
    .execute();
  const wanted = unfetched.filter((mail) => typeof which !== "object" || which.ids.includes(mail.id));
  for (const { id, account, folder, uid_validity, uid } of wanted) {
    await tx.deleteFrom("mail").where("id", "=", id).execute();
    await tx
      .updateTable("folder_cursor")
      .set({ last_uid: uid - 1 })
      .where("account", "=", account)
      .where("folder", "=", folder)
      .where("uid_validity", "=", uid_validity)
      .where("last_uid", ">=", uid)
      .execute();
  }
  return wanted.length;
}
