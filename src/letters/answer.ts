import { contested, correspondentOf, fromUnbound, type Correspondence } from "../domain/contacts.ts";
import { decideLetter } from "../domain/letter-decision.ts";
import type { LetterKind, LetterState, Status } from "../domain/verdicts.ts";
import { judgeApplication, type JudgedApplication } from "../judge-application.ts";
import {
  acknowledgementLetter,
  applicationLetter,
  enquiryLetter,
  unreadOf,
  type ReceivedMail,
} from "./letter-content.ts";
import { isLoopingAddress, raiseLoopAlarm } from "./letter-hold.ts";
import type { Parts } from "../parts.ts";
import { recallKeptMail } from "../read-mail.ts";
import { addressOrNull, answerAddress, settledGroups, type Group } from "./settled-groups.ts";
import { readApplication } from "../store/applications.ts";
import { lettersOf, lettersTo } from "../store/letters.ts";
import type { Mail } from "../store/mails.ts";
import { closeOccasions } from "../store/occasions.ts";
import { inTransaction } from "../store/open.ts";
import { writeLetters, type Draft } from "./write-letters.ts";

type AnswerParts = Pick<Parts, "db" | "rules" | "clock" | "settings" | "log" | "step">;

/**
 * Takes up what deserves a letter and has been quiet for the settling time, so that several mails get one answer. The letter's
 * row and the end of its occasions are one transaction. Returns how many letters were written.
 */
export async function answerDue(parts: AnswerParts, settleMs: number): Promise<{ queued: number; held: number }> {
  const counts = { queued: 0, held: 0 };
  let fault: unknown = null;
  for (const group of await settledGroups(parts, settleMs)) {
    try {
      const states = await (group.applicationId === null
        ? answerStranger(group, parts)
        : answerApplication(group, parts));
      for (const state of states) counts[state] += 1;
    } catch (error) {
      // One applicant's fault keeps nobody else waiting; it is taken up again at the next turn.
      fault = error;
      parts.log.error({ application: group.applicationId, reason: String(error) }, "a letter could not be written");
    }
  }
  if (fault !== null) throw fault instanceof Error ? fault : new Error("a letter could not be written");
  return counts;
}

type Written = ("queued" | "held")[];

/** The letter about the application goes to an address bound to it; who else sent documents hears that they came. */
async function answerApplication(group: Group, parts: AnswerParts): Promise<Written> {
  const { db, rules } = parts;
  const application = group.applicationId === null ? null : await readApplication(db, group.applicationId);
  if (!application) return silence(group, "no-application", parts);
  const judged = await judgeApplication(application, parts, rules);
  const kind = await kindOfLetter(group, judged, parts);
  if (typeof kind === "object") return silence(group, kind.silent, parts);
  const letter = await draftForBound(kind, group, judged, parts);
  const acknowledgements = await acknowledge(group, judged, parts);
  if (letter === null) return silence(group, "no-address", parts);
  return writeLetters(group.occasions, [...acknowledgements, letter], parts);
}

async function kindOfLetter(group: Group, { application, judgement, evidence }: JudgedApplication, parts: AnswerParts) {
  const letters = await lettersOf(parts.db, application.id);
  const last = letters.filter((one) => !UNTOLD.includes(one.state) && one.kind !== "enquiry").at(-1);
  const answers = new Set(group.mails.map((mail) => mail.id));
  const brought = [...evidence.documents, ...evidence.cloudLinks].some((one) => answers.has(one.mailId));
  return decideLetter(
    {
      causes: group.occasions.map((one) => one.cause),
      broughtDocuments: brought,
      said: last ? (JSON.parse(last.said) as Record<string, Status>) : null,
    },
    judgement,
    parts.rules.campaign,
  );
}

async function draftForBound(
  kind: LetterKind,
  group: Group,
  judged: JudgedApplication,
  parts: AnswerParts,
): Promise<Draft | null> {
  const { application, judgement, evidence, correspondence, bound } = judged;
  const { to, threadMail } = recipient(group, judged);
  if (to === null) return null;
  const about = { unitName: application.unit_name, judgement, documents: evidence.documents };
  const received = await receivedMails(group.mails, parts);
  const shown = received.map((one) => (isFrom(one.mail, to, judged) ? one : onlyTheirs(one, judged)));
  const { content, attach } = applicationLetter(kind, about, shown, parts.rules, parts.clock.now());
  const said = Object.fromEntries(judgement.requirements.map((one) => [one.id, one.status]));
  // What a stranger brought would be told along with the rest, whichever mail the letter answers.
  const mayTell = bound.length > 0 && contested(correspondence, bound).length === 0;
  const hold = mayTell ? null : "sender-not-bound";
  return { kind, applicationId: application.id, to, content, attach, said, threadMail, answers: group.mails, hold };
}

