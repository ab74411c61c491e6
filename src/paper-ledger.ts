import { matchName, nameKey, type KnownName } from "./domain/names.ts";
import { linkArrival, logArrival, readArrivals, type Arrival } from "./store/arrivals.ts";
import { noteOccasion } from "./store/occasions.ts";
import type { Writing } from "./store/schema.ts";
import { recordAudit } from "./store/staff.ts";

export type NewArrival = Omit<Arrival, "id" | "application_id">;

/** What the ledger's `items` may hold, as staff call it. */
export const PAPER_ITEMS = new Map([
  ["form", "申请表"],
  ["declaration", "宣言"],
]);

/**
 * Logs a piece of post and joins it to the one application that its name surely means, if any. A parcel that is in the ledger
 * already, by its company, its items and its tracking number, is not logged again: `logged` is false, `id` the one that is there.
 */
export async function recordArrival(
  tx: Writing,
  arrival: NewArrival,
  known: KnownName[],
): Promise<{ id: string; logged: boolean }> {
  const there = (await readArrivals(tx)).find((one) => isSameParcel(one, arrival));
  if (there) return { id: there.id, logged: false };
  const match = matchName(arrival.unit_name, known);
  const application = match.kind === "one" ? match.id : null;
  const id = await logArrival(tx, { ...arrival, application_id: application });
  await recordAudit(tx, { at: arrival.logged_at, who: "staff", action: "paper-logged", subject: id, detail: "" });
  if (application !== null) await tellApplicant(tx, application, arrival.logged_at);
  return { id, logged: true };
}

function isSameParcel(one: NewArrival, other: NewArrival): boolean {
  const tracking = nameKey(one.tracking ?? "");
  if (tracking === "" || tracking !== nameKey(other.tracking ?? "")) return false;
  const items = (arrival: NewArrival): string => (JSON.parse(arrival.items) as string[]).sort().join();
  return nameKey(one.unit_name) === nameKey(other.unit_name) && items(one) === items(other);
}

/** A person says whose a piece of post is. Returns false where there is no such arrival. */
export async function joinByHand(tx: Writing, id: string, application: string, now: Date): Promise<boolean> {
  const before = (await readArrivals(tx)).find((one) => one.id === id);
  if (!before || !(await linkArrival(tx, id, application))) return false;
  const at = now.toISOString();
  await recordAudit(tx, { at, who: "staff", action: "paper-linked", subject: id, detail: application });
  await tellApplicant(tx, application, at);
  // Whoever was told by mistake that it had come is told that it has not.
  if (before.application_id !== null && before.application_id !== application) {
    await tellApplicant(tx, before.application_id, at);
  }
  return true;
}

/** Post that came before the first mail: it joins when the company's application opens, and the mail's own letter tells of it. */
export async function joinWaitingArrivals(tx: Writing, opened: KnownName, others: KnownName[]): Promise<void> {
  const known = [opened, ...others.filter((one) => one.id !== opened.id)];
  for (const arrival of await readArrivals(tx)) {
    if (arrival.application_id !== null) continue;
    const match = matchName(arrival.unit_name, known);
    if (match.kind === "one" && match.id === opened.id) await linkArrival(tx, arrival.id, opened.id);
  }
}

function tellApplicant(tx: Writing, application: string, at: string): Promise<void> {
  return noteOccasion(tx, { application_id: application, mail_id: null, cause: "paper", at });
}

/** The applications that an unmatched arrival could belong to, for a person to choose. */
export function candidatesFor(arrival: Arrival, known: KnownName[]): string[] {
  if (arrival.application_id !== null) return [];
  const match = matchName(arrival.unit_name, known);
  return match.kind === "one" ? [match.id] : match.candidates;
}
