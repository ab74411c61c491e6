import { describe, expect, test } from "vitest";
import { classifyAutomatic } from "../../src/domain/automatic.ts";
import type { FileKind, MailFacts } from "../../src/domain/facts.ts";

const OUR_LETTER = "<letter-1@china-cia.org.cn>";
const self = {
  addresses: ["cciahyz@china-cia.org.cn", "sunshine@china-cia.org.cn"],
  ourMessageIds: (id: string) => id === OUR_LETTER,
};

interface Made {
  from?: string;
  fromName?: string;
  subject?: string;
  text?: string;
  headers?: [string, string][];
  contentType?: string;
  kinds?: FileKind[];
  parts?: { declaredType: string; within?: string[] }[];
  messageId?: string;
  inReplyTo?: string;
  references?: string[];
}

const part = (kind: FileKind, declaredType: string, within: string[] = []) => ({
  sha256: "0".repeat(64),
  name: `附件.${kind}`,
  size: 1000,
  kind,
  declaredType,
  within,
  inline: false,
});

function mail(made: Made): MailFacts {
  return {
    messageId: made.messageId ?? "<1@example.com>",
    inReplyTo: made.inReplyTo ?? null,
    references: made.references ?? [],
    from: { address: made.from ?? "li@company.example", name: made.fromName ?? "李雷" },
    replyTo: [],
    to: [{ address: "cciahyz@china-cia.org.cn", name: "" }],
    cc: [],
    subject: made.subject ?? "阳光行动申请材料",
    date: null,
    received: null,
    headers: made.headers ?? [],
    text: made.text ?? "您好，我司申请材料见附件，请查收。",
    parts: [
      ...(made.kinds ?? []).map((kind) => part(kind, "application/octet-stream")),
      ...(made.parts ?? []).map((given) => part("other", given.declaredType, given.within)),
    ],
    contentType: made.contentType ?? "multipart/mixed",
    notes: [],
  };
}

const auto = (why: string, expected: string, made: Made) => [why, expected, made] as const;

