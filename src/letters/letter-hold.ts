import { authenticationOf, wordOf } from "../domain/authentication.ts";
import { answerFrom, type Parts } from "../parts.ts";
import { raiseAlarm } from "../store/alarms.ts";
import { readFiled } from "../store/applications.ts";
import { isUndeliverable } from "../store/contacts.ts";
import { lettersOf, lettersTo, type Letter } from "../store/letters.ts";
import type { Mail } from "../store/mails.ts";
import { UNDELIVERABLE } from "../store/undeliverable.ts";

/** Behind every rule that recognises machines, for those that say nothing about themselves: no loop runs far. */
const LETTERS_PER_ADDRESS_IN_24_HOURS = 3;
const LETTERS_PER_APPLICATION_IN_7_DAYS = 10;
const DAY = 86_400_000;

type HoldParts = Pick<Parts, "db" | "settings" | "clock">;

/** Why a letter waits for a person's release; null where it may go. `hold`: what its writer knows against it. */
export async function holdReason(
  letter: { to: string; applicationId: string | null; answers: Mail[]; hold: string | null },
  parts: HoldParts,
): Promise<string | null> {
  const { db, settings, clock } = parts;
  const { to, applicationId, answers } = letter;
  if (settings.replies !== "auto") return `REPLIES=${settings.replies}`;
  const from = (await answerFrom(db, settings)).getTime();
  const mails = answers.length > 0 ? answers : await mailsOf(db, applicationId);
  if (mails.length > 0 && mails.every((mail) => Date.parse(mail.received_at) < from)) return "before-answer-from";
  if (answers.some(isForged)) return "sender-unverified";
  if (letter.hold !== null) return letter.hold;
  if (await isUndeliverable(db, to)) return UNDELIVERABLE;
  // What could not be told whose it is may be what the letter would call missing.
  if (answers.some((mail) => mail.open_question === "documents-unfiled")) return "documents-unfiled";
  if (await isLoopingAddress(to, parts)) return "many-to-one-address";
  const own = applicationId === null ? [] : await lettersOf(db, applicationId);
  const week = clock.now().getTime() - 7 * DAY;
  return writtenSince(own, week) >= LETTERS_PER_APPLICATION_IN_7_DAYS ? "many-to-one-application" : null;
}

function isForged({ authentication }: Mail): boolean {
  return wordOf(authenticationOf(authentication)) === "forged";
}

/** Were as many letters written to it within a day as it may get? */
export async function isLoopingAddress(to: string, { db, clock }: Pick<Parts, "db" | "clock">): Promise<boolean> {
  const written = writtenSince(await lettersTo(db, to), clock.now().getTime() - DAY);
  return written >= LETTERS_PER_ADDRESS_IN_24_HOURS;
}

type Loop = "many-to-one-address" | "many-to-one-application";

export function isLoop(reason: string | null): reason is Loop {
  return reason === "many-to-one-address" || reason === "many-to-one-application";
}

/** `about`: the address or the application. */
export async function raiseLoopAlarm(loop: Loop, about: string, { db, clock }: Pick<Parts, "db" | "clock">) {
  const many =
    loop === "many-to-one-address"
      ? `24小时内写给${about}的信已达${LETTERS_PER_ADDRESS_IN_24_HOURS}封`
      : `7日内就申请${about}写的信已达${LETTERS_PER_APPLICATION_IN_7_DAYS}封`;
  const detail = `${many}，对方可能是自动回复程序；其后的信不再自动发出，请人工查看。`;
  await raiseAlarm(db, { kind: "loop", about, detail }, clock.now());
}

async function mailsOf(db: Parts["db"], applicationId: string | null): Promise<Mail[]> {
  return applicationId === null ? [] : (await readFiled(db, applicationId)).mails;
}

function writtenSince(letters: Letter[], since: number): number {
  return letters.filter((one) => one.state !== "discarded" && Date.parse(one.created_at) >= since).length;
}
