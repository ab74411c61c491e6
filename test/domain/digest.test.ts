import { describe, expect, test } from "vitest";
import type { DigestContent } from "../../src/domain/digest-content.ts";
import { composeDigest } from "../../src/domain/digest.ts";
import { columns } from "../../src/domain/letter/wrap.ts";

const NOW = "2022-11-22T00:30:00Z";

const full: DigestContent = {
  now: NOW,
  action: "网络安全服务“阳光行动”",
  deadline: "2022-12-01T00:00:00+08:00",
  mailbox: { lastRead: "2022-11-22T00:29:10Z", trouble: null },
  lettersStoppedSince: null,
  rosterImported: false,
  totals: [
    { state: "incomplete", count: 12, change: 3 },
    { state: "awaiting-paper", count: 5, change: -1 },
    { state: "complete", count: 2, change: 0 },
    { state: "approved", count: 0, change: 0 },
  ],
  day: { mails: 9, letters: 8, paper: 2 },
  unsure: [
    { application: "A3", unitName: "杭州远山数据安全有限公司", item: "《申请表》盖章PDF版", why: "印章不够清晰" },
  ],
  heldLetters: [
    { id: "L7", kind: "deficiency", to: "li@a.example", why: "首次启动之前的来信", createdAt: "2022-11-21T09:00:00Z" },
  ],
  troubledLetters: [
    { id: "L5", kind: "receipt", to: "wu@b.example", state: "uncertain", why: "连接中断" },
    { id: "L6", kind: "receipt", to: "he@b.example", state: "queued", why: "451 try later" },
  ],
  undeliverable: [
    {
      address: "wu@gone.example",
      letter: "L3",
      since: "2022-11-21T06:00:00Z",
      why: "550 5.1.1 user unknown (mail M12)",
    },
  ],
  parkedMails: [{ id: "M9", from: "x@c.example", subject: "材料", at: "2022-11-21T03:00:00Z", why: "处理超时" }],
  unfetchedMails: [{ id: "M2", from: "", subject: "", at: "2022-11-21T02:00:00Z", why: "邮件过大：99000000 bytes" }],
  messages: [
    {
      ...{ id: "M6", from: "s@f.example", subject: "何时发证", at: "2022-11-21T05:00:00Z", why: "" },
      unitName: "上海澄江信息技术有限公司",
    },
  ],
  openMails: [{ id: "M4", from: "q@d.example", subject: "咨询", at: "2022-11-21T04:00:00Z", why: "未带附件" }],
  unboundSenders: [
    { application: "A1", unitName: "北京晴川网络安全技术有限公司", address: "qc@free.example", mails: ["M7", "M8"] },
  ],
  unanswered: [{ why: "自动回复（subject-auto-reply）", mails: ["M10", "M11"] }],
  notMembers: [{ application: "A8", unitName: "深圳某某科技有限公司" }],
  twins: [{ application: "A9", unitName: "北京晴川网安技术有限公司", candidates: ["A1 北京晴川网络安全技术有限公司"] }],
  unmatchedPaper: [
    {
      id: "P2",
      unitName: "晴川公司",
      items: ["申请表", "宣言"],
      received: "2022-11-21",
      candidates: ["A1 北京晴川网络安全技术有限公司"],
    },
  ],
  applications: [
    {
      id: "A1",
      unitName: "北京晴川网络安全技术有限公司",
      state: "incomplete",
      since: "2022-11-18T01:00:00Z",
      late: false,
      owes: ["《宣言》盖章PDF版：尚未收到", "《申请表》盖章纸质版：尚未收到"],
    },
    {
      id: "A2",
      unitName: "上海澄江信息技术有限公司",
      state: "complete",
      since: "2022-11-10T01:00:00Z",
      late: true,
      owes: [],
    },
  ],
};

const quiet: DigestContent = {
  ...full,
  rosterImported: true,
  totals: [],
  unsure: [],
  heldLetters: [],
  troubledLetters: [],
  undeliverable: [],
  parkedMails: [],
  unfetchedMails: [],
  messages: [],
  openMails: [],
  unboundSenders: [],
  unanswered: [],
  notMembers: [],
  twins: [],
  unmatchedPaper: [],
  applications: [],
};

const flat = (text: string) => text.replace(/\s+/g, "");

