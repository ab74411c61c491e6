import type { Campaign } from "../campaign.ts";
import { oneLine, plainName } from "../safe-text.ts";
import type { Finding, LetterContent, Status } from "../verdicts.ts";
import { gatherMessages } from "./finding-message.ts";
import { fill, type Wording } from "./wording.ts";

export interface ListItem {
  title: string;
  /** null where the entry is not one of the notice's items. */
  status: Status | null;
  word: string;
  lines: string[];
}

type Item = LetterContent["items"][number];

const LONGEST_MESSAGE = 600;
const LONGEST_PLACE = 60;

/** What the applicant must do by e-mail, and paper that came and cannot stay as it is. */
export function itemsToDo(content: LetterContent, campaign: Campaign, wording: Wording): ListItem[] {
  const owed = content.items.filter(isOwed).map((item) => ({
    title: item.title,
    status: item.status,
    word: wording.statuses[item.status],
    lines: whatToDo(item, campaign, wording),
  }));
  return [...general(content, "blocker", wording), ...together(owed)];
}

/** Warnings, which cost the applicant nothing but a look. */
export function itemsToCheck(content: LetterContent, wording: Wording): ListItem[] {
  const ofItems = content.items
    .filter((item) => !isOwed(item) && item.status !== "waived")
    .map(({ title, findings }) => ({ title, status: null, word: "", lines: sentences(findings, wording) }));
  return [...general(content, "warning", wording), ...together(ofItems)].filter(({ lines }) => lines.length > 0);
}

/** The titles of the paper items that have not come. */
export function paperToPost(items: LetterContent["items"]): string[] {
  return items.filter((item) => item.medium === "paper" && item.status === "missing").map((item) => item.title);
}

/** A file that might be this item and cannot be read leaves the item `unsure`: only the applicant can mend that. */
function isOwed({ status, medium, findings }: Item): boolean {
  const blocked = findings.some((one) => one.severity === "blocker");
  return status === "defective" || (status === "missing" && medium !== "paper") || (status === "unsure" && blocked);
}

function whatToDo(item: Item, campaign: Campaign, wording: Wording): string[] {
  const seen = sentences(item.findings, wording);
  const values = {
    材料名称: item.title,
    联系人: campaign.contact.person,
    联系电话: campaign.contact.phone,
    收件邮箱: campaign.mailbox,
  };
  const blocked = item.findings.some((one) => one.severity === "blocker");
  if (item.status === "missing" && item.medium !== "paper" && !blocked) {
    return [...seen, fill(wording.missing[item.medium], values)];
  }
  return seen.length > 0 ? seen : [fill(wording.unexplained, values)];
}

function general(content: LetterContent, severity: Finding["severity"], wording: Wording): ListItem[] {
  const findings = content.findings.filter((one) => one.severity === severity);
  return sentences(findings, wording).map((line) => ({ title: "", status: null, word: "", lines: [line] }));
}

/** One file that may be any of several items is spoken of once. What is missing or defective keeps its own entry. */
function together(items: ListItem[]): ListItem[] {
  const merged: ListItem[] = [];
  for (const item of items) {
    const mergeable = item.status === "unsure" || item.status === null;
    const same = merged.find((one) => mergeable && one.status === item.status && equal(one.lines, item.lines));
    if (same) same.title += `、${item.title}`;
    else merged.push({ ...item });
  }
  return merged;
}

function equal(lines: string[], others: string[]): boolean {
  return lines.join("\n") === others.join("\n");
}

/** What an applicant may read: findings of one kind gathered into one sentence, which names the file or begins with it. */
function sentences(findings: Finding[], wording: Wording): string[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings.filter((one) => isForApplicant(one, wording))) {
    const place = placeOf(finding);
    const key = finding.message.includes(place) ? finding.code : `${finding.code}\n${place}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  const said = [...groups.values()].flatMap((group) => gathered(group, wording));
  return [...new Set(said)].map((sentence) => oneLine(sentence, LONGEST_MESSAGE));
}

function gathered(group: Finding[], wording: Wording): string[] {
  const [first] = group;
  if (!first) return [];
  const place = placeOf(first);
  const messages = gatherMessages(first.code, [...new Set(group.map((one) => one.message))], wording);
  return messages.map((message) => (place === "" || message.includes(place) ? message : `${place}：${message}`));
}

/** Only a file's name: a field's stands in the message. */
function placeOf({ where }: Finding): string {
  const place = plainName(where ?? "", LONGEST_PLACE);
  return /\.[a-z0-9]{2,5}…?$/i.test(place) ? place : "";
}

/** Lateness is said once, with the deadline. */
function isForApplicant(finding: Finding, wording: Wording): boolean {
  const known = (wording.findings as Partial<Record<string, { audience: string }>>)[finding.code];
  return finding.severity !== "info" && finding.code !== "late" && known?.audience !== "staff";
}
