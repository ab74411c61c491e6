import { FILING, moveLetter, type Letter } from "./letters.ts";
import type { Writing } from "./schema.ts";
import { recordAudit } from "./staff.ts";

/** How the reason begins that a letter gets whose bounce came. */
const BOUNCED = "bounced";

/**
 * A copy of a letter lies in our own mailbox: whatever its row says, the server took it. Returns whether that settled anything.
 * `where`: a mail's id, or the folder for sent mail.
 */
export async function noteCopySeen(tx: Writing, letter: Letter, where: string, now: Date): Promise<boolean> {
  if (!wasTried(letter) || letter.reason === "purged") return false;
  const seen_at = where;
  if (letter.state === "sent" || isBounced(letter)) {
    await moveLetter(tx, letter.id, [letter.state], { seen_at });
    return false;
  }
  await writeSent(tx, letter, { seen_at, filed_in_sent: FILING.done }, now);
  const entry = { who: "program", action: "letter-seen", subject: letter.id };
  await recordAudit(tx, { at: now.toISOString(), ...entry, detail: `${letter.state}: ${where}` });
  return true;
}

/** A person found out that a letter in doubt arrived. Returns false where it is not in doubt. */
export async function confirmSent(tx: Writing, letter: Letter, why: string, now: Date): Promise<boolean> {
  if (letter.state !== "uncertain") return false;
  await writeSent(tx, letter, { filed_in_sent: FILING.none }, now);
  const entry = { who: "staff", action: "letter-confirmed", subject: letter.id, detail: why };
  await recordAudit(tx, { at: now.toISOString(), ...entry });
  return true;
}

function writeSent(tx: Writing, letter: Letter, more: Partial<Letter>, now: Date): Promise<boolean> {
  const sent_at = letter.doubtful_since ?? now.toISOString();
  return moveLetter(tx, letter.id, [letter.state], {
    state: "sent",
    reason: null,
    sent_at,
    doubtful_since: null,
    ...more,
  });
}

/** It came back: shown to staff as failed, and not tried again. */
export async function noteBounced(tx: Writing, letter: Letter, why: string): Promise<void> {
  if (!wasTried(letter) || letter.state === "failed" || letter.state === "discarded") return;
  const settled = { doubtful_since: null, reason: `${BOUNCED}: ${why}` };
  await moveLetter(tx, letter.id, [letter.state], { state: "failed", ...settled });
}

export function isBounced(letter: Letter): boolean {
  return letter.state === "failed" && letter.reason?.startsWith(BOUNCED) === true;
}

/** Nothing that comes in can be about a letter that no server was ever asked to take. */
export function wasTried({ state, tried_since, doubtful_since }: Letter): boolean {
  const handedOver = ["sending", "sent", "uncertain", "failed"].includes(state);
  return handedOver || tried_since !== null || doubtful_since !== null;
}