// prettier-ignore
const automatic = [
  auto("our letter's copy", "own own-letter", { messageId: OUR_LETTER, from: "cciahyz@china-cia.org.cn" }),
  auto("our letter came back round", "own own-message-id", { messageId: OUR_LETTER }),
  auto("we wrote it, in capitals", "own own-address", { from: "CCIAHYZ@china-cia.org.cn" }),
  auto("our second address", "own own-address", { from: "sunshine@china-cia.org.cn" }),
  auto("RFC 3464", "bounce report", { contentType: "multipart/report", headers: [["content-type", "multipart/report; report-type=delivery-status"]] }),
  auto("RFC 8098", "auto-reply read-receipt", { contentType: "multipart/report", headers: [["content-type", "multipart/report; report-type=disposition-notification"]] }),
  auto("a report whose whole says mixed", "bounce report", { parts: [{ declaredType: "message/delivery-status" }] }),
  auto("RFC 5965 complaint", "bounce report", { parts: [{ declaredType: "message/feedback-report" }] }),
  auto("exim", "bounce bounce-header", { headers: [["x-failed-recipients", "li@company.example"]] }),
  auto("Exchange's own mark", "bounce bounce-header", { headers: [["x-ms-exchange-message-is-ndr", ""]] }),
  auto("the classic", "bounce daemon-sender", { from: "MAILER-DAEMON@mx.example" }),
  auto("163 and QQ bounce so", "bounce daemon-sender", { from: "PostMaster@qq.com", subject: "来自qq.com的退信" }),
  auto("aliyun", "bounce daemon-sender", { from: "postmaster@aliyun.com", subject: "邮件投递失败通知" }),
  auto("no address, only a name", "bounce daemon-sender", { from: "", fromName: "MAILER-DAEMON" }),
  auto("From is no address", "bounce daemon-sender", { from: "", fromName: "", headers: [["from", "Mail Delivery System <MAILER-DAEMON>"]] }),
  auto("the name alone tells", "bounce daemon-sender", { from: "x@relay.example", fromName: "Mail Delivery Subsystem" }),
  auto("an out-of-office passed on by a daemon", "auto-reply daemon-sender", { from: "MAILER-DAEMON@ses.example", subject: "自动回复: 收悉" }),
  auto("VERP", "bounce daemon-sender", { headers: [["return-path", "<bounces+123=li@esp.example>"]] }),
  auto("RFC 5321 null path", "bounce null-return-path", { headers: [["return-path", "<>"]] }),
  auto("null path spelled out", "bounce null-return-path", { headers: [["return-path", "<null>"]] }),
  auto("RFC 3834: answers have a null path too", "auto-reply null-return-path", { headers: [["return-path", "<>"]], subject: "Automatic reply: 回执" }),
  auto("RFC 2369", "list list-header", { headers: [["list-unsubscribe", "<mailto:u@news.example>"]] }),
  auto("RFC 2919", "list list-header", { headers: [["list-id", "security <sec.example>"]] }),
  auto("Mailman 2", "list list-header", { headers: [["x-beenthere", "sec@lists.example"]] }),
  auto("list owner", "list list-sender", { from: "owner-sec@lists.example" }),
  auto("-request", "list list-sender", { from: "sec-request@lists.example" }),
  auto("-bounces envelope", "list list-sender", { headers: [["return-path", "<sec-bounces@lists.example>"]] }),
  auto("bulk", "list precedence", { headers: [["precedence", "bulk"]] }),
  auto("junk, in capitals", "list precedence", { headers: [["precedence", "JUNK"]] }),
  auto("vacation programs say bulk as well", "auto-reply precedence", { headers: [["precedence", "bulk"]], subject: "Out of Office: Re: 回执" }),
  auto("RFC 3834", "auto-reply auto-submitted", { headers: [["auto-submitted", "auto-replied (vacation)"]] }),
  auto("an unknown value is not `no`", "auto-reply auto-submitted", { headers: [["auto-submitted", "auto-notified; owner-email=x"]] }),
  auto("cron", "auto-reply auto-submitted", { headers: [["auto-submitted", "auto-generated"]] }),
  auto("QQ", "auto-reply auto-reply-header", { headers: [["x-qq-auto-reply", "true"]] }),
  auto("QQ on holiday", "auto-reply auto-reply-header", { headers: [["x-qq-holidayreply", "true"]] }),
  auto("X-Loop", "auto-reply auto-reply-header", { headers: [["x-loop", "li@company.example"]] }),
  auto("X-Autoreply", "auto-reply auto-reply-header", { headers: [["x-autoreply", "yes"]] }),
  auto("Exchange rules", "auto-reply auto-reply-header", { headers: [["x-ms-exchange-inbox-rules-loop", "li@company.example"]] }),
  auto("[MS-OXCMAIL] All", "auto-reply answers-suppressed", { headers: [["x-auto-response-suppress", "All"]] }),
  auto("one of several values", "auto-reply answers-suppressed", { headers: [["x-auto-response-suppress", "DR, OOF, AutoReply"]] }),
  auto("no-reply", "auto-reply no-reply-sender", { from: "no-reply@service.example" }),
  auto("noreply with a tag", "auto-reply no-reply-sender", { from: "noreply+7@service.example" }),
  auto("do_not_reply", "auto-reply no-reply-sender", { from: "Do_Not_Reply@oa.example" }),
  auto("an automatic alias", "auto-reply no-reply-sender", { from: "li+auto_7f@company.example" }),
  auto("163's subject", "bounce subject-bounce", { subject: "系统退信/The email is returned" }),
  auto("退信通知", "bounce subject-bounce", { subject: "退信通知：阳光行动申请材料已收到" }),
  auto("Exchange in Chinese", "bounce subject-bounce", { subject: "未送达: 阳光行动申请材料已收到" }),
  auto("Exchange", "bounce subject-bounce", { subject: "Undeliverable: 阳光行动申请材料已收到" }),
  auto("qmail", "bounce subject-bounce", { subject: "failure notice" }),
  auto("自动回复", "auto-reply subject-auto-reply", { subject: "自动回复: 阳光行动申请材料已收到" }),
  auto("in brackets", "auto-reply subject-auto-reply", { subject: "【自动回复】您的邮件已收到" }),
  auto("系统自动回复", "auto-reply subject-auto-reply", { subject: "系统自动回复" }),
  auto("only 假期", "auto-reply subject-auto-reply", { subject: "假期" }),
  auto("休假中", "auto-reply subject-auto-reply", { subject: "休假中：回复阳光行动" }),
  auto("Outlook", "auto-reply subject-auto-reply", { subject: "Automatic reply: 阳光行动" }),
  auto("OOO until", "auto-reply subject-auto-reply", { subject: "Out of office until Monday" }),
  auto("a read receipt without its structure", "auto-reply subject-auto-reply", { subject: "已读: 阳光行动申请材料已收到" }),
  auto("163's body under a changed subject", "bounce body-bounce", { subject: "通知", text: "抱歉，您的邮件被退回来了……\n原邮件信息：\n时间 2022-11-20" }),
  auto("after a salutation", "bounce body-bounce", { subject: "通知", text: "尊敬的用户：\n很抱歉，您发送的邮件未能送达以下收件人：" }),
  auto("postfix without its headers", "bounce body-bounce", { subject: "mail", text: "This is the mail system at host mx.example.\n\nI'm sorry to have to inform you" }),
  auto("QQ's stock answer", "auto-reply body-auto-reply", { subject: "Re: 回执", text: "您好，您的邮件我已收到，我会尽快给您回复。谢谢！" }),
  auto("it says so itself", "auto-reply body-auto-reply", { subject: "Re: 回执", text: "这是一封自动回复邮件。已经收到您的来信，我会尽快回复。" }),
  auto("away, in Chinese", "auto-reply body-auto-reply", { subject: "回复：阳光行动", text: "您好：\n我正在休假，11月25日返回，期间无法及时回复邮件。" }),
  auto("urgent? call", "auto-reply body-auto-reply", { subject: "Re: 回执", text: "您好！本人出差至11月28日，如有紧急事宜请拨打手机 138****0000。" }),
  auto("away, in English", "auto-reply body-auto-reply", { subject: "Re: 回执", text: "Dear sender,\nI am currently out of the office with limited access to email." }),
];

