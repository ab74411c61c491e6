import type { PaperKind } from "./domain/campaign.ts";
import type { SeenDocument } from "./domain/documents.ts";
import type { MailFacts } from "./domain/facts.ts";
import type { Judgement } from "./domain/judging.ts";
import { blankFormsFor } from "./domain/letter-decision.ts";
import type { LetterContent, LetterKind } from "./domain/verdicts.ts";
import type { Rules } from "./parts.ts";

export interface ReceivedMail {
  facts: MailFacts;
  /** ISO instant. */
  receivedAt: string;
}

/** What a letter about an application says, and the blank forms that go with it. */
export function applicationLetter(
  kind: LetterKind,
  about: { unitName: string; judgement: Judgement; documents: SeenDocument[] },
  received: ReceivedMail[],
  rules: Rules,
  now: Date,
): { content: LetterContent; attach: PaperKind[] } {
  const { campaign } = rules;
  const { judgement } = about;
  const attach = blankFormsFor(judgement, about.documents, campaign);
  const items = campaign.requirements.flatMap((requirement) => {
    const state = judgement.requirements.find((one) => one.id === requirement.id);
    if (!state) return [];
    const { status, findings } = state;
    return [{ title: requirement.title, medium: requirement.medium, status, findings }];
  });
  const content: LetterContent = {
    kind,
    unitName: about.unitName,
    now: now.toISOString(),
    received: received.map(describeMail),
    items,
    findings: judgement.findings,
    late: judgement.late,
    attached: attach.map((one) => campaign.blankForms[one].name),
  };
  return { content, attach };
}

/** A letter to somebody of whom we could not tell which company writes, or about what. */
export function enquiryLetter(received: ReceivedMail[], now: Date): LetterContent {
  return {
    kind: "enquiry",
    unitName: null,
    now: now.toISOString(),
    received: received.map(describeMail),
    items: [],
    findings: [],
    late: false,
    attached: [],
  };
}

function describeMail({ facts, receivedAt }: ReceivedMail): LetterContent["received"][number] {
  const attachments = facts.parts.filter((part) => !part.inline && part.within.length === 0).map((part) => part.name);
  return { subject: facts.subject, at: receivedAt, attachments };
}
