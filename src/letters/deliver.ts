import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { breakerSince } from "./breaker.ts";
import { buildRaw } from "../mailbox/compose.ts";
import type { Delivery } from "../mailbox/smtp-outcome.ts";
import type { Post } from "../mailbox/smtp.ts";
import { senderOf, type Parts } from "../parts.ts";
import { noteHandedOver, noteTrouble, pauseBefore, postRests, type PostTrouble } from "./post-pace.ts";
import { isUndeliverable } from "../store/contacts.ts";
import { FILING, lettersDue, markInterrupted, moveLetter, readLetter, type Letter } from "../store/letters.ts";
import { inTransaction } from "../store/open.ts";
import { UNDELIVERABLE } from "../store/undeliverable.ts";

export type DeliveryParts = Pick<Parts, "db" | "rules" | "clock" | "settings" | "log" | "step">;

/** Doubled with each try; RFC 5321, 4.5.4.1 asks for half an hour at first, a secretariat's applicants wait for less. */
const FIRST_RETRY_MS = 60_000;
const LONGEST_RETRY_MS = 4 * 3_600_000;
/** RFC 5321, 4.5.4.1: four to five days. */
const GIVE_UP_AFTER_MS = 4 * 86_400_000;

/**
 * Sends what waits, one after another at the pace of the settings: what is due by now, or, asked for by a person, everything. The
 * turn ends where the server cannot be reached, so that one fault does not cost each letter a try. Only one may run at a time.
 */
export async function deliverDue(
  post: Post,
  parts: DeliveryParts,
  { due, signal }: { due?: Date; signal?: AbortSignal } = {},
): Promise<{ sent: number }> {
  const { db, clock, log } = parts;
  const now = clock.now();
  let sent = 0;
  // Nothing is being sent yet: what says so was cut off, by the end of a process or by a fault of the disk.
  await markInterrupted(db, now);
  if ((await breakerSince(db)) !== null) return { sent };
  if (due === undefined && (await postRests(db, now))) return { sent };
  for (const letter of await lettersDue(db, due ?? now, LONGEST_RETRY_MS)) {
    await sleep(await pauseBefore(parts), undefined, signal && { signal }).catch(() => undefined);
    if (signal?.aborted) break;
    const done = await deliver(letter, post, parts);
    if (done === null) continue;
    parts.step?.("letter-recorded");
    log.info({ letter: letter.id, state: done.state, reason: done.reason }, "letter handed over");
    if (done.state === "sent") sent += 1;
    if (done.unreachable) break;
  }
  return { sent };
}

type Next = Partial<Letter> & Pick<Letter, "state" | "reason">;
type Done = Pick<Letter, "state" | "reason"> & { unreachable?: boolean };

/** `sending` is committed before the server is spoken to: what was cut off there is doubtful. null: it is not to be sent any more. */
async function deliver(letter: Letter, post: Post, parts: DeliveryParts): Promise<Done | null> {
  const { db, clock, settings } = parts;
  let raw: Buffer;
  try {
    raw = await rawLetter(letter, parts);
  } catch (error) {
    const next = retry(letter, `could not be put together: ${String(error)}`, clock.now());
    return (await moveLetter(db, letter.id, ["queued"], next)) ? next : null;
  }
  if (!(await begin(letter, parts))) return null;
  parts.step?.("letter-sending");
  const from = senderOf(parts);
  const copyTo = settings.letterCopy === "bcc" && from.toLowerCase() !== letter.to_address ? from : null;
  const delivery = await post.send({ from, to: [letter.to_address], copyTo, raw });
  parts.step?.("letter-handed-over");
  const trouble = await noteTrouble(delivery, parts);
  const next = afterDelivery(letter, delivery, trouble, clock.now());
  if (next.state === "sent") next.filed_in_sent = isCopied(delivery, copyTo) ? FILING.none : FILING.due;
  const unreachable = delivery.outcome === "never-sent";
  if (await moveLetter(db, letter.id, ["sending"], next)) return { ...next, unreachable };
  // Its copy or its bounce came before the server's answer, or instead of it.
  const settled = await readLetter(db, letter.id);
  return settled && { state: settled.state, reason: settled.reason, unreachable };
}

/** Takes a letter out of the queue; false where another did, or where its address turned out to be none. */
function begin(letter: Letter, { db, clock }: DeliveryParts): Promise<boolean> {
  const now = clock.now().toISOString();
  return inTransaction(db, async (tx) => {
    if (await isUndeliverable(tx, letter.to_address)) {
      await moveLetter(tx, letter.id, ["queued"], { state: "held", reason: UNDELIVERABLE });
      return false;
    }
    await noteHandedOver(tx, now);
    return moveLetter(tx, letter.id, ["queued"], { state: "sending", tried_since: letter.tried_since ?? now });
  });
}

/** Where our own mailbox refused its copy, one goes into the folder for sent mail instead. */
function isCopied(delivery: Delivery, copyTo: string | null): boolean {
  return copyTo !== null && delivery.outcome === "accepted" && delivery.refused.length === 0;
}

/** What becomes of a letter, by what the server said. */
function afterDelivery(letter: Letter, delivery: Delivery, trouble: PostTrouble | null, now: Date): Next {
  const at = now.toISOString();
  switch (delivery.outcome) {
    case "accepted":
      return { state: "sent", reason: null, sent_at: at, doubtful_since: null };
    case "refused":
      return { state: "failed", reason: delivery.response };
    case "unknown":
      return { state: "uncertain", reason: delivery.reason, doubtful_since: at };
    case "refused-for-now":
      return retry(letter, delivery.response, now);
    case "never-sent": {
      // While none gets through, it is not this letter's fault; it is due again as soon as the server is.
      const queued = { state: "queued" as const, attempts: letter.attempts + 1, reason: delivery.reason };
      return trouble !== null && trouble.failures > 1
        ? { ...queued, not_before: trouble.until }
        : retry(letter, delivery.reason, now);
    }
  }
}

/** Counted from the first try: a letter that was held for a week has its four days as well. */
function retry(letter: Letter, reason: string, now: Date): Next {
  const triedFor = letter.tried_since === null ? 0 : now.getTime() - Date.parse(letter.tried_since);
  if (triedFor > GIVE_UP_AFTER_MS) return { state: "failed", reason };
  const wait = Math.min(FIRST_RETRY_MS * 2 ** letter.attempts, LONGEST_RETRY_MS);
  const not_before = new Date(now.getTime() + wait).toISOString();
  const tried_since = letter.tried_since ?? now.toISOString();
  return { state: "queued", reason, attempts: letter.attempts + 1, not_before, tried_since };
}

/** The letter as a mail: the same bytes each time. RFC 3834, 5: it says that a machine answered. */
export async function rawLetter(letter: Letter, parts: DeliveryParts): Promise<Buffer> {
  return buildRaw({
    messageId: letter.message_id,
    date: new Date(letter.created_at),
    from: { address: senderOf(parts), name: parts.rules.campaign.organiser },
    to: [{ address: letter.to_address, name: "" }],
    subject: letter.subject,
    text: letter.text,
    html: letter.html,
    inReplyTo: letter.in_reply_to,
    references: JSON.parse(letter.references_) as string[],
    headers: { "Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All" },
    attachments: await readAttachments(letter),
  });
}

const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

async function readAttachments(letter: Letter): Promise<{ name: string; type: string; content: Buffer }[]> {
  const listed = JSON.parse(letter.attachments) as { path: string; name: string }[];
  return Promise.all(listed.map(async ({ path, name }) => ({ name, type: WORD, content: await readFile(path) })));
}
