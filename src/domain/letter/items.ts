import { oneLine } from "../safe-text.ts";
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
export function itemsToDo(content: LetterContent, wording: Wording): ListItem[] {
  const general = content.findings.filter((one) => one.severity === "blocker");
  return [
    ...byPlace(general, wording),
    ...content.items.filter(isOwed).map((item) => ({
      title: item.title,
      status: item.status,
      word: wording.statuses[item.status],
      lines: whatToDo(item, wording),
    })),
  ];
}

/** Warnings, which cost the applicant nothing but a look. */
export function itemsToCheck(content: LetterContent, wording: Wording): ListItem[] {
  const general = content.findings.filter((one) => one.severity === "warning");
  const ofItems = content.items
    .filter((item) => !isOwed(item) && item.status !== "waived")
    .map((item) => ({ title: item.title, status: null, word: "", lines: words(item.findings, wording) }));
  return [...byPlace(general, wording), ...ofItems].filter((item) => item.lines.length > 0);
}

/** The titles of the paper items that have not come. */
export function paperToPost(items: LetterContent["items"]): string[] {
  return items.filter((item) => item.medium === "paper" && item.status === "missing").map((item) => item.title);
}

function isOwed(item: Item): boolean {
  return item.status === "defective" || (item.status === "missing" && item.medium !== "paper");
}

function whatToDo(item: Item, wording: Wording): string[] {
  const seen = words(item.findings, wording);
  if (item.status !== "missing" || item.medium === "paper") return seen;
  const blocked = item.findings.some((one) => one.severity === "blocker");
  return blocked ? seen : [...seen, fill(wording.missing[item.medium], { 材料名称: item.title })];
}

/** Findings about the mail, one entry for each file; those about no file stand first, under no title. */
function byPlace(findings: Finding[], wording: Wording): ListItem[] {
  const places = [...new Set(findings.map((one) => one.where ?? ""))].sort();
  return places
    .map((place) => ({
      title: place === "" ? "" : oneLine(place, LONGEST_PLACE),
      status: null,
      word: "",
      lines: words(
        findings.filter((one) => (one.where ?? "") === place),
        wording,
      ),
    }))
    .filter((item) => item.lines.length > 0);
}

/** The sentences that an applicant may read, findings of one kind gathered into one. */
function words(findings: Finding[], wording: Wording): string[] {
  const told = findings.filter((one) => isForApplicant(one, wording));
  const codes = [...new Set(told.map((one) => one.code))];
  const sentences = codes.flatMap((code) =>
    gatherMessages(
      code,
      told.filter((one) => one.code === code).map((one) => one.message),
      wording,
    ),
  );
  return [...new Set(sentences)].map((sentence) => oneLine(sentence, LONGEST_MESSAGE));
}

/** Lateness is said once, with the deadline. */
function isForApplicant(finding: Finding, wording: Wording): boolean {
  const known = (wording.findings as Partial<Record<string, { audience: string }>>)[finding.code];
  return finding.severity !== "info" && finding.code !== "late" && known?.audience !== "staff";
}
