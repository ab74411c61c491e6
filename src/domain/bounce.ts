import type { MailFacts } from "./facts.ts";
import { letterIdsIn } from "./letter-id.ts";
import { oneLine } from "./safe-text.ts";

/** What a bounce (退信) says. All of it is claimed by whoever wrote it. */
export interface Bounce {
  /** `other`: it arrived after all, or somebody complains about it. */
  outcome: "failed" | "delayed" | "other";
  /** Who was not reached, in lower case; empty where it names nobody. */
  recipients: string[];
  /** Of our letters that it quotes or answers. */
  messageIds: string[];
  /** One line, in the words of the server that refused. */
  reason: string;
  /** It comes as mail servers write it (RFC 3464, 3834), not only in words. */
  formal: boolean;
}

/** `enclosed`: what it carries as text: its delivery status and the head of what it returns. */
export function readBounce(mail: MailFacts, enclosed: string[]): Bounce {
  const reports = [...enclosed, mail.text].flatMap(recipientReports);
  const words = [mail.subject, mail.text].join("\n");
  const header = mail.headers.filter(([name]) => name === "x-failed-recipients").map(([, value]) => value);
  const named = reports.filter(({ outcome }) => outcome === "failed").flatMap((one) => one.addresses);
  const recipients = named.length > 0 ? named : addressesIn(header.join(" "));
  const said = reports.find(({ outcome }) => outcome === "failed")?.reason ?? wordedReason(words);
  const messageIds = letterIdsIn([mail.inReplyTo, ...mail.references, mail.text, ...enclosed].join("\n"));
  return {
    outcome: isComplaint(mail) ? "other" : outcomeOf(reports, words, header.length > 0),
    recipients: [...new Set(recipients.length > 0 ? recipients : wordedRecipients(withoutIds(mail.text, messageIds)))],
    messageIds,
    reason: oneLine(said, LONGEST_REASON),
    formal: reports.length > 0 || header.length > 0 || isFromDaemon(mail),
  };
}

const LONGEST_REASON = 160;

interface RecipientReport {
  outcome: Bounce["outcome"];
  addresses: string[];
  reason: string;
}

/** RFC 3464, 2.3: a block of fields for each recipient. */
function recipientReports(text: string): RecipientReport[] {
  const unfolded = text.replace(/\r\n?/g, "\n").replace(/\n[ \t]+/g, " ");
  return unfolded.split(/\n\s*\n/).flatMap((block) => {
    const field = (name: string) => new RegExp(`^${name}:(.*)$`, "im").exec(block)?.[1]?.trim() ?? "";
    const addresses = addressesIn(`${field("Original-Recipient")} ${field("Final-Recipient")}`);
    const [action, status] = [field("Action").toLowerCase(), field("Status")];
    if (addresses.length === 0 || (action === "" && status === "")) return [];
    const reason = field("Diagnostic-Code").replace(/^smtp;\s*/i, "") || status;
    return [{ outcome: reported(action, status), addresses, reason }];
  });
}

function reported(action: string, status: string): Bounce["outcome"] {
  if (/^failed\b/.test(action)) return "failed";
  if (/^delayed\b/.test(action)) return "delayed";
  if (action !== "") return "other"; // delivered, relayed, expanded
  return status.startsWith("5") ? "failed" : status.startsWith("4") ? "delayed" : "other";
}

/** What the fields say counts before words: a report of a failure may tell of delays before it. */
function outcomeOf(reports: RecipientReport[], words: string, header: boolean): Bounce["outcome"] {
  const [first] = reports;
  if (reports.some(({ outcome }) => outcome === "failed")) return "failed";
  if (first) return first.outcome;
  if (header) return "failed";
  if (DELAYED.some((pattern) => pattern.test(words))) return "delayed";
  // A null return path alone may be a holiday notice's.
  return FAILED.test(words) ? "failed" : "other";
}

