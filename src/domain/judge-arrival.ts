import type { Campaign, PaperKind, Requirement } from "./campaign.ts";
import type { Say } from "./say.ts";
import type { Finding, RequirementState } from "./verdicts.ts";

/** A piece of paper post as staff logged it. */
export interface PaperArrival {
  items: PaperKind[];
  /** Day in Asia/Shanghai, `YYYY-MM-DD`: of the postmark or of arrival, as the rules count it. */
  received: string;
  /** null: nobody said. */
  sealed: boolean | null;
  /** ISO instant at which staff logged it. */
  loggedAt: string;
}

/** The paper version of a document: there, unsealed, late or missing. The earliest good one counts. */
export function judgeArrivals(
  requirement: Requirement,
  arrivals: PaperArrival[],
  campaign: Campaign,
  say: Say,
): RequirementState {
  const [best] = arrivals
    .filter((one) => one.items.includes(requirement.document))
    .sort((a, b) => Number(a.sealed === false) - Number(b.sealed === false) || a.received.localeCompare(b.received));
  if (!best) return { id: requirement.id, status: "missing", since: null, documents: [], findings: [] };
  const unsealed = best.sealed === false;
  return {
    id: requirement.id,
    status: unsealed ? "defective" : "satisfied",
    since: startOfDay(best.received),
    documents: [`纸质材料（${best.received}）`],
    findings: [...(unsealed ? [say("paper-unsealed", {})] : []), ...lateness(best.received, campaign, say)],
  };
}

/** Where the postmark counts, a day of arrival after the deadline proves nothing: staff look at the envelope. */
function lateness(received: string, campaign: Campaign, say: Say): Finding[] {
  const lastInstant = Date.parse(campaign.deadline) + campaign.paper.graceDays * 86_400_000;
  if (Date.parse(startOfDay(received)) < lastInstant) return [];
  const code = campaign.paper.countsBy === "postmark" ? "paper-postmark" : "paper-late";
  return [say(code, { received })];
}

/** The instant at which a day begins in Beijing. */
function startOfDay(day: string): string {
  return new Date(`${day}T00:00:00+08:00`).toISOString();
}
