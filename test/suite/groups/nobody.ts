import { readFileSync } from "node:fs";
import sharp from "sharp";
import { buildMail, type MailSpec } from "../../../src/demo/makers/mail.ts";
import { DEMO_MAILBOX } from "../../../src/demo/sample.ts";
import { mailOf as rawMail, mixed } from "../../makers/mime.ts";
import type { Case, Truth } from "../case.ts";
import { nobodys } from "../made.ts";
import { exported, letterPage } from "../papers.ts";

const blank = (name: string) => readFileSync(new URL(`../../../rules/sunshine-2022/${name}`, import.meta.url));
const DATE = new Date("2022-11-22T10:00:00+08:00");
type Attachment = NonNullable<MailSpec["attachments"]>[number];
const letter = (subject: string, text: string, own: Partial<MailSpec> = {}): Promise<Buffer> =>
  buildMail({ from: "王敏 <wangmin@made-up.example>", to: DEMO_MAILBOX, subject, text, date: DATE, ...own });
const withFile = async (subject: string, text: string, ...attachments: Promise<Attachment>[]) =>
  letter(subject, text, { attachments: await Promise.all(attachments) });

const logo = async (): Promise<Attachment> => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="240" height="80"><rect width="240" height="80" fill="#fff"/><circle cx="40" cy="40" r="28" fill="#c8102e"/><rect x="84" y="28" width="130" height="24" fill="#1f3a68"/></svg>`;
  return { name: "image001.png", content: await sharp(Buffer.from(svg)).png().toBuffer() };
};
const brochure = async (): Promise<Attachment> => ({
  name: "公司介绍.pdf",
  content: await exported(
    [
      letterPage("公司简介", "本公司成立于 2010 年，专注于机房建设与弱电工程，服务客户三百余家，欢迎来电洽谈。"),
      letterPage("主要产品", "机柜、桥架、配电列头柜、精密空调与环境监控，均可按需定制。"),
    ],
    null,
  ),
});

type Row = [name: string, why: string, make: () => Promise<Buffer> | Buffer, truth?: Partial<Truth>];

const PEOPLE: Row[] = [
  [
    "question",
    "asks whether a branch may apply",
    () =>
      letter(
        "咨询：分公司能否申请阳光行动成员单位",
        "您好，请问分公司可以单独申请吗？申请表的单位意见由谁填写？谢谢。",
      ),
  ],
  ["question-bare", "three words, no subject", () => letter("", "请问截止日期可以延期吗？")],
  ["thanks", "says that it has our letter", () => letter("回复：【电子材料已收齐】回执", "收到，谢谢！")],
  ["spam", "sells invoices", () => letter("代开发票", "各类发票代开，点数优惠，加微信 fapiao-example 联系。")],
  [
    "invitation",
    "names our campaign and wants nothing of it",
    () => letter("网络安全峰会邀请函", "诚邀贵联盟出席峰会并介绍“网络安全服务阳光行动”，会期 12 月 8 日，请回执。"),
  ],
  ["logo", "a greeting whose only file is the signature's logo", () => withFile("您好", "祝工作顺利。", logo())],
  ["brochure", "a brochure", () => withFile("产品推荐", "附件是我公司介绍，期待合作。", brochure())],
  [
    "blank-forms",
    "both blank forms sent back with a question",
    () =>
      withFile(
        "表格如何填写",
        "请问附件中的表格如何填写？",
        Promise.resolve({ name: "附件1-申请表.docx", content: blank("附件1-申请表.docx") }),
        Promise.resolve({ name: "附件2-宣言.docx", content: blank("附件2-宣言.docx") }),
      ),
  ],
  [
    "notice-quoted",
    "a question under the whole of the notice's text",
    () =>
      letter(
        "转发：关于征集“网络安全服务阳光行动”成员单位的通知",
        "请问我们不是会员，可以申请吗？\n\n--- 原始邮件 ---\n各会员单位：\n一、申请条件 1. 中国网络安全产业联盟会员单位。\n二、申请方式 1. 填写《“网络安全服务阳光行动”成员单位申请表》并加盖单位公章（见附件1）。2. 签署《“网络安全服务阳光行动”宣言》。",
      ),
  ],
];

const machine = (subject: string, text: string, headers: string[]) => () =>
  rawMail(
    [
      "From: wangmin@made-up.example",
      `To: ${DEMO_MAILBOX}`,
      `Subject: =?utf-8?B?${Buffer.from(subject).toString("base64")}?=`,
      "Date: Tue, 22 Nov 2022 10:00:00 +0800",
      "Message-ID: <machine@made-up.example>",
      ...headers,
      "Content-Type: text/plain; charset=utf-8",
    ],
    text,
  );

const bounce = () => {
  const text = "Content-Type: text/plain; charset=utf-8\r\n\r\n抱歉，您的邮件被退回来了。收件人不存在。\r\n";
  const status =
    "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mail.made-up.example\r\n\r\nFinal-Recipient: rfc822; gone@made-up.example\r\nAction: failed\r\nStatus: 5.1.1\r\n";
  const headers = [
    "From: postmaster@made-up.example",
    `To: ${DEMO_MAILBOX}`,
    "Subject: Undelivered Mail",
    "Return-Path: <>",
  ];
  return mixed("report; report-type=delivery-status", [Buffer.from(text), Buffer.from(status)], headers);
};

const MACHINES: Row[] = [
  [
    "auto-reply",
    "away, and says so in a header",
    machine("自动回复：材料情况", "您好，我正在休假，回来后尽快回复。", ["Auto-Submitted: auto-replied"]),
    { automatic: "auto-reply" },
  ],
  [
    "auto-reply-words",
    "away, and only the words say so (QQ mail)",
    machine("自动回复:【请补充1项】阳光行动申请材料", "这是一封自动回复邮件。已经收到您的来信，我会尽快与您联系。", []),
    { automatic: "auto-reply" },
  ],
  ["bounce", "our letter came back", bounce, { automatic: "bounce" }],
  [
    "bounce-words",
    "a provider's own words instead of a report",
    machine("系统退信", "抱歉，您的邮件被退回来了……\n收件人邮件地址 gone@made-up.example 不存在，邮件无法送达。", [
      "Return-Path: <>",
    ]),
    { automatic: "bounce" },
  ],
  [
    "newsletter",
    "a list's letter",
    machine("网络安全周报 第 46 期", "本期要闻：……", [
      "List-Id: <weekly.made-up.example>",
      "List-Unsubscribe: <mailto:off@made-up.example>",
      "Precedence: bulk",
    ]),
    { automatic: "list" },
  ],
];

/** Mail that is nobody's application. */
export function nobody(): Case[] {
  return [...PEOPLE, ...MACHINES].map(([name, why, make, truth = {}]) => ({
    name: `nobody/${name}`,
    why,
    make: async () => nobodys(await make(), truth),
  }));
}
