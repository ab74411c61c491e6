import { candidatesFor } from "./paper-ledger.ts";
import type { DigestApplication, DigestContent } from "./domain/digest.ts";
import { judge, type Judgement } from "./domain/judging.ts";
import type { ApplicationState } from "./domain/verdicts.ts";
import { judgeAll, type JudgedApplication } from "./evidence.ts";
import { knownApplications } from "./file-message.ts";
import type { Keeping, Rules } from "./parts.ts";
import { readArrivals, type Arrival } from "./store/arrivals.ts";
import { readLetters, type Letter } from "./store/letters.ts";
import { lastLook, mailsSince, openQuestions, parkedMails, type Mail } from "./store/mails.ts";
import { readMeta } from "./store/open.ts";
import { readRoster } from "./store/staff.ts";

const DAY = 86_400_000;
const STATES: ApplicationState[] = ["incomplete", "awaiting-paper", "complete"];

/** Everything that the staff should know at an instant, gathered from what is kept. */
export async function gatherDigest(now: Date, { db }: Pick<Keeping, "db">, rules: Rules): Promise<DigestContent> {
  const { campaign } = rules;
  const dayAgo = new Date(now.getTime() - DAY).toISOString();
  const judged = await judgeAll({ db }, rules);
  const before = judged.flatMap((one) => judgedBefore(one, dayAgo, rules) ?? []);
  const letters = await readLetters(db);
  const arrivals = await readArrivals(db);
  const roster = await readRoster(db);
  const known = await knownApplications(roster, { db, rules });
  const of = (id: string | null): Letter[] => letters.filter((one) => one.state === id);
  return {
    now: now.toISOString(),
    action: campaign.action,
    deadline: campaign.deadline,
    mailbox: { lastRead: await lastLook(db), trouble: await readMeta(db, "mailbox-trouble") },
    rosterImported: roster.length > 0,
    totals: STATES.map((state) => totalOf(state, judged, before)),
    day: {
      mails: await mailsSince(db, dayAgo),
      letters: letters.filter((one) => one.sent_at !== null && one.sent_at >= dayAgo).length,
      paper: arrivals.filter((one) => one.logged_at >= dayAgo).length,
    },
    unsure: judged.flatMap((one) => unsureItems(one, rules)),
    heldLetters: of("held").map((one) => ({ ...letterLine(one), createdAt: one.created_at })),
    troubledLetters: [...of("failed"), ...of("uncertain")].map((one) => ({
      ...letterLine(one),
      state: one.state as "failed" | "uncertain",
    })),
    parkedMails: (await parkedMails(db)).map((mail) => waitingMail(mail, `暂存：${mail.reason ?? ""}`)),
    openMails: (await openQuestions(db)).map((mail) => waitingMail(mail, QUESTIONS[mail.open_question ?? ""] ?? "")),
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

/** Codes of `mail.open_question` in words. */
const QUESTIONS: Record<string, string> = {
  "no-application": "未能判断来自哪家单位",
  "documents-unfiled": "有附件未能判断属于哪家单位",
  "message-only": "来信未附材料，可能是咨询，请人工答复",
};

/** How an application stood at an instant: its facts up to then, judged. null where it was not there yet. */
function judgedBefore({ application, evidence }: JudgedApplication, instant: string, rules: Rules): Judgement | null {
  if (application.created_at >= instant) return null;
  const documents = evidence.documents.filter((one) => one.receivedAt < instant);
  const overrides = evidence.overrides.filter((one) => one.at < instant);
  const arrivals = evidence.arrivals.filter((one) => one.loggedAt < instant);
  return judge({ ...evidence, documents, overrides, arrivals }, rules.campaign, rules.say);
}

function totalOf(state: ApplicationState, now: JudgedApplication[], before: Judgement[]) {
  const count = now.filter((one) => one.judgement.state === state).length;
  return { state, count, change: count - before.filter((one) => one.state === state).length };
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
  return { id: letter.id, kind: letter.kind, to: letter.to_address, why: letter.reason ?? "" };
}

function waitingMail(mail: Mail, why: string): DigestContent["openMails"][number] {
  return { id: mail.id, from: mail.from_address ?? "", subject: mail.subject ?? "", at: mail.received_at, why };
}

const ITEMS: Record<string, string> = { form: "申请表", declaration: "宣言" };

function unmatched(one: Arrival, candidates: string[]): DigestContent["unmatchedPaper"][number] {
  const items = (JSON.parse(one.items) as string[]).map((item) => ITEMS[item] ?? item);
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