/** The bound address that wrote last, among what is answered if any, and its mail; without one, whom a person may release it to. */
function recipient(group: Group, { mails, correspondence, bound }: JudgedApplication) {
  const own = mails.filter((mail) => group.mails.some(({ id }) => id === mail.id));
  for (const mail of [...own.toReversed(), ...mails.toReversed()]) {
    const written = correspondence.find((one) => one.mailId === mail.id);
    const to = written ? correspondentOf(written, bound) : null;
    if (to !== null) return { to, threadMail: mail };
  }
  const [added] = bound;
  if (added) return { to: added.address, threadMail: null };
  const last = own.at(-1) ?? mails.at(-1) ?? null;
  return { to: addressOrNull(last?.from_address ?? null), threadMail: last };
}

function isFrom(mail: Mail, to: string, { correspondence, bound }: JudgedApplication): boolean {
  const written = correspondence.find((one) => one.mailId === mail.id);
  return written !== undefined && (correspondentOf(written, bound) === to || written.from === to);
}

/** Whoever sent it may have sent others' papers along: their names are nobody else's business. */
function onlyTheirs(received: ReceivedMail & { mail: Mail }, { evidence }: JudgedApplication): ReceivedMail {
  const documents = evidence.documents.filter((one) => one.mailId === received.mail.id);
  return { ...received, unread: [], only: documents.map((one) => one.within[0] ?? one.name) };
}

/** One for each address that is not bound and sent documents, but for forged mails: their sender sent nothing. */
async function acknowledge(group: Group, judged: JudgedApplication, parts: AnswerParts): Promise<Draft[]> {
  const { application, correspondence, bound } = judged;
  const unbound = bound.length === 0 ? [] : fromUnbound(correspondence, bound).filter(isNotForged);
  const mails = group.mails.filter((mail) => unbound.some(({ mailId }) => mailId === mail.id));
  const byAddress = new Map<string, Mail[]>();
  for (const mail of mails) {
    const to = await answerAddress(mail, parts);
    if (to !== null) byAddress.set(to, [...(byAddress.get(to) ?? []), mail]);
  }
  const drafts: Draft[] = [];
  for (const [to, answers] of byAddress) {
    if (await isLoopingAddress(to, parts)) {
      await raiseLoopAlarm("many-to-one-address", to, parts);
      continue;
    }
    const content = acknowledgementLetter(await receivedMails(answers, parts), parts.rules, parts.clock.now());
    const threadMail = answers.at(-1) ?? null;
    const about = { kind: "enquiry" as const, applicationId: application.id, said: {} };
    drafts.push({ ...about, to, content, attach: [], threadMail, answers, hold: null });
  }
  return drafts;
}

function isNotForged({ word }: Correspondence): boolean {
  return word !== "forged";
}

/** One enquiry to an address in a campaign, or none by its rules: a person sees the rest. */
async function answerStranger(group: Group, parts: AnswerParts): Promise<Written> {
  const threadMail = group.mails.at(-1) ?? null;
  const to = threadMail === null ? null : await answerAddress(threadMail, parts);
  if (threadMail === null || to === null) return silence(group, "no-address", parts);
  const { campaign } = parts.rules;
  if (campaign.enquiry === "never") return silence(group, "no-enquiries", parts);
  const enquired = (await lettersTo(parts.db, to)).some(
    (one) =>
      one.kind === "enquiry" &&
      one.application_id === null &&
      !UNTOLD.includes(one.state) &&
      one.created_at >= utc(campaign.opens),
  );
  if (enquired) return silence(group, "enquired-before", parts);
  const { content, attach } = enquiryLetter(await receivedMails(group.mails, parts), parts.rules, parts.clock.now());
  const about = { kind: "enquiry" as const, applicationId: null, said: {}, hold: null };
  return writeLetters(group.occasions, [{ ...about, to, content, attach, threadMail, answers: group.mails }], parts);
}

/** A letter that was thrown away or came back has told nobody anything. */
const UNTOLD: LetterState[] = ["discarded", "failed"];

function utc(instant: string): string {
  return new Date(instant).toISOString();
}

async function silence(group: Group, reason: string, { db, log }: AnswerParts): Promise<Written> {
  await inTransaction(db, (tx) => closeOccasions(tx, group.occasions, `silent: ${reason}`));
  log.info({ application: group.applicationId, reason }, "no letter");
  return [];
}

async function receivedMails(mails: Mail[], parts: AnswerParts): Promise<(ReceivedMail & { mail: Mail })[]> {
  const received = [];
  for (const mail of mails) {
    const read = await recallKeptMail(mail.sha256, parts);
    if (!read) continue;
    const { facts, documents } = read;
    const unread = unreadOf(facts, documents, parts.rules.campaign);
    received.push({ mail, facts, unread, receivedAt: mail.received_at });
  }
  return received;
}
