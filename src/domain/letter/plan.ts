import { beijingDate, beijingMoment, daysLeft, deadlineMoment } from "../beijing-time.ts";
import type { Campaign } from "../campaign.ts";
import { oneLine, plainName } from "../safe-text.ts";
import type { LetterContent, LetterKind, Status } from "../verdicts.ts";
import { itemsToDo, itemsToCheck, paperToPost, type ListItem } from "./items.ts";
import { fill, type LetterWording, type Wording } from "./wording.ts";

/** A letter's parts in the order in which they are read, before they become text or HTML. */
export interface LetterPlan {
  subject: string;
  greeting: string;
  blocks: Block[];
  signature: { organiser: string; date: string };
  footer: string;
}

export type Block =
  | { kind: "paragraph"; text: string }
  | { kind: "list"; heading: string; numbered: boolean; items: ListItem[] }
  | { kind: "overview"; heading: string; rows: { title: string; status: Status; word: string }[] }
  | { kind: "facts"; rows: { label: string; value: string }[] };

const LONGEST_NAME = 60;
const LONGEST_SUBJECT = 120;
const LONGEST_FILE_NAME = 40;
const MOST_FILE_NAMES = 8;

type Values = Record<string, string>;

/** First what to do and until when, then the overview: a letter is read at a glance or not at all. */
export function planLetter(content: LetterContent, campaign: Campaign, wording: Wording): LetterPlan {
  const todo = itemsToDo(content, campaign, wording);
  const values = valuesOf(content, campaign, wording, todo.length);
  const words = wordsOf(content, wording);
  return {
    subject: oneLine(fill(words.subject, values), LONGEST_SUBJECT),
    greeting: fill(content.unitName === null ? wording.greeting.unnamed : wording.greeting.named, values),
    blocks: [
      ...opening(content, fill(words.opening, values), wording),
      ...body(content, todo, campaign, wording, values),
      ...(words.closing === "" ? [] : [paragraph(fill(words.closing, values))]),
    ],
    signature: { organiser: campaign.organiser, date: beijingDate(content.now) },
    footer: fill(wording.footer + (content.acknowledges ? "" : wording.supplement), values),
  };
}

function wordsOf(content: LetterContent, wording: Wording): LetterWording {
  if (content.acknowledges) return wording.acknowledgement;
  if (content.kind !== "decision") return wording.letters[content.kind];
  if (!content.decision) throw new Error("a decision letter needs the review's outcome");
  return wording.decisions[content.decision.outcome];
}

function valuesOf(content: LetterContent, campaign: Campaign, wording: Wording, todo: number): Values {
  return {
    活动名称: campaign.action,
    通知名称: campaign.title,
    通知文号: campaign.documentNumber,
    秘书处: campaign.organiser,
    收件邮箱: campaign.mailbox,
    联系人: campaign.contact.person,
    联系电话: campaign.contact.phone,
    邮寄地址: campaign.postalAddress,
    截止时间: deadlineMoment(campaign.deadline),
    剩余天数: `${daysLeft(content.now, campaign.deadline) ?? 0}`,
    截止提示: inDeadlineWords(wording.deadlineShort, content.now, campaign),
    单位名称: plainName(content.unitName ?? "", LONGEST_NAME) || "贵单位",
    项数: `${todo}`,
    审核意见: oneLine(content.decision?.why ?? "", 1000),
  };
}

function inDeadlineWords(words: { ahead: string; today: string; passed: string }, now: string, campaign: Campaign) {
  const left = daysLeft(now, campaign.deadline);
  const values = {
    截止时间: deadlineMoment(campaign.deadline),
    剩余天数: `${left ?? 0}`,
    秘书处: campaign.organiser,
  };
  return fill(left === null ? words.passed : left === 0 ? words.today : words.ahead, values);
}

/** Which mails came, when, with what; a mere salutation where none did (a reminder, paper that was logged). */
function opening(content: LetterContent, words: string, wording: Wording): Block[] {
  const [first] = content.received;
  const last = content.received.at(-1);
  if (!first || !last) return [paragraph(wording.received.none + words)];
  const names = content.received.flatMap((mail) => mail.attachments);
  const values = {
    来信时间: beijingMoment(first.at),
    首封时间: beijingMoment(first.at),
    末封时间: beijingMoment(last.at),
    邮件数: `${content.received.length}`,
    附件情况: attachmentsClause(names, wording),
  };
  const sentence = fill(content.received.length === 1 ? wording.received.one : wording.received.several, values);
  return [paragraph(sentence), paragraph(words)];
}