// prettier-ignore
const genuine = [
  ["a plain application", { kinds: ["docx", "pdf", "pdf"] }],
  ["a person answers about an automatic answer, with documents", { subject: "Re: 自动回复: 阳光行动申请材料", kinds: ["pdf"] }],
  ["the same in Chinese, without documents", { subject: "回复：自动回复：申请材料", text: "周老师您好，材料今天已寄出。" }],
  ["a person forwards a bounce", { subject: "Fw: 系统退信", text: "您好，昨天发的邮件被退回了，请问邮箱地址对吗？\n\n抱歉，您的邮件被退回来了……", parts: [{ declaredType: "message/delivery-status", within: ["退信.eml"] }] }],
  ["a forwarded bounce below a forward mark", { subject: "转发：通知", text: "-----原始邮件-----\n发件人: PostMaster\n抱歉，您的邮件被退回来了……" }],
  ["a question that quotes a bounce", { subject: "咨询", text: "老师好，我们收到退信：This message was created automatically by mail delivery software" }],
  ["sent again after a bounce", { subject: "退信后重新发送：申请材料", kinds: ["docx"] }],
  ["a company in automation", { subject: "自动化回复系统有限公司申请材料", from: "auto@autoreply-tech.example" }],
  ["a company called noreply", { from: "wang@noreply.example" }],
  ["a local part that only begins like no-reply", { from: "noreplytech@company.example", kinds: ["pdf"] }],
  ["a mailbox called bouncer", { from: "bouncer@company.example" }],
  ["RFC 3834: no", { headers: [["auto-submitted", "no"]] }],
  ["no, with a remark", { headers: [["auto-submitted", "No (written by hand)"]] }],
  ["Outlook: only receipts suppressed", { headers: [["x-auto-response-suppress", "DR, RN, NRN"]] }],
  ["Outlook: nothing suppressed", { headers: [["x-auto-response-suppress", "None"]] }],
  ["a marked header that says no", { headers: [["x-autoreply", "no"], ["x-qq-auto-reply", "false"]] }],
  ["ordinary precedence", { headers: [["precedence", "first-class"]] }],
  ["an ordinary return path", { headers: [["return-path", "<li@company.example>"]] }],
  ["travelling, with documents", { text: "周老师：我正在出差，无法及时回复邮件，材料见附件。", kinds: ["docx", "pdf"] }],
  ["travelling, with a question", { text: "周老师：我正在出差，可能无法及时回复，请问纸质版可以月底寄吗？" }],
  ["promises to send more", { text: "您好，您的邮件已收到，我们会尽快补充宣言盖章版。" }],
  ["an office system sends it, with documents", { text: "此邮件由OA系统自动发出，请勿回复。", kinds: ["zip"] }],
  ["a person answers our letter", { subject: "Re: 阳光行动申请材料已收到", inReplyTo: OUR_LETTER, text: "收到，谢谢。" }],
  ["speaks of 假期", { subject: "假期后寄出纸质材料，请知悉" }],
  ["read, as a word", { subject: "Reading material for the application" }],
] as [string, Made][];

describe("mail that no person wrote is never answered", () => {
  test.each(automatic)("%s: %s", (_why, expected, made) => {
    const { automatic: kind, reason } = classifyAutomatic(mail(made), self);
    expect(`${kind} ${reason}`).toBe(expected);
  });
});

describe("what a person wrote gets its letter", () => {
  test.each(genuine)("%s", (_why, made) => {
    expect(classifyAutomatic(mail(made), self)).toEqual({ automatic: null, reason: "person", about: null });
  });
});

describe("which of our letters it is about", () => {
  test.each([
    ["In-Reply-To", { inReplyTo: OUR_LETTER }, OUR_LETTER],
    ["References", { references: ["<other@x>", OUR_LETTER] }, OUR_LETTER],
    ["the returned headers in the text", { text: `Subject: 回执\nMessage-ID: ${OUR_LETTER}\n` }, OUR_LETTER],
    ["somebody else's letter", { text: "Message-ID: <theirs@x>" }, null],
  ] as [string, Made, string | null][])("%s", (_where, made, about) => {
    expect(classifyAutomatic(mail({ from: "mailer-daemon@x.example", ...made }), self).about).toBe(about);
  });
});

test("a hostile subject and body cost no time", () => {
  const started = performance.now();
  classifyAutomatic(mail({ subject: "您的邮件".repeat(50_000), text: "出差".repeat(200_000) }), self);
  expect(performance.now() - started).toBeLessThan(500);
});
