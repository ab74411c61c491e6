import { answerFrom, type Parts } from "./parts.ts";
import { readFiled } from "./store/applications.ts";
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
  const from = (await answerFrom(db, settings)).getTime();
  const own = answers.applicationId === null ? [] : await lettersOf(db, answers.applicationId);
  const mails = answers.mails.length > 0 ? answers.mails : await mailsOf(db, answers.applicationId);
  if (mails.length > 0 && mails.every((mail) => Date.parse(mail.received_at) < from)) return "before-answer-from";
  // What could not be told whose it is may be what the letter would call missing.
  if (answers.mails.some((mail) => mail.open_question === "documents-unfiled")) return "documents-unfiled";
  const now = clock.now().getTime();
  if (writtenSince(await lettersTo(db, to), now - DAY) >= LETTERS_PER_ADDRESS_IN_24_HOURS) return "many-to-one-address";
  if (writtenSince(own, now - 7 * DAY) >= LETTERS_PER_APPLICATION_IN_7_DAYS) return "many-to-one-application";
  return null;
}

async function mailsOf(db: Parts["db"], applicationId: string | null): Promise<Mail[]> {
  return applicationId === null ? [] : (await readFiled(db, applicationId)).mails;
}

function writtenSince(letters: Letter[], since: number): number {
  return letters.filter((one) => one.state !== "discarded" && Date.parse(one.created_at) >= since).length;
}
