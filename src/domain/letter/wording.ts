import type { FindingCode } from "../finding-codes.ts";
import type { Decision, LetterKind, Status } from "../verdicts.ts";

/**
 * The letters' words, as staff write them in the campaign's `letters.yaml`. Every text is a template: `{截止时间}` and
 * the like are filled in; which ones a text may hold stands in `PLACEHOLDERS`.
 */
export interface Wording {
  letters: Record<Exclude<LetterKind, "decision">, LetterWording>;
  /** To who sent documents from an address that is not known to be the applicant's: what came, and nothing else. */
  acknowledgement: LetterWording;
  decisions: Record<Decision, LetterWording>;
  greeting: { named: string; unnamed: string };
  /** The sentence that says which mails came. */
  received: { one: string; several: string; none: string; attachments: string; noAttachments: string };
  statuses: Record<Status, string>;
  /** What to do about an item that is missing; paper has its own paragraph. */
  missing: { word: string; "stamped-pdf": string };
  /** What to do about a defect that no finding for applicants explains (a person decided so). */
  unexplained: string;
  /** Where and how to post the paper. */
  post: { ahead: string; passed: string; countsBy: { postmark: string; arrival: string }; recipient: string };
  deadline: { ahead: string; today: string; passed: string; late: string };
  /** The same in a few characters, for subjects. */
  deadlineShort: { ahead: string; today: string; passed: string };
  contact: string;
  attached: string;
  headings: { todo: string; check: string; overview: string; wanted: string };
  /** How the notice wants an item to come. */
  wanted: { byMail: string; byPost: string };
  labels: { deadline: string; post: string; contact: string };
  footer: string;
  supplement: string;
  findings: Record<FindingCode, FindingWording>;
}

export interface LetterWording {
  subject: string;
  opening: string;
  /** May be empty. */
  closing: string;
}

export interface FindingWording {
  /** What was seen. */
  message: string;
  /** What to do; empty where there is nothing to do. */
  mend: string;
  /** `staff`: never stands in a letter. */
  audience: "applicant" | "staff";
}

const CAMPAIGN = [
  "活动名称",
  "通知名称",
  "通知文号",
  "秘书处",
  "收件邮箱",
  "联系人",
  "联系电话",
  "邮寄地址",
  "截止时间",
];
const LETTER = [...CAMPAIGN, "截止提示", "项数"];

/** What each text may hold; `*` stands for any one step of its path. The first that fits a path counts. */
export const PLACEHOLDERS: [path: string, names: readonly string[]][] = [
  ["letters.enquiry.*", CAMPAIGN],
  ["acknowledgement.*", CAMPAIGN],
  ["letters.*.*", [...LETTER, "单位名称"]],
  ["decisions.*.*", [...CAMPAIGN, "单位名称", "审核意见"]],
  ["greeting.named", ["单位名称"]],
  ["received.one", ["来信时间", "附件情况"]],
  ["received.several", ["首封时间", "末封时间", "邮件数", "附件情况"]],
  ["received.attachments", ["附件数", "附件名称"]],
  ["missing.*", ["材料名称"]],
  ["unexplained", ["材料名称", "联系人", "联系电话", "收件邮箱"]],
  ["post.countsBy.*", ["截止时间"]],
  ["post.recipient", CAMPAIGN],
  ["post.*", [...CAMPAIGN, "纸质材料", "计时方式"]],
  ["deadline.ahead", ["截止时间", "剩余天数"]],
  ["deadline.*", ["截止时间", "秘书处"]],
  ["deadlineShort.ahead", ["剩余天数"]],
  ["headings.todo", ["截止提示"]],
  ["contact", CAMPAIGN],
  ["attached", ["空白表格"]],
  ["footer", CAMPAIGN],
  ["supplement", CAMPAIGN],
];

