import type { Campaign, PaperKind } from "./campaign.ts";
import type { SeenDocument } from "./documents.ts";
import type { Judgement } from "./judging.ts";
import type { LetterKind, Status } from "./verdicts.ts";

/** Why an occasion gave no letter, or why the letter waits for a person: machine-readable, shown to staff. */
export type Silence = "nothing-new" | "no-address";

export interface LetterOccasion {
  causes: ("mail" | "paper" | "override" | "reminder")[];
  /** Did any of the mails bring a document? A bare question is a person's to answer. */
  broughtDocuments: boolean;
  /** Status by requirement as the last letter said it; null: none was written yet. */
  said: Record<string, Status> | null;
}

/** Which letter, if any. A letter goes out only when something came or changed. */
export function decideLetter(
  occasion: LetterOccasion,
  judgement: Judgement,
  campaign: Campaign,
): LetterKind | { silent: Silence } {
  const changed = judgement.requirements.some((one) => occasion.said?.[one.id] !== one.status);
  const brought = occasion.causes.includes("mail") && occasion.broughtDocuments;
  if (occasion.causes.every((cause) => cause === "reminder")) {
    return judgement.state === "complete" ? { silent: "nothing-new" } : "reminder";
  }
  if (!brought && (!changed || occasion.causes.every((cause) => cause === "mail"))) return { silent: "nothing-new" };
  if (judgement.state === "complete") return "complete";
  return owesSomethingToMend(judgement, campaign) ? "deficiency" : "receipt";
}

/** Anything missing or to be mended but paper that has simply not come yet: for that a receipt is enough. */
function owesSomethingToMend(judgement: Judgement, campaign: Campaign): boolean {
  return judgement.requirements.some((state) => {
    const paper = campaign.requirements.find((one) => one.id === state.id)?.medium === "paper";
    const blocked = state.findings.some((one) => one.severity === "blocker");
    const settled = state.status === "satisfied" || state.status === "waived";
    return state.status === "defective" || (!settled && blocked) || (state.status === "missing" && !paper);
  });
}

/** The blank forms that help: of a document of which nothing at all has come. */
export function blankFormsFor(judgement: Judgement, documents: SeenDocument[], campaign: Campaign): PaperKind[] {
  const kinds: PaperKind[] = ["application-form", "declaration"];
  return kinds.filter(
    (kind) =>
      !documents.some((one) => one.document === kind) &&
      campaign.requirements.some(
        (one) =>
          one.document === kind &&
          one.medium !== "paper" &&
          judgement.requirements.some((state) => state.id === one.id && state.status === "missing"),
      ),
  );
}