describe("what the staff must see", () => {
  const { subject, text, html } = composeDigest(full);

  test.each([
    ["how many wait for a person, in the subject", "2家申请，12件待人工处理", subject],
    ["the deadline", "还有8天", text],
    [
      "totals with the day's change",
      "材料不全12家（较前一日+3），待收纸质材料5家（较前一日−1），材料收齐2家。",
      flat(text),
    ],
    ["when the mailbox was last read", "2022年11月22日08:29（北京时间）", text],
    ["that membership is unknown", "尚未导入会员名录", text],
    ["an unsure item and why", "A3杭州远山数据安全有限公司材料：《申请表》盖章PDF版原因：印章不够清晰", flat(text)],
    ["a held letter and how to release it", "intake letters release", text],
    ["a letter that may have gone out", "不能确定", text],
    [
      "a letter that is tried again by itself",
      "L6收件回执收件人：he@b.example情况：待重发原因：451trylater",
      flat(text),
    ],
    ["of letters, only those that are given up raise the alarm", "有1封信发送失败或不能确定是否送达", text],
    [
      "an address that a letter came back from, and how to clear it",
      "解除：intakecontactsclear地址--why理由·wu@gone.exampleL3退信时间",
      flat(text),
    ],
    ["how a letter in doubt is confirmed", "intakelettersconfirm编号--why理由", flat(text)],
    ["a parked mail", "处理超时", text],
    ["that a parked mail is kept", "未能处理的邮件（1）】原件已保存", flat(text)],
    ["that one which was not fetched is not", "未能收取的邮件（1）】请在邮箱中直接查看；程序没有收取原件", flat(text)],
    ["a question, of which days", "近7日未归入任何申请的邮件或附件（1）", text],
    ["an applicant's message", "M6上海澄江信息技术有限公司发件人：s@f.example主题：何时发证", flat(text)],
    [
      "who sent documents and is not known, with the command to add",
      "核实后登记：intakecontactsadd申请编号邮箱--why理由·A1北京晴川网络安全技术有限公司邮箱：qc@free.example来信：M7、M8",
      flat(text),
    ],
    ["what got no answer, and by which rule", "自动回复（subject-auto-reply）", text],
    ["a company that is no member", "深圳某某科技有限公司", text],
    ["near twins", "北京晴川网安技术有限公司", text],
    ["paper of nobody, with candidates", "可能的申请：A1北京晴川网络安全技术有限公司", flat(text)],
    [
      "what a company owes, since when",
      "首次来件：2022年11月18日09:00尚缺：《宣言》盖章PDF版：尚未收到；《申请表》盖章纸质版：尚未收到",
      flat(text),
    ],
    ["who was late", "逾期收到材料的申请单位（1）", text],
    ["a company that owes nothing", "无，材料已收齐", html],
  ])("%s", (_what, said, where) => {
    expect(where).toContain(said);
  });

  test("lines fit 40 full-width characters", () => {
    for (const line of text.split("\n")) expect(columns(line)).toBeLessThanOrEqual(80);
  });
});

test("while the breaker holds every letter, that comes first, with the way out", () => {
  const { text, subject } = composeDigest({ ...full, lettersStoppedSince: "2022-11-22T00:10:00Z" });
  expect(subject).toContain("【异常】");
  expect(flat(text)).toContain("自2022年11月22日08:10起全部暂停，查明后恢复：intakelettersresume");
});

test("a quiet day is a short digest", () => {
  const { subject, text } = composeDigest(quiet);
  expect(subject).toBe("网络安全服务“阳光行动”收件日报 2022年11月22日：0家申请，0件待人工处理");
  expect(text).toContain("申请单位：暂无。");
  expect(text).not.toContain("【");
});

describe("a mailbox that is not read is an alarm", () => {
  test.each([
    ["a minute ago", "2022-11-22T00:29:00Z", null, null],
    ["half an hour ago", "2022-11-22T00:00:00Z", null, null],
    ["longer", "2022-11-21T23:59:59Z", null, "邮箱自2022年11月22日07:59起没有读取"],
    ["never", null, null, "邮箱从未读取成功"],
    ["in trouble now", "2022-11-22T00:29:00Z", "登录被拒绝", "邮箱目前无法读取：登录被拒绝"],
  ])("%s", (_when, lastRead, trouble, alarm) => {
    const { subject, text, html } = composeDigest({ ...quiet, mailbox: { lastRead, trouble } });
    expect(subject.startsWith("【异常】")).toBe(alarm !== null);
    if (alarm !== null) expect(text).toContain(alarm);
    if (alarm !== null) expect(html).toContain(alarm);
  });
});

test("what strangers wrote is inert", () => {
  const hostile = `<img src=x onerror=alert(1)>\r\n【异常】\u202E${"长".repeat(10_000)}`;
  const mail = { id: "M1", from: hostile, subject: hostile, at: NOW, why: hostile };
  const { subject, text, html } = composeDigest({
    ...quiet,
    openMails: [mail],
    mailbox: { lastRead: NOW, trouble: hostile },
  });
  expect(html).not.toContain("<img");
  expect(subject + text.replace(/\n/g, "") + html.replace(/\n/g, "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(text).not.toMatch(/^【异常】/m);
  expect(text.length).toBeLessThan(2000);
});
