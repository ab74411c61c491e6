import { breakerSince } from "../letters/breaker.ts";
import { candidatesFor, PAPER_ITEMS } from "../paper-ledger.ts";
import type { DigestApplication, DigestContent } from "../domain/digest-content.ts";
import { heldWords } from "../domain/reason-words.ts";
import type { Evidence } from "../domain/evidence.ts";
import { judge } from "../domain/judging.ts";
import type { ApplicationState } from "../domain/verdicts.ts";
import { judgeAll, type JudgedApplication } from "../judge-application.ts";
import { knownApplications } from "../file-message.ts";
import { questions, waitingMails } from "./gather-mails.ts";
import { unanswered, unboundSenders } from "./gather-senders.ts";
import type { Keeping, Rules } from "../parts.ts";
import { undeliverableAddresses } from "../store/contacts.ts";
import { readArrivals, type Arrival } from "../store/arrivals.ts";
import { readLetters, type Letter } from "../store/letters.ts";
import { lastLook } from "../store/folders.ts";
import { mailsSince } from "../store/mails.ts";
import { readMeta } from "../store/open.ts";
import { readRoster } from "../store/staff.ts";

const DAY = 86_400_000;
const STATES: ApplicationState[] = ["incomplete", "awaiting-paper", "complete"];

const END_OF_TIME = "9999-12-31T00:00:00.000Z";

/**
 * Everything that the staff should know, gathered from what is kept. With `asAt`, as it was at that instant: what came later is left
 * out. Of letters and mails only the present state is kept: what waited then and was settled since is not in it. Now, nothing is
 * left out: what a clock that was set back (NOW) calls later is known all the same.
 */
export async function gatherDigest(
  now: Date,
  { db }: Pick<Keeping, "db">,
  rules: Rules,
  { asAt }: { asAt: boolean } = { asAt: false },
): Promise<DigestContent> {
  const { campaign } = rules;
  // The bounds of every span: from `dayAgo`, before `until`. What happened at the instant itself counts.
  const until = asAt ? new Date(now.getTime() + 1).toISOString() : END_OF_TIME;
  const dayAgo = new Date(now.getTime() + 1 - DAY).toISOString();
  const all = await judgeAll({ db }, rules);
  const judged = all.flatMap((one) => judgedBefore(one, until, rules) ?? []);
  const before = all.flatMap((one) => judgedBefore(one, dayAgo, rules) ?? []);
  const letters = (await readLetters(db)).filter((one) => one.created_at < until);
  const arrivals = (await readArrivals(db)).filter((one) => one.logged_at < until);
  const roster = await readRoster(db);
  const known = (await knownApplications(roster, { db, rules })).filter(({ id }) =>
    judged.some(({ application }) => application.id === id),
  );
  return {
    now: now.toISOString(),
    action: campaign.action,
    deadline: campaign.deadline,
    mailbox: { lastRead: await lastLook(db), trouble: await readMeta(db, "mailbox-trouble") },
    lettersStoppedSince: await breakerSince(db),
    rosterImported: roster.length > 0,
    totals: STATES.map((state) => totalOf(state, judged, before)),
    day: {
      mails: (await mailsSince(db, dayAgo)) - (await mailsSince(db, until)),
      letters: letters.filter((one) => one.sent_at !== null && one.sent_at >= dayAgo && one.sent_at < until).length,
      paper: arrivals.filter((one) => one.logged_at >= dayAgo).length,
    },
    unsure: judged.flatMap((one) => unsureItems(one, rules)),
    heldLetters: letters
      .filter((one) => one.state === "held")
      .map((one) => ({ ...letterLine(one), createdAt: one.created_at })),
    troubledLetters: troubled(letters),
    undeliverable: (await undeliverableAddresses(db))
      .filter(({ since }) => since < until)
      .map(({ address, letter_id, since, reason }) => ({ address, letter: letter_id ?? "", since, why: reason })),
    ...(await waitingMails(until, db)),
    ...(await questions({ now, until }, judged, db)),
    unboundSenders: unboundSenders(judged),
    unanswered: await unanswered({ from: dayAgo, until }, db),
    notMembers: judged.filter((one) => one.evidence.member === false).map(named),
    twins: judged
      .filter((one) => one.evidence.twins.length > 0)
      .map((one) => ({ ...named(one), candidates: one.evidence.twins })),
    unmatchedPaper: arrivals
      .filter((one) => one.application_id === null)
      .map((one) => unmatched(one, candidatesFor(one, known))),
    applications: judged.map((one) => applicationLine(one, rules)),
  };
}