function attachmentsClause(names: string[], wording: Wording): string {
  if (names.length === 0) return wording.received.noAttachments;
  const shown = names.slice(0, MOST_FILE_NAMES).map(shownName).join("、");
  const rest = names.length > MOST_FILE_NAMES ? "等" : "";
  return fill(wording.received.attachments, { 附件数: `${names.length}`, 附件名称: shown + rest });
}

function shownName(name: string): string {
  return plainName(name, LONGEST_FILE_NAME) || "（未命名）";
}

const TELLS_ITEMS: LetterKind[] = ["receipt", "deficiency", "complete", "reminder"];

function body(content: LetterContent, todo: ListItem[], campaign: Campaign, wording: Wording, values: Values): Block[] {
  if (content.kind === "decision") return [contactOnly(wording, values)];
  const paper = content.kind === "enquiry" ? [] : paperToPost(content.items);
  const settled = content.kind === "complete";
  const check = list(wording.headings.check, false, itemsToCheck(content, wording));
  if (content.acknowledges) return [...check, contactOnly(wording, values)];
  return [
    ...list(fill(wording.headings.todo, values), true, settled ? [] : todo),
    ...(paper.length > 0 ? [paragraph(postSentence(paper, content.now, campaign, wording, values))] : []),
    ...(content.kind === "enquiry" ? [wanted(campaign, wording)] : []),
    ...(content.attached.length > 0 ? [paragraph(attachedSentence(content.attached, wording))] : []),
    ...check,
    settled ? contactOnly(wording, values) : allFacts(content, paper.length > 0, campaign, wording, values),
    ...(TELLS_ITEMS.includes(content.kind) ? [overview(content, wording)] : []),
  ];
}

function postSentence(paper: string[], now: string, campaign: Campaign, wording: Wording, values: Values): string {
  const 计时方式 = fill(wording.post.countsBy[campaign.paper.countsBy], values);
  const words = daysLeft(now, campaign.deadline) === null ? wording.post.passed : wording.post.ahead;
  return fill(words, { ...values, 纸质材料: paper.join("、"), 计时方式 });
}

function wanted(campaign: Campaign, wording: Wording): Block {
  const items = campaign.requirements.map(({ title, medium }) => ({
    title,
    status: null,
    word: medium === "paper" ? wording.wanted.byPost : wording.wanted.byMail,
    lines: [],
  }));
  return { kind: "list", heading: wording.headings.wanted, numbered: true, items };
}

function attachedSentence(attached: string[], wording: Wording): string {
  return fill(wording.attached, { 空白表格: attached.map((name) => `《${name.replace(/\.\w+$/, "")}》`).join("、") });
}

function allFacts(content: LetterContent, post: boolean, campaign: Campaign, wording: Wording, values: Values): Block {
  const deadline = content.late
    ? fill(wording.deadline.late, values)
    : inDeadlineWords(wording.deadline, content.now, campaign);
  const address = `${campaign.postalAddress}，${fill(wording.post.recipient, values)}`;
  return {
    kind: "facts",
    rows: [
      { label: wording.labels.deadline, value: deadline },
      ...(post || content.kind === "enquiry" ? [{ label: wording.labels.post, value: address }] : []),
      { label: wording.labels.contact, value: fill(wording.contact, values) },
    ],
  };
}

function contactOnly(wording: Wording, values: Values): Block {
  return { kind: "facts", rows: [{ label: wording.labels.contact, value: fill(wording.contact, values) }] };
}

function overview(content: LetterContent, wording: Wording): Block {
  const rows = content.items.map(({ title, status }) => ({ title, status, word: wording.statuses[status] }));
  return { kind: "overview", heading: wording.headings.overview, rows };
}

function list(heading: string, numbered: boolean, items: ListItem[]): Block[] {
  return items.length === 0 ? [] : [{ kind: "list", heading, numbered, items }];
}

function paragraph(text: string): Block {
  return { kind: "paragraph", text };
}
