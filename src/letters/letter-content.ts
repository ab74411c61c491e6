import type { Campaign, PaperKind } from "../domain/campaign.ts";
import { cloudLinkDetail } from "../domain/cloud-places.ts";
import { seeDocuments, type SeenDocument } from "../domain/documents.ts";
import type { DocumentFacts, MailFacts } from "../domain/facts.ts";
import type { FindingCode } from "../domain/finding-codes.ts";
import type { Judgement } from "../domain/judging.ts";
import { blankFormsFor } from "../domain/letter-decision.ts";
import { isNamedAsDocument } from "../domain/named.ts";
import { fileName, isRefused, refusal } from "../domain/refusal.ts";
import type { Finding, LetterContent, LetterKind } from "../domain/verdicts.ts";
import type { Rules } from "../parts.ts";

export interface ReceivedMail {
  facts: MailFacts;
  /** What of it could not be opened, or was only a link. */
  unread: { code: FindingCode; name: string; place?: string }[];
  /** ISO instant. */
  receivedAt: string;
  /** Somebody else sent it than is written to: of its attachments only these are the applicant's. */
  only?: string[];
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
    findings: [...judgement.findings, ...unsaid(received, judgement, rules)],
    late: judgement.late,
    attached: attach.map((one) => campaign.blankForms[one].name),
  };
  return { content, attach };
}

/** What could not be opened and stands in nobody's way: everything is there without it, but its sender should know. */
function unsaid(received: ReceivedMail[], { requirements }: Judgement, { say }: Rules): Finding[] {
  const said = requirements.flatMap((one) => one.findings);
  return received
    .flatMap(({ unread }) => unread.map(({ code, ...detail }) => say(code, detail, detail.name)))
    .filter(({ message }) => !said.some((one) => one.message === message))
    .map((finding) => ({ ...finding, severity: "warning" }));
}

/** A letter to somebody of whom we could not tell which company writes, or about what: what to send, and what could not be opened. */
export function enquiryLetter(
  received: ReceivedMail[],
  { campaign, say }: Rules,
  now: Date,
): { content: LetterContent; attach: PaperKind[] } {
  const attach: PaperKind[] = ["application-form", "declaration"];
  const content: LetterContent = {
    kind: "enquiry",
    unitName: null,
    now: now.toISOString(),
    received: received.map(describeMail),
    items: [],
    findings: received.flatMap(({ unread }) => unread.map(({ code, ...detail }) => say(code, detail, detail.name))),
    late: false,
    attached: attach.map((one) => campaign.blankForms[one].name),
  };
  return { content, attach };
}

/** To who is not known to speak for the applicant: that its files came, and which of them could not be opened. */
export function acknowledgementLetter(received: ReceivedMail[], { say }: Rules, now: Date): LetterContent {
  const unread = received.flatMap((mail) => mail.unread.map(({ code, ...detail }) => say(code, detail, detail.name)));
  return {
    kind: "enquiry",
    acknowledges: true,
    unitName: null,
    now: now.toISOString(),
    received: received.map(describeMail),
    items: [],
    findings: unread.map((finding) => ({ ...finding, severity: "warning" })),
    late: false,
    attached: [],
  };
}

function describeMail({ facts, receivedAt, only }: ReceivedMail): LetterContent["received"][number] {
  const all = facts.parts.filter((part) => !part.inline && part.within.length === 0).map((part) => part.name);
  const attachments = only === undefined ? all : all.filter((name) => only.includes(name));
  return { subject: facts.subject, at: receivedAt, attachments };
}

/** What of a mail could not be opened, for its sender to mend. `documents`: by the part's SHA-256. */
export function unreadOf(
  facts: MailFacts,
  documents: Map<string, DocumentFacts>,
  campaign: Campaign,
): ReceivedMail["unread"] {
  const link = facts.notes.find((note) => note.code === "cloud-link");
  const links = link ? [{ code: "cloud-link" as const, name: "", ...cloudLinkDetail(link.detail) }] : [];
  const refused = seeDocuments({ id: "", receivedAt: "" }, facts, documents, campaign).flatMap((one) => {
    const code = isRefused(one) ? refusal(one.notes) : null;
    // A signature's certificate, a film of the company: nothing that its sender should send again.
    const isOther = one.medium === "other" && !isNamedAsDocument(one, campaign);
    return code === null || isOther ? [] : [{ code, name: fileName(one) }];
  });
  return [...links, ...refused];
}
