import { takeIn, takeNote } from "./take-in.ts";
import type { Receiver } from "./mailbox/arrival.ts";
import type { Keeping, Parts } from "./parts.ts";
import { processMessage } from "./process-message.ts";
import { notBegun, TurnOver, type Begun } from "./read-mail.ts";
import { countFailure, giveWay, mailsToExamine, type Mail } from "./store/mails.ts";
import { inTransaction } from "./store/open.ts";

/** A fault may pass (a full disk, a killed child): minutes until the next tries. Then it is the mail's own, and a person looks. */
const TRY_AGAIN_AFTER = [1, 10];

/** Seconds after which a mail gives way to others that wait, when the part in hand is read: a part takes at most `jobSeconds`. */
const TURN_SECONDS = 5;

/**
 * Examines every mail that waits, each by itself: one that fails is counted, and the others go on. A form may tell whose its
 * sender's earlier mails were; those come up once more. `signal` ends it before the next mail.
 */
export async function examineStored(
  parts: Parts,
  signal?: AbortSignal,
  onExamined?: () => void,
  turnSeconds = TURN_SECONDS,
): Promise<{ examined: number; parked: number }> {
  const examined = new Set<string>();
  const begunMails = new Map<string, Begun>();
  let parked = 0;
  while (!signal?.aborted) {
    const [mail] = await mailsToExamine(parts.db, parts.clock.now());
    if (!mail) break;
    const begun = begunMails.get(mail.id) ?? notBegun();
    begunMails.delete(mail.id);
    try {
      await processMessage(mail, parts, begun, (seconds) =>
        seconds < turnSeconds ? Promise.resolve(false) : othersWait(mail, parts),
      );
      parts.step?.("mail-examined");
      examined.add(mail.id);
      onExamined?.();
    } catch (error) {
      // Stopped in the middle of it: not the mail's fault, it is examined at the next start.
      if (signal?.aborted) break;
      if (error instanceof TurnOver) {
        begunMails.set(mail.id, begun);
        await giveWay(parts.db, mail, begun.facts?.from?.address ?? null, parts.clock.now());
        continue;
      }
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

async function othersWait(mail: Mail, { db, clock }: Parts): Promise<boolean> {
  return (await mailsToExamine(db, clock.now())).some((other) => other.id !== mail.id);
}

/** Keeps what the mailbox hands over, and tells of it. `demandRoom` throws where there is none: one look may bring more than fits. */
export function receiver(
  parts: Keeping & Pick<Parts, "log">,
  demandRoom: () => Promise<void>,
  onTaken: () => void,
): Receiver {
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
