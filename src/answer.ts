import type { PaperKind } from "./domain/campaign.ts";
import { composeLetter } from "./domain/letter/compose.ts";
import { decideLetter } from "./domain/letter-decision.ts";
import type { LetterContent, LetterKind, LetterState, Status } from "./domain/verdicts.ts";
import { judgeApplication } from "./judge-application.ts";
import { applicationLetter, enquiryLetter, unreadOf, type ReceivedMail } from "./letter-content.ts";
import { holdReason } from "./letter-hold.ts";
import { blankFormPath, senderOf, type Parts, type Rules } from "./parts.ts";
import { recallKeptMail } from "./read-mail.ts";
import { readApplication } from "./store/applications.ts";
import { lettersOf, lettersTo, queueLetter, supersedeLetters, type Letter } from "./store/letters.ts";
import { mailsToExamine, readMailRow, type Mail } from "./store/mails.ts";
import { closeOccasions, openOccasions, type Occasion } from "./store/occasions.ts";
import { inTransaction } from "./store/open.ts";

type AnswerParts = Pick<Parts, "db" | "rules" | "clock" | "settings" | "log">;

/** Occasions of one application, or of one sender who belongs to none, that one letter answers. */
interface Group {
  applicationId: string | null;
  occasions: Occasion[];
  /** Oldest first. */
  mails: Mail[];
}

/**
 * Takes up what deserves a letter and has been quiet for the settling time, so that several mails get one answer. The letter's
 * row and the end of its occasions are one transaction. Returns how many letters were written.
 */
export async function answerDue(parts: AnswerParts, settleMs: number): Promise<{ queued: number; held: number }> {
  const counts = { queued: 0, held: 0 };
  let fault: unknown = null;
  for (const group of await settledGroups(parts, settleMs)) {
    try {
      const state = await (group.applicationId === null
        ? answerStranger(group, parts)
        : answerApplication(group, parts));
      if (state === "queued" || state === "held") counts[state] += 1;
    } catch (error) {
      // One applicant's fault keeps nobody else waiting; it is taken up again at the next turn.
      fault = error;
    }
  }
  if (fault !== null) throw fault instanceof Error ? fault : new Error("a letter could not be written");
  return counts;
}

/** A letter must not ask for what lies unread: nothing that came before a group's quiet time may still wait to be examined. */
async function settledGroups({ db, clock }: AnswerParts, settleMs: number): Promise<Group[]> {
  const groups = new Map<string, Group>();
  for (const occasion of await openOccasions(db)) {
    const mail = occasion.mail_id === null ? null : await readMailRow(db, occasion.mail_id);
    const key = occasion.application_id ?? `from ${mail?.from_address ?? ""}`;
    const group = groups.get(key) ?? { applicationId: occasion.application_id, occasions: [], mails: [] };
    group.occasions.push(occasion);
    if (mail) group.mails.push(mail);
    groups.set(key, group);
  }
  const quietSince = clock.now().getTime() - settleMs;
  // One that failed is a person's concern and keeps nobody waiting.
  const unread = (await mailsToExamine(db, clock.now())).filter((mail) => mail.attempts === 0);
  return [...groups.values()].filter((group) => {
    const quiet = group.occasions.every((one) => one.cause !== "mail" || Date.parse(one.at) <= quietSince);
    const last = Math.max(...group.mails.map((mail) => Date.parse(mail.received_at)));
    const until = group.mails.length > 0 ? last + settleMs : Infinity;
    return quiet && unread.every((mail) => Date.parse(mail.received_at) > until);
  });
}

async function answerApplication(group: Group, parts: AnswerParts): Promise<Letter["state"] | "silent"> {
  const { db, rules, clock } = parts;
  const application = group.applicationId === null ? null : await readApplication(db, group.applicationId);
  if (!application) return silence(group, "no-application", parts);
  const judged = await judgeApplication(application, parts, rules);
  const { judgement, evidence } = judged;
  const letters = await lettersOf(db, application.id);
  const last = letters.filter((one) => !UNTOLD.includes(one.state)).at(-1);
  const answers = new Set(group.mails.map((mail) => mail.id));
  const brought = [...evidence.documents, ...evidence.cloudLinks].some((one) => answers.has(one.mailId));
  const decision = decideLetter(
    {
      causes: group.occasions.map((one) => one.cause),
      broughtDocuments: brought,
      said: last ? (JSON.parse(last.said) as Record<string, Status>) : null,
    },
    judgement,
    rules.campaign,
  );
  if (typeof decision === "object") return silence(group, decision.silent, parts);

  const threadMail = group.mails.at(-1) ?? judged.mails.at(-1) ?? null;
  const to = await addressOf(threadMail, parts);
  if (threadMail === null || to === null) return silence(group, "no-address", parts);
  const about = { unitName: application.unit_name, judgement, documents: evidence.documents };
  const received = await receivedMails(group.mails, parts);
  const { content, attach } = applicationLetter(decision, about, received, rules, clock.now());
  const attachments = attachmentsOf(attach, rules);
  const said = Object.fromEntries(judgement.requirements.map((one) => [one.id, one.status]));
  return write(group, { kind: decision, to, content, attachments, said, threadMail }, parts);
}