const FAILED =
  /退信|退回|拒收|(未能|无法|不能)(送达|投递|送到)|(投递|发送|传送)失败|(用户|账号|帐号|邮箱|地址|邮件地址|收件人).{0,60}不存在|\b5\d\d[ -]|\b5\.\d{1,3}\.\d{1,3}\b|undeliver|(could not|couldn't|cannot|can't|not) be delivered|deliver[^\n]{0,40}fail|fail[^\n]{0,40}deliver|failure notice|returned (mail|to sender)|(user|recipient|mailbox|address)[^\n]{0,60}(unknown|unavailable|not found|not exist|rejected)|no such user|unable to deliver/i;

const DELAYED = [
  /\b(delivery|message|mail|e-?mail)\b[^\n]{0,60}\b(has been |is |was |still )?(delayed|deferred)\b|\bdelayed mail\b|\bdelivery delay/i,
  /\bwarning: (could not send|message)\b[^\n]{0,60}(past|delayed)/i,
  /\b(will|continue to|keep) (be )?(re)?try(ing)?\b|do not need to resend|no action is required on your part|this is a warning message only/i,
  /投递延迟|延迟投递|暂时(无法|未能|不能)(送达|投递)|继续(尝试|为您)|(稍后|系统)(将|会)?.{0,6}(再次|重新|重试)(尝试)?(投递|发送)/,
];

/** RFC 5965: somebody has called our letter spam; it arrived. */
function isComplaint(mail: MailFacts): boolean {
  const type = mail.headers.find(([name]) => name === "content-type")?.[1] ?? "";
  return (
    /feedback-report/i.test(type) ||
    mail.parts.some(({ declaredType }) => declaredType.toLowerCase().startsWith("message/feedback-report"))
  );
}

function isFromDaemon(mail: MailFacts): boolean {
  const path = mail.headers.find(([name]) => name === "return-path")?.[1];
  const local = mail.from?.address.toLowerCase().split("@")[0] ?? "";
  return (
    mail.contentType === "multipart/report" ||
    (path !== undefined && /^<?\s*>?$/.test(path.trim())) ||
    /^(mailer-?daemon|mail-?daemon|postmaster)$/.test(local)
  );
}

/** QQ, 163, Coremail and Exmail name the address after such words, in the same line or the next. */
const LABELS =
  /收件人|收信人|目标地址|收件地址|(未能|无法|不能)(送达|投递|送到|投递到|发送到)|退回|不存在|recipients?\b|following address|deliver(ed|y)? to|failed|rcpt to|unknown/i;

function wordedRecipients(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/, 300).map((line) => line.slice(0, 500));
  const labelled = lines.flatMap((line, place) =>
    addressesIn(line).length > 0 && LABELS.test(`${lines[place - 1] ?? ""}\n${line}`) ? addressesIn(line) : [],
  );
  return labelled.length > 0 ? labelled : addressesIn(lines.join("\n"));
}

/** The line that gives the cause: 退信原因, or what a server answered. */
function wordedReason(words: string): string {
  const lines = words.split(/\r\n|\r|\n/, 300).map((line) => line.slice(0, 500).trim());
  const cause = lines.findIndex((line) => /^(退信原因|错误原因|原因|失败原因|错误信息|reason)\s*[:：]?/i.test(line));
  const told = cause === -1 ? "" : `${lines[cause] ?? ""} ${lines[cause + 1] ?? ""}`;
  return (
    told || (lines.find((line) => /\b[45]\d\d[ -][45]?\.?\d?|\b[45]\.\d{1,3}\.\d{1,3}\b/.test(line)) ?? lines[0] ?? "")
  );
}

/** A Message-ID is shaped like an address. */
function withoutIds(text: string, messageIds: string[]): string {
  return messageIds.reduce((left, id) => left.replaceAll(id, ""), text);
}

function addressesIn(text: string): string[] {
  return (text.match(/[a-z0-9][a-z0-9._%+=-]{0,63}@[a-z0-9-]+(\.[a-z0-9-]+)+/gi) ?? []).map((one) => one.toLowerCase());
}