/** A finding's placeholders, by the names of the details that the judging gives. */
export const FINDING_DETAILS: Partial<Record<FindingCode, Record<string, string>>> = {
  "seal-absent": { 位置: "place" },
  "seal-other-company": { 位置: "place", 印章单位: "name", 单位名称: "unit" },
  "seal-wrong-kind": { 位置: "place", 印章种类: "kind" },
  "seal-across-pages": { 位置: "place" },
  "seal-cut-off": { 位置: "place" },
  "seal-colour-lost": { 位置: "place" },
  "seal-name-unread": { 位置: "place" },
  "seal-size-odd": { 位置: "place", 直径: "diameterMm" },
  "seal-unclear": { 位置: "place" },
  "page-unsigned": { 位置: "place", 公章位置: "other" },
  "not-a-pdf": { 文件名: "name" },
  "not-a-word": { 文件名: "name" },
  "document-unreadable": { 文件名: "name" },
  "document-damaged": { 文件名: "name" },
  "document-encrypted": { 文件名: "name" },
  "document-over-limit": { 文件名: "name" },
  "document-timed-out": { 文件名: "name" },
  "document-unsupported-kind": { 文件名: "name" },
  "document-empty": { 文件名: "name" },
  "document-partly-read": { 文件名: "name", 未读部分: "part" },
  "document-unknown": { 文件名: "name" },
  "document-other": { 文件名: "name" },
  "cloud-link": { 网盘名称: "place" },
  "field-missing": { 栏目: "field" },
  "field-example-left": { 栏目: "field" },
  "field-placeholder-left": { 栏目: "field" },
  "field-maybe-dropped": { 栏目: "field" },
  "unit-name-odd": { 填写内容: "value" },
  "mobile-odd": { 填写内容: "value" },
  "email-odd": { 填写内容: "value" },
  "address-odd": { 填写内容: "value" },
  "workforce-unread": { 未读内容: "part" },
  "workforce-not-100": { 合计: "sum", 读数: "shares" },
  "financials-unread": { 未读内容: "part" },
  "financials-year-missing": { 年度: "year", 项目: "items" },
  "financials-not-balanced": { 年度: "year", 收入: "revenue", 利润: "profit", 成本: "cost", 差额: "due" },
  "financials-unit-odd": { 年度: "year", 读数: "read" },
  "financials-odd": { 情形: "what" },
  "date-odd": { 填写内容: "value" },
  "name-differs": { 表中名称: "word", 扫描件名称: "scan" },
  "fields-differ": { 栏目: "field", 表中内容: "word", 扫描件内容: "scan" },
  "not-a-member": { 单位名称: "unit" },
  "membership-unknown": { 单位名称: "unit" },
  "paper-late": { 收到日期: "received" },
  "paper-postmark": { 收到日期: "received" },
  "possible-twin": { 近似单位: "candidates" },
  "former-name": { 所填名称: "written", 单位名称: "unit" },
  "sender-unverified": { 发件地址: "address" },
  override: { 理由: "why" },
};

const PLACEHOLDER = /\{([^{}]*)\}/g;

/** In one pass, so that a placeholder within a value stays what it is: text. */
export function fill(template: string, values: Record<string, string>): string {
  return template.replace(PLACEHOLDER, (whole, name: string) => values[name] ?? whole);
}

/** The names that a text may hold between braces. `path` leads to it, e.g. `["letters", "receipt", "subject"]`. */
export function allowedPlaceholders(path: readonly string[]): readonly string[] {
  if (path[0] === "findings") return Object.keys(FINDING_DETAILS[path[1] as FindingCode] ?? {});
  const found = PLACEHOLDERS.find(([pattern]) => fits(pattern.split("."), path));
  return found?.[1] ?? [];
}

function fits(pattern: string[], path: readonly string[]): boolean {
  return pattern.length === path.length && pattern.every((step, index) => step === "*" || step === path[index]);
}

export interface WrongPlaceholder {
  path: string[];
  /** As written, with its braces. */
  written: string;
  allowed: readonly string[];
}

/** Every placeholder that a text may not hold, so that a slip is refused at the start and not mailed. */
export function wrongPlaceholders(wording: Wording): WrongPlaceholder[] {
  return texts(wording, []).flatMap(({ path, text }) => {
    const allowed = allowedPlaceholders(path);
    const braces = [...text.matchAll(PLACEHOLDER)].filter((match) => !allowed.includes(match[1] ?? ""));
    const stray = /[{}]/.exec(text.replace(PLACEHOLDER, ""));
    return [...braces.map((match) => match[0]), ...(stray ? [stray[0]] : [])].map((written) => ({
      path,
      written,
      allowed,
    }));
  });
}

function texts(node: unknown, path: string[]): { path: string[]; text: string }[] {
  if (typeof node === "string") return [{ path, text: node }];
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, child]) => texts(child, [...path, key]));
}
