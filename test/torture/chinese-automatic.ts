import { buildMail, type MailSpec } from "../../src/demo/makers/mail.ts";
import { seededRandom, type Random } from "../../src/demo/makers/random.ts";

/** A made automatic mail, and what it is made like. */
export interface MadeMail {
  what: string;
  raw: Buffer;
}

export const US = "cciahyz@china-cia.org.cn";
const OUR_SUBJECT = "【请补充2项】网络安全服务“阳光行动”申请材料——北京晴川网络安全技术有限公司";
const OUR_LETTER = "<L7.k3v9q2m8d1x4.sunshine-intake@china-cia.org.cn>";

type Made = Pick<MailSpec, "from" | "subject" | "text"> & { headers?: Record<string, string> };
interface Way {
  provider: string;
  make: (pick: <T>(from: readonly T[]) => T) => Made;
}

const AWAY = [
  "您好，您的邮件我已收到，我会尽快给您回复。谢谢！",
  "您好：\n我正在休假，12月5日返回，期间无法及时回复邮件，敬请谅解。",
  "您好！本人出差至11月28日，如有紧急事宜请拨打手机 138****0000。",
  "这是一封自动回复邮件。已经收到您的来信，我会尽快回复。",
  "本人已离职，相关工作请联系王经理，此邮箱停用，急事请致电前台。",
  "我正在产假中，可能无法及时查看邮件，急事请联系同事李女士。",
];
const SELF = [
  "自动回复：",
  "自动回复:",
  "自动答复: ",
  "【自动回复】",
  "[自动回复] ",
  "系统自动回复：",
  "Automatic reply: ",
];
const RETURNED = [
  "很抱歉，您发送的邮件未能送达以下收件人：\nhr@company.example\n原因：收件人地址不存在。",
  "抱歉，您的邮件被退回来了……\n原邮件信息：\n时间 2022-11-20 10:00",
  "您的邮件无法投递到下列收件人。\n退信原因：550 User not found",
  "无法将邮件发送到以下收件人：zhang@company.example（邮箱已满）",
  "邮件投递到以下收件人失败：\nli@company.example",
];

