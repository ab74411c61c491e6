import type { Campaign, Requirement, Severity } from "./campaign.ts";
import { compareFields } from "./compare-fields.ts";
import type { Evidence } from "./evidence.ts";
import { judgeArrivals } from "./judge-arrival.ts";
import { judgeDocument } from "./judge-document.ts";
import { unreadFindings, unreadSince } from "./judge-unread.ts";
import type { Judged } from "./judged.ts";
import { nameKey } from "./names.ts";
import type { Say } from "./say.ts";
import type { ApplicationState, Finding, RequirementState } from "./verdicts.ts";

export interface Judgement {
  requirements: RequirementState[];
  state: ApplicationState;
  late: boolean;
  /** About the application as a whole. */
  findings: Finding[];
}

/** What an application owes: a pure function of its evidence, the rules and the wording. */
export function judge(evidence: Evidence, campaign: Campaign, say: Say): Judgement {
  const chosen = campaign.requirements.map((requirement) => chooseVersion(requirement, evidence, campaign, say));
  const found = chosen.map((choice) => judgeRequirement(choice, chosen, evidence, campaign, say));
  const requirements = found.map((state) => overridden(state, evidence, say));
  const byMail = campaign.requirements.filter((one) => one.medium !== "paper").map((one) => one.id);
  // By what came, not by when a person decided about it.
  const late = found.some(
    (one) => byMail.includes(one.id) && one.since !== null && isAfter(one.since, campaign.deadline),
  );
  return { requirements, state: stateOf(requirements, byMail), late, findings: overall(evidence, late, campaign, say) };
}

interface Choice {
  requirement: Requirement;
  /** The effective version; null where nothing that came was recognised as one. */
  best: Judged | null;
}

function chooseVersion(requirement: Requirement, evidence: Evidence, campaign: Campaign, say: Say): Choice {
  if (requirement.medium === "paper") return { requirement, best: null };
  const judged = evidence.documents
    .filter((document) => document.document === requirement.document)
    .flatMap((document) => judgeDocument(requirement, document, evidence, campaign, say) ?? []);
  const [best] = judged.sort(
    (a, b) =>
      preference(b, campaign) - preference(a, campaign) ||
      count(a, "blocker") - count(b, "blocker") ||
      count(a, "warning") - count(b, "warning") ||
      newest(a, b),
  );
  return { requirement, best: best ?? null };
}

function judgeRequirement(
  { requirement, best }: Choice,
  chosen: Choice[],
  evidence: Evidence,
  campaign: Campaign,
  say: Say,
): RequirementState {
  const { id, medium } = requirement;
  if (medium === "paper") return judgeArrivals(requirement, evidence.arrivals, campaign, say);
  if (!best) return { id, ...unreadFindings(requirement, evidence, campaign, say) };
  const unread = best.status === "defective" ? unreadSince(best, requirement, evidence, campaign, say) : null;
  const late = isAfter(best.at, campaign.deadline) ? [say("late", {}, best.name)] : [];
  return {
    id,
    status: unread?.mayBeMended === true ? "unsure" : best.status,
    since: best.at,
    documents: [best.name],
    findings: [
      ...best.findings,
      ...(medium === "stamped-pdf" ? differences(best, chosen, campaign, say) : []),
      ...(unread?.findings ?? []),
      ...late,
    ],
  };
}

/** Between the effective Word form and the effective stamped one. */
function differences(stamped: Judged, chosen: Choice[], campaign: Campaign, say: Say): Finding[] {
  const word = chosen.find(({ requirement, best }) => requirement.medium === "word" && best?.document.form)?.best;
  const form = word?.document.form;
  return form && stamped.document.document === word.document.document
    ? compareFields(form, stamped.document, campaign, say)
    : [];
}

/**
 * The effective version is the best one in time; a later one takes its place only where that is surely not good enough. Of equals
 * the one with less to mend (a blank template beside a filled form is not the form), then the newer. What came in time and a person
 * may yet accept must not make its sender late. A form in a mail's own text counts where there is no other.
 */
function preference(judged: Judged, campaign: Campaign): number {
  if (judged.document.inBody) return -1;
  return isAfter(judged.at, campaign.deadline)
    ? { satisfied: 3, unsure: 2, defective: 0 }[judged.status]
    : { satisfied: 5, unsure: 4, defective: 1 }[judged.status];
}

function count({ findings }: Judged, severity: Severity): number {
  return findings.filter((one) => one.severity === severity).length;
}

function newest(a: Judged, b: Judged): number {
  return Date.parse(b.at) - Date.parse(a.at);
}

function overridden(state: RequirementState, evidence: Evidence, say: Say): RequirementState {
  const decision = evidence.overrides.filter((one) => one.requirement === state.id).at(-1);
  if (!decision) return state;
  const why = say("override", { why: decision.why });
  const settled = decision.status === "satisfied" || decision.status === "waived";
  const kept = settled ? state.findings.filter((one) => one.severity === "info") : state.findings;
  return { ...state, status: decision.status, since: state.since ?? decision.at, findings: [...kept, why] };
}

function stateOf(requirements: RequirementState[], byMail: string[]): ApplicationState {
  const done = (one: RequirementState): boolean => one.status === "satisfied" || one.status === "waived";
  if (requirements.every(done)) return "complete";
  return requirements.filter((one) => byMail.includes(one.id)).every(done) ? "awaiting-paper" : "incomplete";
}

function overall(evidence: Evidence, late: boolean, campaign: Campaign, say: Say): Finding[] {
  const { membersOnly } = campaign;
  return [
    ...(membersOnly && evidence.member === false ? [say("not-a-member", { unit: evidence.unitName })] : []),
    ...(membersOnly && evidence.member === null ? [say("membership-unknown", { unit: evidence.unitName })] : []),
    ...(evidence.twins.length > 0 ? [say("possible-twin", { candidates: evidence.twins.join("、") })] : []),
    ...otherNames(evidence, say),
    ...(late ? [say("late", {})] : []),
    ...[...new Set(evidence.unverified)].map((address) => say("sender-unverified", { address })),
  ];
}

/** The company writes under a name that the roster knows as its former or short one. */
function otherNames({ unitName, aliases, documents }: Evidence, say: Say): Finding[] {
  const known = new Set(aliases.map(nameKey));
  const written = documents.flatMap((one) => (one.nameCertain && one.unitName !== null ? [one.unitName] : []));
  const others = new Map(written.map((name) => [nameKey(name), name]));
  return [...others]
    .filter(([key]) => key !== nameKey(unitName) && known.has(key))
    .map(([, name]) => say("former-name", { written: name, unit: unitName }));
}

export function isAfter(instant: string, deadline: string): boolean {
  return Date.parse(instant) >= Date.parse(deadline);
}