/** One enquiry to an address in a campaign, or none by its rules: a person sees the rest. */
async function answerStranger(group: Group, parts: AnswerParts): Promise<Letter["state"] | "silent"> {
  const threadMail = group.mails.at(-1) ?? null;
  const to = await addressOf(threadMail, parts);
  if (threadMail === null || to === null) return silence(group, "no-address", parts);
  const { campaign } = parts.rules;
  if (campaign.enquiry === "never") return silence(group, "no-enquiries", parts);
  const enquired = (await lettersTo(parts.db, to)).some(
    (one) => one.kind === "enquiry" && !UNTOLD.includes(one.state) && one.created_at >= utc(campaign.opens),
  );
  if (enquired) return silence(group, "enquired-before", parts);
  const { content, attach } = enquiryLetter(await receivedMails(group.mails, parts), parts.rules, parts.clock.now());
  const attachments = attachmentsOf(attach, parts.rules);
  return write(group, { kind: "enquiry", to, content, attachments, said: {}, threadMail }, parts);
}

/** A letter that was thrown away or came back has told nobody anything. */
const UNTOLD: LetterState[] = ["discarded", "failed"];

function attachmentsOf(kinds: PaperKind[], rules: Rules): Draft["attachments"] {
  return kinds.map((kind) => ({ path: blankFormPath(rules, kind), name: rules.campaign.blankForms[kind].name }));
}

function utc(instant: string): string {
  return new Date(instant).toISOString();
}

interface Draft {
  kind: LetterKind;
  to: string;
  content: LetterContent;
  attachments: { path: string; name: string }[];
  said: Record<string, Status>;
  /** The mail in whose thread the letter stands. */
  threadMail: Mail;
}

async function write(group: Group, draft: Draft, parts: AnswerParts): Promise<Letter["state"]> {
  const { db, rules, clock, log } = parts;
  const now = clock.now().toISOString();
  const held = await holdReason(draft.to, group, parts);
  const composed = composeLetter(draft.content, rules.campaign, rules.wording);
  const facts = (await recallKeptMail(draft.threadMail.sha256, parts))?.facts;
  const state = held === null ? ("queued" as const) : ("held" as const);
  const from = senderOf(parts);
  const letter = {
    kind: draft.kind,
    application_id: group.applicationId,
    to_address: draft.to,
    ...composed,
    attachments: JSON.stringify(draft.attachments),
    in_reply_to: draft.threadMail.message_id,
    references_: JSON.stringify([...(facts?.references ?? []), draft.threadMail.message_id].filter(Boolean)),
    state,
    reason: held,
    said: JSON.stringify(draft.said),
    created_at: now,
    not_before: now,
  };
  const id = await inTransaction(db, async (tx) => {
    // An older letter that still waits would contradict this one, which tells all that is owed.
    if (group.applicationId !== null) await supersedeLetters(tx, group.applicationId);
    const made = await queueLetter(tx, letter, from.slice(from.indexOf("@") + 1), group.mails);
    await closeOccasions(tx, group.occasions, made);
    return made;
  });
  log.info({ letter: id, kind: draft.kind, application: group.applicationId, state, reason: held }, "letter written");
  return state;
}

async function silence(group: Group, reason: string, { db, log }: AnswerParts): Promise<"silent"> {
  await inTransaction(db, (tx) => closeOccasions(tx, group.occasions, `silent: ${reason}`));
  log.info({ application: group.applicationId, reason }, "no letter");
  return "silent";
}

/** Who wrote it: its Reply-To, else its From. */
async function addressOf(mail: Mail | null, parts: AnswerParts): Promise<string | null> {
  if (mail === null) return null;
  const facts = (await recallKeptMail(mail.sha256, parts))?.facts;
  const address = facts?.replyTo[0]?.address ?? facts?.from?.address ?? mail.from_address;
  return address !== null && /^[^\s@<>]+@[^\s@<>]+$/.test(address) ? address.toLowerCase() : null;
}

async function receivedMails(mails: Mail[], parts: AnswerParts): Promise<ReceivedMail[]> {
  const received = [];
  for (const mail of mails) {
    const read = await recallKeptMail(mail.sha256, parts);
    if (!read) continue;
    const { facts, documents } = read;
    const unread = unreadOf(facts, documents, parts.rules.campaign);
    received.push({ facts, unread, receivedAt: mail.received_at });
  }
  return received;
}