/** How each provider's machines write, with and without the headers that say so. */
const WAYS: Way[] = [
  {
    provider: "QQ, auto-answer",
    make: (pick) => ({
      from: pick(["李雷 <10001@qq.com>", "2850001@qq.com"]),
      subject: `${pick(["自动回复:", "自动回复："])}${OUR_SUBJECT}`,
      text: pick(AWAY),
      headers: pick([{ "X-QQ-AUTO-REPLY": "1" }, { "X-QQ-HolidayReply": "true" }, {}]),
    }),
  },
  {
    provider: "QQ, holiday answer under our subject",
    make: (pick) => ({
      from: "10002@qq.com",
      subject: `Re: ${OUR_SUBJECT}`,
      text: "放假通知：公司11月放假一周。",
      headers: pick<Record<string, string>>([{ "X-QQ-HolidayReply": "1" }, { "X-QQ-AUTO-REPLY": "true" }]),
    }),
  },
  {
    provider: "QQ, returned",
    make: (pick) => ({
      from: pick(["PostMaster@qq.com", "QQ邮箱管理员 <postmaster@qq.com>"]),
      subject: pick(["来自qq.com的退信", "系统退信"]),
      text: pick(RETURNED),
    }),
  },
  {
    provider: "163, returned",
    make: (pick) => ({
      from: "Postmaster@163.com",
      subject: pick(["系统退信", "系统退信/The email is returned"]),
      text: pick(RETURNED),
    }),
  },
  {
    provider: "163, auto-answer",
    make: (pick) => ({
      from: pick(["wangwu@163.com", "王五 <wang+auto_7@163.com>"]),
      subject: `${pick(SELF)}${OUR_SUBJECT}`,
      text: pick(AWAY),
      headers: pick<Record<string, string>>([{ "X-Netease-Auto-Reply": "1" }, {}]),
    }),
  },
  {
    provider: "126, auto-answer",
    make: (pick) => ({ from: "zhaoliu@126.com", subject: `${pick(SELF)}${pick(["", OUR_SUBJECT])}`, text: pick(AWAY) }),
  },
  {
    provider: "126, returned",
    make: (pick) => ({
      from: "Postmaster@126.com",
      subject: pick(["系统退信", "退信通知", "退信提醒"]),
      text: pick(RETURNED),
    }),
  },
  {
    provider: "Aliyun, returned",
    make: (pick) => ({
      from: pick(["postmaster@aliyun.com", "postmaster@mail.aliyun.example"]),
      subject: pick(["邮件投递失败通知", "退信通知", "邮件发送失败通知"]),
      text: pick(RETURNED),
      headers: { "Auto-Submitted": "auto-replied" },
    }),
  },
  {
    provider: "Aliyun, auto-answer",
    make: (pick) => ({
      from: "office@aliyun.com",
      subject: `${pick(["自动回复：", "[自动回复]", "自动回复 "])}${OUR_SUBJECT}`,
      text: pick(AWAY),
      headers: pick<Record<string, string>>([{ "Auto-Submitted": "auto-replied" }, { Precedence: "auto_reply" }]),
    }),
  },
  {
    provider: "Coremail, returned",
    make: (pick) => ({
      from: pick([
        "postmaster@company.example",
        "MAILER-DAEMON@mx.company.example",
        "邮件系统 <postmaster@edu.example>",
      ]),
      subject: pick(["系统退信", "退信通知/Delivery Status Notification", "邮件被退回通知", "退信：申请材料"]),
      text: pick(RETURNED),
    }),
  },
  {
    provider: "Coremail, auto-answer",
    make: (pick) => ({
      from: "sun@company.example",
      subject: `${pick(SELF)}${OUR_SUBJECT}`,
      text: pick(AWAY),
      headers: pick<Record<string, string>>([{ "X-AutoReply": "yes" }, { "Return-Path": "<>" }, {}]),
    }),
  },
  {
    provider: "Exmail, auto-answer",
    make: (pick) => ({
      from: "钱七 <qianqi@corp.example>",
      subject: `${pick(["自动回复:", "自动回复："])} ${OUR_SUBJECT}`,
      text: pick(AWAY),
      headers: pick([{ "X-QQ-AUTO-REPLY": "1" }, {}]),
    }),
  },
  {
    provider: "Exmail, returned",
    make: (pick) => ({
      from: pick(["postmaster@exmail.example", "Postmaster <postmaster@corp.example>"]),
      subject: pick(["退信通知", "来自corp.example的退信", "系统退信"]),
      text: pick(RETURNED),
    }),
  },
  {
    provider: "Exchange in Chinese, away",
    make: (pick) => ({
      from: "孙八 <sunba@soe.example>",
      subject: `自动答复: ${OUR_SUBJECT}`,
      text: pick(AWAY),
      headers: pick<Record<string, string>>([
        { "X-Auto-Response-Suppress": "All", "Auto-Submitted": "auto-generated" },
        { "X-MS-Exchange-Inbox-Rules-Loop": "sunba@soe.example" },
        {},
      ]),
    }),
  },
  {
    provider: "Exchange in Chinese, returned",
    make: (pick) => ({
      from: pick(["Microsoft Outlook <postmaster@soe.example>", "MicrosoftExchange329e71ec88ae@soe.example"]),
      subject: `${pick(["未送达: ", "无法送达: ", "未传递: "])}${OUR_SUBJECT}`,
      text: `无法将邮件传递到以下收件人或组：\n\nhr@soe.example\n找不到你输入的电子邮件地址。`,
      headers: pick<Record<string, string>>([{ "X-MS-Exchange-Message-Is-Ndr": "" }, { "Return-Path": "<>" }, {}]),
    }),
  },
  {
    provider: "Exchange in Chinese, read",
    make: (pick) => ({
      from: "sunba@soe.example",
      subject: `${pick(["已读: ", "未读: "])}${OUR_SUBJECT}`,
      text: "你的邮件已读。",
    }),
  },
  {
    provider: "Foxmail, auto-answer by rule: no header, our subject",
    make: (pick) => ({ from: "zhou@small.example", subject: `回复: ${OUR_SUBJECT}`, text: pick(AWAY) }),
  },
  {
    provider: "Foxmail, receipt",
    make: (pick) => ({
      from: "zhou@small.example",
      subject: `${pick(["已读：", "阅读回执: "])}${OUR_SUBJECT}`,
      text: "这是邮件收条，您发送的邮件已被阅读。",
    }),
  },
];

/** Automatic answers, receipts and returned mails of Chinese providers: every way by turns, each worded anew. */
export async function chineseAutomatic(seed: number, count: number): Promise<MadeMail[]> {
  const random = seededRandom(seed);
  const made: MadeMail[] = [];
  for (let number = 0; number < count; number += 1) {
    const way = WAYS[number % WAYS.length];
    if (way) made.push({ what: way.provider, raw: await build(way, number, random) });
  }
  return made;
}

function build(way: Way, number: number, random: Random): Promise<Buffer> {
  const made = way.make((from) => from[Math.floor(random() * from.length)] as (typeof from)[number]);
  const date = new Date(Date.UTC(2022, 10, 21, 2, number));
  const threaded = random() < 0.5 ? { inReplyTo: OUR_LETTER, references: [OUR_LETTER] } : {};
  return buildMail({ to: US, date, ...made, ...threaded, headers: { "X-Mailer": "", ...made.headers } });
}
