import { takeIn, takeNote } from "./take-in.ts";
import type { Receiver } from "./mailbox/arrival.ts";
import type { Parts } from "./parts.ts";
import { processMessage } from "./process-message.ts";
import { countFailure, mailsToExamine } from "./store/mails.ts";
import { inTransaction } from "./store/open.ts";

/** A fault may pass (a full disk, a killed child); after this many it is the mail's own, and a person looks. */
const TRIES = 3;

/**
 * Examines every mail that waits, each by itself: one that fails is counted, and the others go on. A form may tell whose its
 * sender's earlier mails were; those come up once more. `signal` ends it before the next mail.
 */
export async function examineStored(parts: Parts, signal?: AbortSignal): Promise<{ examined: number; parked: number }> {
  const examined = new Set<string>();
  const failed = new Map<string, { parked: boolean }>();
  while (!signal?.aborted) {
    const mail = (await mailsToExamine(parts.db)).find((one) => !failed.has(one.id));
    if (!mail) break;
    try {
      await processMessage(mail, parts);
      examined.add(mail.id);
    } catch (error) {
      // Stopped in the middle of it: not the mail's fault, it is examined at the next start.
      if (signal?.aborted) break;
      const reason = error instanceof Error ? error.message : String(error);
      const parked = await inTransaction(parts.db, (tx) => countFailure(tx, mail, reason, TRIES));
      failed.set(mail.id, { parked });
      parts.log.error({ mail: mail.id, attempt: mail.attempts + 1, parked, reason }, "mail could not be examined");
    }
  }
  return { examined: examined.size, parked: [...failed.values()].filter((one) => one.parked).length };
}

/** Keeps what the mailbox hands over, and counts it. */
export function receiver(parts: Parts, onTaken: () => void): Receiver {
  return {
    onArrival: async (arrival) => {
      const id = await takeIn(arrival, parts);
      if (id === null) return;
      parts.log.info({ mail: id, bytes: arrival.raw.length }, "mail kept");
      onTaken();
    },
    onPassedOver: async (passed) => {
      if ((await takeNote(passed, parts)) !== null) onTaken();
    },
  };
}
