import { beijingDate, beijingMoment, daysLeft, deadlineMoment } from "./beijing-time.ts";
import type { DigestContent } from "./digest-content.ts";
import { digestHtml, digestText } from "./digest-page.ts";
import { digestSections } from "./digest-sections.ts";
import type { ApplicationState } from "./verdicts.ts";

/** A watcher that has not read for this long is broken: it reads every minute (`POLL`). */
const SILENT_TOO_LONG = 30 * 60_000;

/** An application's state as staff read it. */
export const STATES: Record<ApplicationState, string> = {
  incomplete: "材料不全",
  "awaiting-paper": "待收纸质材料",
  complete: "材料收齐",
  approved: "审核通过",
  returned: "退回修改",
  rejected: "未通过",
  withdrawn: "已撤回",
};

export function composeDigest(digest: DigestContent): { subject: string; text: string; html: string } {
  const waiting = countWaiting(digest);
  const alarms = alarmLines(digest);
  const subject =
    `${alarms.length > 0 ? "【异常】" : ""}${digest.action}收件日报 ${beijingDate(digest.now)}：` +
    `${digest.applications.length}家申请，${waiting}件待人工处理`;
  const page = { subject, alarms, summary: summaryLines(digest, waiting), sections: digestSections(digest) };
  return { subject, text: digestText(page), html: digestHtml(page) };
}

function countWaiting(digest: DigestContent): number {
  const { unsure, heldLetters, parkedMails, unfetchedMails, openMails, messages } = digest;
  const { notMembers, twins, unmatchedPaper, unboundSenders } = digest;
  const mails = [parkedMails, unfetchedMails, openMails, messages];
  return [
    unsure,
    heldLetters,
    undelivered(digest),
    digest.undeliverable,
    ...mails,
    notMembers,
    twins,
    unmatchedPaper,
    unboundSenders,
  ].reduce((sum, list) => sum + list.length, 0);
}

/** Those that the program does not go on trying. */
function undelivered({ troubledLetters }: DigestContent): DigestContent["troubledLetters"] {
  return troubledLetters.filter(({ state }) => state !== "queued");
}

function alarmLines(digest: DigestContent): string[] {
  const { lastRead, trouble } = digest.mailbox;
  const silent = lastRead === null || Date.parse(digest.now) - Date.parse(lastRead) > SILENT_TOO_LONG;
  const since = lastRead === null ? "从未读取成功" : `自${beijingMoment(lastRead)}起没有读取`;
  return [
    ...(silent ? [`邮箱${since}，新邮件可能没有得到处理，请尽快检查。`] : []),
    ...(trouble === null ? [] : [`邮箱目前无法读取：${trouble}`]),
    ...(digest.lettersStoppedSince === null
      ? []
      : [
          `发信过多，自${beijingMoment(digest.lettersStoppedSince)}起全部暂停，查明后恢复：intake letters resume --why 理由`,
        ]),
    ...(undelivered(digest).length > 0
      ? [`有${undelivered(digest).length}封信发送失败或不能确定是否送达，见下。`]
      : []),
  ];
}

function summaryLines(digest: DigestContent, waiting: number): string[] {
  const { lastRead } = digest.mailbox;
  const left = daysLeft(digest.now, digest.deadline);
  const untilDeadline = left === null ? "已截止" : left === 0 ? "今天截止" : `还有${left}天`;
  const { mails, letters, paper } = digest.day;
  return [
    `${digest.action}，截止时间${deadlineMoment(digest.deadline)}，${untilDeadline}。`,
    `申请单位：${totalsWords(digest)}。`,
    `近一日：收到邮件${mails}封，发出信件${letters}封，登记纸质材料${paper}件。`,
    `待人工处理：${waiting}件。`,
    `邮箱最近一次读取：${lastRead === null ? "尚未读取" : `${beijingMoment(lastRead)}（北京时间）`}。`,
    ...(digest.rosterImported ? [] : ["尚未导入会员名录，暂不能核对申请单位是否为会员（intake roster import 文件）。"]),
  ];
}

function totalsWords(digest: DigestContent): string {
  const words = digest.totals
    .filter(({ count, change }) => count !== 0 || change !== 0)
    .map(({ state, count, change }) => `${STATES[state]}${count}家${changeWords(change)}`);
  return words.length === 0 ? "暂无" : words.join("，");
}

function changeWords(change: number): string {
  if (change === 0) return "";
  return `（较前一日${change > 0 ? "+" : "−"}${Math.abs(change)}）`;
}
