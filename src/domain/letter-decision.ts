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
  const staffDid = occasion.causes.includes("paper") || occasion.causes.includes("override");
  if (!brought && !(changed && staffDid)) {
    const due = occasion.causes.includes("reminder") && judgement.state !== "complete";
    return due ? "reminder" : { silent: "nothing-new" };
  }
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

/** The blank forms that help: of a document of which nothing at all has come, neither by mail nor by post. */
export function blankFormsFor(judgement: Judgement, documents: SeenDocument[], campaign: Campaign): PaperKind[] {
  const kinds: PaperKind[] = ["application-form", "declaration"];
  return kinds.filter((kind) => {
    const own = campaign.requirements.filter((one) => one.document === kind);
    const states = own.flatMap((one) => judgement.requirements.find((state) => state.id === one.id) ?? []);
    const byMail = own.filter((one) => one.medium !== "paper").map((one) => one.id);
    return (
      !documents.some((one) => one.document === kind) &&
      states.every((state) => state.documents.length === 0) &&
      states.some((state) => state.status === "missing" && byMail.includes(state.id))
    );
  });
}
