import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { OWN_LETTER, type AutomaticVerdict } from "../domain/automatic.ts";
import { readBounce, type Bounce } from "../domain/bounce.ts";
import type { MailFacts } from "../domain/facts.ts";
import { senderOf, type Parts } from "../parts.ts";
import { noteBounced, noteCopySeen, wasTried } from "../store/letter-evidence.ts";
import { lettersByMessageId, lettersTo, type Letter } from "../store/letters.ts";
import type { Mail } from "../store/mails.ts";
import type { Writing } from "../store/schema.ts";
import { markUndeliverable } from "../store/undeliverable.ts";

type SettlingParts = Pick<Parts, "db" | "archive" | "clock" | "rules" | "settings" | "log">;
type Settle = (tx: Writing) => Promise<void>;

/** A bounce that comes later is about something else, or made up. */
const BOUNCES_WITHIN_MS = 10 * 86_400_000;
/** Bytes; more of a report is what it returns. */
const ENCLOSED_LIMIT = 20_000;

/**
 * What an automatic mail tells of our letters, to be written in the transaction that marks it examined: a copy of one proves it
 * sent, a bounce proves that it did not arrive. Examined again, a mail tells nothing new: a person may have settled it otherwise.
 */
export async function settlementOf(
  mail: Mail,
  facts: MailFacts,
  { automatic, reason }: AutomaticVerdict,
  parts: SettlingParts,
): Promise<Settle> {
  const nothing = () => Promise.resolve();
  if (mail.automatic !== null) return nothing;
  const now = parts.clock.now();
  if (reason === OWN_LETTER || reason === "own-message-id") {
    return async (tx) => {
      for (const letter of await lettersByMessageId(tx, [facts.messageId ?? ""])) {
        if (await noteCopySeen(tx, letter, mail.id, now))
          parts.log.info({ letter: letter.id, mail: mail.id }, "letter seen");
      }
    };
  }
  if (automatic !== "bounce") return nothing;
  const bounce = readBounce(facts, await enclosedTexts(facts, parts));
  if (bounce.outcome !== "failed") return nothing;
  const letter = await letterOf(bounce, parts);
  return letter === null ? nothing : (tx) => writeBounce(tx, letter, bounce, mail, parts);
}

/** The report's own parts, and the head of the letter that it returns, by whatever name. They are text, whoever wrote them. */
async function enclosedTexts(facts: MailFacts, { archive }: SettlingParts): Promise<string[]> {
  const reports = facts.parts.filter(
    ({ within, declaredType, kind }) =>
      within.length === 0 && (/^(message|text)\//i.test(declaredType) || kind === "eml"),
  );
  return Promise.all(
    reports.slice(0, 10).map(async ({ sha256 }) => {
      // A mail that only brings what was read before leaves no part behind.
      const bytes = await readFile(join(archive.partsDir, sha256)).catch(() => Buffer.alloc(0));
      return bytes.toString("utf8", 0, Math.min(bytes.length, ENCLOSED_LIMIT));
    }),
  );
}

/**
 * By a Message-ID that only those know who saw the letter; or, where a mail server writes, by the one address that it names and that
 * we wrote to. So whoever makes a bounce up can do little: one address, one that a letter just went to.
 */
async function letterOf(bounce: Bounce, parts: SettlingParts): Promise<Letter | null> {
  const { db, clock } = parts;
  const own = senderOf(parts).toLowerCase();
  const others = bounce.recipients.filter((address) => address !== own);
  // Our own copy came back; the applicant's was taken all the same.
  if (bounce.recipients.length > 0 && others.length === 0) return null;
  const since = new Date(clock.now().getTime() - BOUNCES_WITHIN_MS).toISOString();
  // A purged letter's address is gone.
  const isRecent = (one: Letter) => wasTried(one) && handedOverAt(one) >= since && one.to_address.includes("@");
  const quoted = (await lettersByMessageId(db, bounce.messageIds)).filter(isRecent);
  if (quoted.length > 0) return quoted.at(-1) ?? null;
  if (!bounce.formal) return null;
  const candidates = [];
  for (const address of others.slice(0, 20))
    candidates.push((await lettersTo(db, address)).filter(isRecent).at(-1) ?? []);
  const letters = candidates.flat();
  return letters.length === 1 ? (letters[0] ?? null) : null;
}

function handedOverAt({ sent_at, doubtful_since, tried_since, not_before }: Letter): string {
  return sent_at ?? doubtful_since ?? tried_since ?? not_before;
}

async function writeBounce(
  tx: Writing,
  letter: Letter,
  bounce: Bounce,
  mail: Mail,
  parts: SettlingParts,
): Promise<void> {
  const [present = letter] = await lettersByMessageId(tx, [letter.message_id]);
  const reason = `${bounce.reason} (mail ${mail.id})`;
  await noteBounced(tx, present, reason);
  const since = parts.clock.now().toISOString();
  await markUndeliverable(tx, { address: letter.to_address, since, mail_id: mail.id, letter_id: letter.id, reason });
  parts.log.warn({ letter: letter.id, mail: mail.id }, "a letter came back; nothing more goes to its address");
}
