import type { Campaign, Requirement } from "./campaign.ts";
import type { Evidence } from "./evidence.ts";
import { judgeArrivals } from "./judge-arrival.ts";
import { judgeDocument, unreadFindings, type Judged } from "./judge-document.ts";
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
  const found = campaign.requirements.map((requirement) => judgeRequirement(requirement, evidence, campaign, say));
  const requirements = found.map((state) => overridden(state, evidence, say));
  const byMail = campaign.requirements.filter((one) => one.medium !== "paper").map((one) => one.id);
  // By what came, not by when a person decided about it.
  const late = found.some(
    (one) => byMail.includes(one.id) && one.since !== null && isAfter(one.since, campaign.deadline),
  );
  return { requirements, state: stateOf(requirements, byMail), late, findings: overall(evidence, late, campaign, say) };
}

function judgeRequirement(
  requirement: Requirement,
  evidence: Evidence,
  campaign: Campaign,
  say: Say,
): RequirementState {
  if (requirement.medium === "paper") return judgeArrivals(requirement, evidence.arrivals, campaign, say);
  const judged = evidence.documents
    .filter((document) => document.document === requirement.document)
    .flatMap((document) => judgeDocument(requirement, document, evidence, campaign, say) ?? []);
  const [best] = judged.sort(
    (a, b) => preference(b, campaign) - preference(a, campaign) || blockers(a) - blockers(b) || newest(a, b),
  );
  if (!best) return { id: requirement.id, ...unreadFindings(requirement, evidence, campaign, say) };
  const late = isAfter(best.at, campaign.deadline) ? [say("late", {}, best.name)] : [];
  return {
    id: requirement.id,
    status: best.status,
    since: best.at,
    documents: [best.name],
    findings: [...best.findings, ...late],
  };
}

/**
 * The effective version is the best one in time; a later one takes its place only where that is surely not good enough. Of equals
 * the one with less to mend (a blank template beside a filled form is not the form), then the newer. What came in time and a person may yet accept must not make its sender late.
 */
function preference(judged: Judged, campaign: Campaign): number {
  return isAfter(judged.at, campaign.deadline)
    ? { satisfied: 3, unsure: 2, defective: 0 }[judged.status]
    : { satisfied: 5, unsure: 4, defective: 1 }[judged.status];
}

function blockers({ findings }: Judged): number {
  return findings.filter((one) => one.severity === "blocker").length;
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
    ...(late ? [say("late", {})] : []),
  ];
}

export function isAfter(instant: string, deadline: string): boolean {
  return Date.parse(instant) >= Date.parse(deadline);
}
