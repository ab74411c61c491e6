import { beijingMoment } from "./beijing-time.ts";
import { QUESTION_DAYS, type DigestApplication, type DigestContent, type WaitingMail } from "./digest-content.ts";
import { oneLine, unlinked } from "./safe-text.ts";
import type { ApplicationState, LetterKind } from "./verdicts.ts";

/** A table of the digest. Its cells are one line each and harmless as text; HTML escapes them. */
export interface Section {
  heading: string;
  /** What the staff can do about it, with the command. */
  advice: string;
  columns: string[];
  rows: string[][];
}

const LONGEST_CELL = 120;
const MOST_ROWS = 500;
const STILL_OPEN: ApplicationState[] = ["incomplete", "awaiting-paper", "complete"];

const KINDS: Record<LetterKind, string> = {
  receipt: "收件回执",
  deficiency: "补正通知",
  complete: "收齐通知",
  reminder: "截止提醒",
  decision: "审核结果",
  enquiry: "询问",
};

const LETTER_STATES = { failed: "发送失败", uncertain: "不能确定", queued: "待重发" };

/** Only those that hold something: first what waits for a person, then the applications. */
export function digestSections(digest: DigestContent): Section[] {
  return [...trouble(digest), ...waiting(digest), ...applications(digest)]
    .filter((section) => section.rows.length > 0)
    .map(tidy);
}

function trouble(digest: DigestContent): Section[] {
  return [
    {
      heading: "发送失败、不能确定是否送达或待重发的信件",
      advice:
        "查看：intake letters show 编号；重发：intake letters release 编号；作废：intake letters discard 编号；" +
        "确认已寄出：intake letters confirm 编号 --why 理由；待重发的由程序自动再发",
      columns: ["编号", "信件", "收件人", "情况", "原因"],
      rows: digest.troubledLetters.map(({ id, kind, to, state, why }) => [
        id,
        KINDS[kind],
        to,
        LETTER_STATES[state],
        why,
      ]),
    },
    {
      heading: "退信的邮箱地址，已停止向其发信",
      advice: "请核实或另行联系申请单位；地址无误或已恢复的，解除：intake contacts clear 地址 --why 理由",
      columns: ["地址", "信件编号", "退信时间", "退信原因"],
      rows: digest.undeliverable.map(({ address, letter, since, why }) => [address, letter, beijingMoment(since), why]),
    },
    {
      heading: "未能处理的邮件",
      advice: "原件已保存；查明原因后重新处理：intake reprocess 编号",
      columns: MAIL_COLUMNS,
      rows: digest.parkedMails.map(mailRow),
    },
    {
      heading: "未能收取的邮件",
      advice: "请在邮箱中直接查看；程序没有收取原件。再试一次：intake reprocess 编号；过大的请对方分次重发",
      columns: MAIL_COLUMNS,
      rows: digest.unfetchedMails.map(mailRow),
    },
  ];
}

function waiting(digest: DigestContent): Section[] {
  return [
    {
      heading: "需要人工查看的材料",
      advice: "认定：intake override 申请编号 材料 状态 --why 理由",
      columns: ["申请编号", "单位名称", "材料", "原因"],
      rows: digest.unsure.map(({ application, unitName, item, why }) => [application, unitName, item, why]),
    },
    {
      heading: "等待放行的信件",
      advice: "放行：intake letters release 编号；作废：intake letters discard 编号",
      columns: ["编号", "信件", "收件人", "写成时间", "原因"],
      rows: digest.heldLetters.map(({ id, kind, to, why, createdAt }) => [
        id,
        KINDS[kind],
        to,
        beijingMoment(createdAt),
        why,
      ]),
    },
    {
      heading: `近${QUESTION_DAYS}日未归入任何申请的邮件或附件`,
      advice: "请在邮箱中阅读并回复",
      columns: MAIL_COLUMNS,
      rows: digest.openMails.map(mailRow),
    },
    {
      heading: `近${QUESTION_DAYS}日申请单位的来信，未附材料`,
      advice: "请人工答复",
      columns: ["编号", "申请单位", "发件人", "主题", "收到时间"],
      rows: digest.messages.map(({ id, unitName, from, subject, at }) => [
        id,
        unitName,
        from,
        subject,
        beijingMoment(at),
      ]),
    },
    {
      heading: "材料来自未登记邮箱的申请",
      advice: "程序只回执、不告知申请情况；核实后登记：intake contacts add 申请编号 邮箱 --why 理由",
      columns: ["申请编号", "单位名称", "邮箱", "来信"],
      rows: digest.unboundSenders.map(({ application, unitName, address, mails }) => [
        application,
        unitName,
        address,
        mails.join("、"),
      ]),
    },
    ...companies(digest),
  ];
}

function companies(digest: DigestContent): Section[] {
  return [
    {
      heading: "未匹配到申请的纸质材料",
      advice: "归入：intake paper link 编号 申请编号",
      columns: ["编号", "单位名称", "材料", "收到日期", "可能的申请"],
      rows: digest.unmatchedPaper.map(({ id, unitName, items, received, candidates }) => [
        id,
        unitName,
        items.join("、"),
        received,
        candidates.join("、") || "无",
      ]),
    },
    {
      heading: "不在会员名录中的申请单位",
      advice: "请核对是否更名；名录有误时更新后重新导入：intake roster import 文件",
      columns: ["申请编号", "单位名称"],
      rows: digest.notMembers.map(({ application, unitName }) => [application, unitName]),
    },
    {
      heading: "名称相近、可能是同一单位的申请",
      advice: "请核对是否重复申请",
      columns: ["申请编号", "单位名称", "相近的申请"],
      rows: digest.twins.map(({ application, unitName, candidates }) => [application, unitName, candidates.join("、")]),
    },
  ];
}

function applications(digest: DigestContent): Section[] {
  const open = digest.applications.filter(({ state }) => STILL_OPEN.includes(state));
  return [
    {
      heading: "逾期收到材料的申请单位",
      advice: "是否受理由秘书处研究",
      columns: ["申请编号", "单位名称", "首次来件"],
      rows: digest.applications
        .filter(({ late }) => late)
        .map(({ id, unitName, since }) => [id, unitName, beijingMoment(since)]),
    },
    {
      heading: "各单位尚缺的材料",
      advice: "详情：intake status 单位名称",
      columns: ["申请编号", "单位名称", "首次来件", "尚缺"],
      rows: open.map(owedRow),
    },
    {
      heading: "近一日未回信的原因",
      advice: "程序不回复机器，也不重复去信；如有误判，请在邮箱中直接回复",
      columns: ["原因", "封数", "来信"],
      rows: digest.unanswered.map(({ why, mails }) => [why, `${mails.length}`, mails.join("、")]),
    },
  ];
}

function owedRow({ id, unitName, since, owes }: DigestApplication): string[] {
  return [id, unitName, beijingMoment(since), owes.join("；") || "无，材料已收齐"];
}

const MAIL_COLUMNS = ["编号", "发件人", "主题", "收到时间", "原因"];

function mailRow({ id, from, subject, at, why }: WaitingMail): string[] {
  return [id, from, subject, beijingMoment(at), why];
}

function tidy(section: Section): Section {
  const rows = section.rows
    .slice(0, MOST_ROWS)
    .map((cells) => cells.map((cell) => oneLine(unlinked(cell), LONGEST_CELL) || "—"));
  const left = section.rows.length - rows.length;
  const advice = left > 0 ? `${section.advice}（另有${left}条未列出）` : section.advice;
  return { ...section, heading: `${section.heading}（${section.rows.length}）`, advice, rows };
}
