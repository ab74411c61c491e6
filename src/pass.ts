import { takeIn, takeNote } from "./take-in.ts";
import type { Receiver } from "./mailbox/arrival.ts";
import type { Parts } from "./parts.ts";
import { processMessage } from "./process-message.ts";
import { countFailure, mailsToExamine } from "./store/mails.ts";
import { inTransaction } from "./store/open.ts";

/** A fault may pass (a full disk, a killed child): minutes until the next tries. Then it is the mail's own, and a person looks. */
const TRY_AGAIN_AFTER = [1, 10];

/**
 * Examines every mail that waits, each by itself: one that fails is counted, and the others go on. A form may tell whose its
 * sender's earlier mails were; those come up once more. `signal` ends it before the next mail.
 */
export async function examineStored(
  parts: Parts,
  signal?: AbortSignal,
  onExamined?: () => void,
): Promise<{ examined: number; parked: number }> {
  const examined = new Set<string>();
  let parked = 0;
  while (!signal?.aborted) {
    const [mail] = await mailsToExamine(parts.db, parts.clock.now());
    if (!mail) break;
    try {
      await processMessage(mail, parts);
      examined.add(mail.id);
      onExamined?.();
    } catch (error) {
      // Stopped in the middle of it: not the mail's fault, it is examined at the next start.
      if (signal?.aborted) break;
      const reason = error instanceof Error ? error.message : String(error);
      const minutes = TRY_AGAIN_AFTER[mail.attempts];
      const retryAt = minutes === undefined ? null : new Date(parts.clock.now().getTime() + minutes * 60_000);
      await inTransaction(parts.db, (tx) => countFailure(tx, mail, reason, retryAt));
      if (retryAt === null) parked += 1;
      parts.log.error({ mail: mail.id, attempt: mail.attempts + 1, retryAt, reason }, "mail could not be examined");
    }
  }
  return { examined: examined.size, parked };
}

/** Keeps what the mailbox hands over, and tells of it. `demandRoom` throws where there is none: one look may bring more than fits. */
export function receiver(parts: Parts, demandRoom: () => Promise<void>, onTaken: () => void): Receiver {
  return {
    onArrival: async (arrival) => {
      await demandRoom();
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
