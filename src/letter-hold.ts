import { answerFrom, type Parts } from "./parts.ts";
import { lettersOf, lettersTo, type Letter } from "./store/letters.ts";
import type { Mail } from "./store/mails.ts";

/** Behind every rule that recognises machines, for those that say nothing about themselves: no loop runs far. */
const LETTERS_PER_ADDRESS_IN_24_HOURS = 3;
const LETTERS_PER_APPLICATION_IN_7_DAYS = 10;
const DAY = 86_400_000;

/** Why a letter waits for a person's release; null where it may go. */
export async function holdReason(
  to: string,
  answers: { applicationId: string | null; mails: Mail[] },
  { db, settings, clock }: Pick<Parts, "db" | "settings" | "clock">,
): Promise<string | null> {
  if (settings.replies !== "auto") return `REPLIES=${settings.replies}`;
  const from = await answerFrom(db, settings);
  const old = answers.mails.length > 0 && answers.mails.every((mail) => Date.parse(mail.received_at) < from.getTime());
  if (old) return "before-answer-from";
  const now = clock.now().getTime();
  if (writtenSince(await lettersTo(db, to), now - DAY) >= LETTERS_PER_ADDRESS_IN_24_HOURS) return "many-to-one-address";
  const own = answers.applicationId === null ? [] : await lettersOf(db, answers.applicationId);
  if (writtenSince(own, now - 7 * DAY) >= LETTERS_PER_APPLICATION_IN_7_DAYS) return "many-to-one-application";
  return null;
}

function writtenSince(letters: Letter[], since: number): number {
  return letters.filter((one) => one.state !== "discarded" && Date.parse(one.created_at) >= since).length;
}
