import { readFile } from "node:fs/promises";
import { isBreakerOn } from "./breaker.ts";
import { buildRaw } from "./mailbox/compose.ts";
import type { Delivery, Post } from "./mailbox/smtp.ts";
import { senderOf, type Parts } from "./parts.ts";
import { lettersDue, lettersToFile, moveLetter, type Letter } from "./store/letters.ts";

type DeliveryParts = Pick<Parts, "db" | "rules" | "clock" | "settings" | "log">;

/** Doubled with each try; RFC 5321, 4.5.4.1 asks for half an hour at first, a secretariat's applicants wait for less. */
const FIRST_RETRY_MS = 60_000;
const LONGEST_RETRY_MS = 4 * 3_600_000;
/** RFC 5321, 4.5.4.1: four to five days. */
const GIVE_UP_AFTER_MS = 4 * 86_400_000;

/** Sends what waits, one after another: what is due by now, or, asked for by a person, everything. */
export async function deliverDue(post: Post, parts: DeliveryParts, due = parts.clock.now()): Promise<{ sent: number }> {
  let sent = 0;
  if (await isBreakerOn(parts.db)) return { sent };
  for (const letter of await lettersDue(parts.db, due)) {
    const next = await deliver(letter, post, parts);
    if (next === null) continue;
    parts.log.info({ letter: letter.id, state: next.state, reason: next.reason }, "letter handed over");
    if (next.state === "sent") sent += 1;
  }
  return { sent };
}

type Next = Partial<Letter> & Pick<Letter, "state" | "reason">;

/** `sending` is committed before the server is spoken to: what was cut off there is doubtful. null: another process has it. */
async function deliver(letter: Letter, post: Post, parts: DeliveryParts): Promise<Next | null> {
  const { db, clock } = parts;
  let raw: Buffer;
  try {
    raw = await rawLetter(letter, parts);
  } catch (error) {
    const next = retry(letter, `could not be put together: ${String(error)}`, clock.now());
    return (await moveLetter(db, letter.id, ["queued"], next)) ? next : null;
  }
  if (!(await moveLetter(db, letter.id, ["queued"], { state: "sending" }))) return null;
  const delivery = await post.send({ from: senderOf(parts), to: [letter.to_address], raw });
  const next = afterDelivery(letter, delivery, clock.now());
  await moveLetter(db, letter.id, ["sending"], next);
  return next;
}

/** What becomes of a letter, by what the server said. */
function afterDelivery(letter: Letter, delivery: Delivery, now: Date): Next {
  switch (delivery.outcome) {
    case "accepted":
      return { state: "sent", reason: null, sent_at: now.toISOString() };
    case "refused":
      return { state: "failed", reason: delivery.response };
    case "unknown":
      return { state: "uncertain", reason: delivery.reason };
    case "refused-for-now":
      return retry(letter, delivery.response, now);
    case "never-sent":
      return retry(letter, delivery.reason, now);
  }
}

function retry(letter: Letter, reason: string, now: Date): Next {
  if (now.getTime() - Date.parse(letter.created_at) > GIVE_UP_AFTER_MS) return { state: "failed", reason };
  const wait = Math.min(FIRST_RETRY_MS * 2 ** letter.attempts, LONGEST_RETRY_MS);
  const not_before = new Date(now.getTime() + wait).toISOString();
  return { state: "queued", reason, attempts: letter.attempts + 1, not_before };
}

/** Puts copies of sent letters into the Sent folder; a copy that cannot be filed now is filed at the next turn. */
export async function fileSentCopies(fileSent: (raw: Buffer) => Promise<boolean>, parts: DeliveryParts): Promise<void> {
  for (const letter of await lettersToFile(parts.db)) {
    const filed = await fileSent(await rawLetter(letter, parts));
    await moveLetter(parts.db, letter.id, ["sent"], { filed_in_sent: filed ? 1 : 2 });
  }
}

/** The letter as a mail: the same bytes each time. RFC 3834, 5: it says that a machine answered. */
async function rawLetter(letter: Letter, parts: DeliveryParts): Promise<Buffer> {
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
