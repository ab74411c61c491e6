import type { Arrival, PassedOver } from "./mailbox/arrival.ts";
import type { Keeping } from "./parts.ts";
import { contentHash } from "./store/archive.ts";
import { writeCursor } from "./store/folders.ts";
import { isPurged, recordMail } from "./store/mails.ts";
import { inTransaction } from "./store/open.ts";

/**
 * Keeps an arrived mail: its bytes on disk and synced, then its row and the cursor in one transaction. Nothing else is done with
 * it before. Returns the mail's id; null where its place was known already.
 */
export async function takeIn(arrival: Arrival, keeping: Keeping): Promise<string | null> {
  const sha256 = contentHash(arrival.raw);
  if (!(await isPurged(keeping.db, sha256))) await keeping.archive.keep(sha256, arrival.raw);
  keeping.step?.("mail-archived");
  const id = await record(arrival, { sha256, size: arrival.raw.length }, null, keeping);
  keeping.step?.("mail-recorded");
  return id;
}

/** A mail that was not fetched is parked, so that staff hear of it. */
export function takeNote(passed: PassedOver, keeping: Keeping): Promise<string | null> {
  return record(passed, { sha256: "", size: passed.size }, `${passed.why}: ${passed.detail}`, keeping);
}

function record(
  mail: Arrival | PassedOver,
  kept: { sha256: string; size: number },
  parked: string | null,
  { db, clock }: Keeping,
): Promise<string | null> {
  const now = clock.now();
  const place = { account: mail.account, folder: mail.folder, uid_validity: mail.uidValidity };
  const received_at = (mail.internalDate ?? now).toISOString();
  return inTransaction(db, async (tx) => {
    const junk = mail.junk ? 1 : 0;
    const row = { ...place, uid: mail.uid, ...kept, received_at, stored_at: now.toISOString(), junk };
    const id = await recordMail(tx, row, parked);
    await writeCursor(tx, { ...place, last_uid: mail.uid, looked_at: now.toISOString(), junk });
    return id;
  });
}