/** How an application stood before an instant: its facts up to then, judged. null where it was not there yet. */
function judgedBefore(one: JudgedApplication, instant: string, rules: Rules): JudgedApplication | null {
  if (one.application.created_at >= instant) return null;
  const evidence: Evidence = {
    ...one.evidence,
    documents: one.evidence.documents.filter(({ receivedAt }) => receivedAt < instant),
    cloudLinks: one.evidence.cloudLinks.filter(({ receivedAt }) => receivedAt < instant),
    overrides: one.evidence.overrides.filter(({ at }) => at < instant),
    arrivals: one.evidence.arrivals.filter(({ loggedAt }) => loggedAt < instant),
  };
  const mails = one.mails.filter(({ received_at }) => received_at < instant);
  return { ...one, mails, evidence, judgement: judge(evidence, rules.campaign, rules.say) };
}

function totalOf(state: ApplicationState, now: JudgedApplication[], before: JudgedApplication[]) {
  const countIn = (judged: JudgedApplication[]): number =>
    judged.filter(({ judgement }) => judgement.state === state).length;
  return { state, count: countIn(now), change: countIn(now) - countIn(before) };
}

function named({ application }: JudgedApplication): { application: string; unitName: string } {
  return { application: application.id, unitName: application.unit_name };
}

function unsureItems(one: JudgedApplication, rules: Rules): DigestContent["unsure"] {
  return one.judgement.requirements
    .filter((state) => state.status === "unsure")
    .map((state) => ({
      ...named(one),
      item: titleOf(state.id, rules),
      why: state.findings.map((finding) => finding.message).join("；"),
    }));
}

function titleOf(requirement: string, rules: Rules): string {
  return rules.campaign.requirements.find((one) => one.id === requirement)?.title ?? requirement;
}

function letterLine(letter: Letter) {
  return { id: letter.id, kind: letter.kind, to: letter.to_address, why: heldWords(letter.reason ?? "") };
}

const TROUBLED = ["failed", "uncertain", "queued"] as const;

/** Those given up, those that may have gone, and those whose first try failed. */
function troubled(letters: Letter[]): DigestContent["troubledLetters"] {
  return TROUBLED.flatMap((state) =>
    letters
      .filter((one) => one.state === state && (state !== "queued" || one.attempts > 0))
      .map((one) => ({ ...letterLine(one), state })),
  );
}

function unmatched(one: Arrival, candidates: string[]): DigestContent["unmatchedPaper"][number] {
  const items = (JSON.parse(one.items) as string[]).map((item) => PAPER_ITEMS.get(item) ?? item);
  return { id: one.id, unitName: one.unit_name, items, received: one.received, candidates };
}

function applicationLine(one: JudgedApplication, rules: Rules): DigestApplication {
  const { application, judgement } = one;
  const owed = judgement.requirements.filter((state) => state.status !== "satisfied" && state.status !== "waived");
  return {
    id: application.id,
    unitName: application.unit_name,
    state: judgement.state,
    since: one.mails[0]?.received_at ?? application.created_at,
    late: judgement.late,
    owes: owed.map((state) => `${titleOf(state.id, rules)}：${rules.wording.statuses[state.status]}`),
  };
}
