import { expect, test } from "vitest";
import { readBounce, type Bounce } from "../../src/domain/bounce.ts";
import type { MailFacts } from "../../src/domain/facts.ts";

const OURS = "<L7.0123456789abcdef0123456789abcdef.sunshine-intake@ccia.example>";

const mail = (more: Partial<MailFacts>): MailFacts => ({
  ...{
    messageId: "<b@mx.example>",
    inReplyTo: null,
    references: [],
    replyTo: [],
    to: [],
    cc: [],
    subject: "",
    date: null,
  },
  ...{ from: { address: "someone@mx.example", name: "" }, received: null, headers: [], text: "", parts: [] },
  ...{ contentType: "text/plain", notes: [] },
  ...more,
});
const daemon = { from: { address: "MAILER-DAEMON@mx.example", name: "" } };
const report = (action: string, status: string, more = "") =>
  `Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; Li@Unit.example\nAction: ${action}\nStatus: ${status}\n${more}`;

const cases: [why: string, mail: MailFacts, enclosed: string[], says: Partial<Bounce>][] = [
  [
    "a report with the server's answer, folded",
    mail({ contentType: "multipart/report" }),
    [report("failed", "5.1.1", "Diagnostic-Code: smtp; 550 5.1.1\n user unknown"), `Message-ID: ${OURS}`],
    {
      outcome: "failed",
      recipients: ["li@unit.example"],
      messageIds: [OURS],
      formal: true,
      reason: "550 5.1.1 user unknown",
    },
  ],
  ["a delay", mail({}), [report("delayed", "4.4.1")], { outcome: "delayed", recipients: [] }],
  [
    "a delay, in words",
    mail({
      ...daemon,
      subject: "Delivery Status Notification (Delay)",
      text: "Delivery delayed. You do not need to resend",
    }),
    [],
    { outcome: "delayed" },
  ],
  ["it arrived", mail({}), [report("delivered", "2.0.0")], { outcome: "other" }],
  [
    "given up after delays",
    mail({ text: "delivery was delayed before" }),
    [report("failed", "4.4.7")],
    { outcome: "failed" },
  ],
  [
    "of two recipients one",
    mail({}),
    [`${report("delivered", "2.0.0")}\nFinal-Recipient: rfc822;wu@unit.example\nAction: failed\nStatus: 5.2.2`],
    { outcome: "failed", recipients: ["wu@unit.example"] },
  ],
  [
    "Exim's header",
    mail({ headers: [["x-failed-recipients", "li@unit.example"]], text: "Mail delivery failed" }),
    [],
    { outcome: "failed", recipients: ["li@unit.example"], formal: true },
  ],
  [
    "QQ",
    mail({
      from: { address: "PostMaster@qq.com", name: "" },
      subject: "系统退信/The email is returned",
      text: "抱歉，您的邮件被退回来了……\n原邮件信息：\n发件人 cciahyz@china-cia.org.cn\n收件人：li@unit.example\n退信原因：收件人邮件地址（li@unit.example）不存在，邮件无法送达。",
    }),
    [],
    { outcome: "failed", recipients: ["li@unit.example"], formal: true },
  ],
  [
    "163",
    mail({
      from: { address: "postmaster@163.com", name: "" },
      subject: "系统退信",
      text: "抱歉，您的邮件被退回来了……\n\n原邮件信息：\n时　间 2022-11-21 10:00:00\n收件人\nwu@unit.example\n\n退信原因：\n550 User not found: wu@unit.example",
    }),
    [],
    { outcome: "failed", recipients: ["wu@unit.example"], formal: true },
  ],
  [
    "Coremail",
    mail({
      ...daemon,
      text: "您好！您所发送的邮件由于下面的原因，未能投递到目标地址 <he@unit.example>：\n550 Invalid User",
    }),
    [],
    { outcome: "failed", recipients: ["he@unit.example"], formal: true },
  ],
  [
    "Exmail says that it tries on",
    mail({ ...daemon, subject: "邮件投递延迟", text: "邮件暂时无法送达 li@unit.example，系统将会继续尝试投递。" }),
    [],
    { outcome: "delayed" },
  ],
  ["a person may word it so, but is no server", mail({ text: "退信：li@unit.example 不存在" }), [], { formal: false }],
  [
    "a holiday notice with a null return path proves nothing",
    mail({ headers: [["return-path", "<>"]], text: "我正在休假，12月1日返回。", inReplyTo: OURS }),
    [],
    { outcome: "other", messageIds: [OURS] },
  ],
  [
    "a complaint: it arrived",
    mail({ headers: [["content-type", "multipart/report; report-type=feedback-report"]], text: "5.7.1 abuse" }),
    [`Message-ID: ${OURS}`],
    { outcome: "other" },
  ],
];

test.each(cases)("%s", (_why, facts, enclosed, says) => {
  expect(readBounce(facts, enclosed)).toMatchObject(says);
});
