import { buildMail } from "../../src/demo/makers/mail.ts";
import { seededRandom } from "../../src/demo/makers/random.ts";
import { US, type MadeMail } from "./chinese-automatic.ts";

const UNITS = [
  "北京晴川网络安全技术有限公司",
  "上海自动化回复系统有限公司",
  "深圳假期智能科技股份有限公司",
  "退信通（杭州）数据有限公司",
];

/** What people write over an application; many a word in it is a machine's too. */
const SUBJECTS = [
  "{单位}申请材料",
  "阳光行动申请表、宣言-{单位}",
  "Re: 自动回复: 【请补充2项】申请材料——{单位}",
  "回复：自动回复：申请材料",
  "答复: 自动答复: 请补充材料",
  "RE: Automatic reply: {单位}",
  "转发：系统退信",
  "Fw: 退信通知：申请材料（请查收附件）",
  "退信后重新发送：{单位}申请材料",
  "上次邮件被退回，现重发申请材料",
  "关于休假期间提交材料的说明及补充材料",
  "出差回来补交宣言盖章版",
  "【急】申请材料",
  "",
  "无主题",
  "自动化运维服务商申请——{单位}",
  "系统集成及自动回复机器人研发单位申请材料",
  "假期前提交的申请材料",
  "回复: 【电子材料已收齐】申请材料回执——{单位}",
  "材料补充（已读通知，按要求修改）",
  "Undelivered previously - application resent",
  "Out of the box security services application",
  "Failure analysis lab 申请材料",
  "邮件系统安全服务商申请",
];

/** A body that would be a machine's were there no documents with it stands among those with documents only. */
const WITH_DOCUMENTS = [
  "周老师：我正在出差，无法及时回复邮件，材料见附件，急事请致电138****0000。",
  "您好，您的邮件已收到，我们会尽快补齐纸质版，电子版见附件。",
  "老师您好，联系人张三休假，期间由我代为提交，可能无法及时接听电话。",
  "附件为本单位材料。此邮件由OA系统自动发送，请勿直接回复。",
];
const ANY = [
  "周老师您好，我单位申请材料见附件，请查收。",
  "老师好，昨天的邮件收到退信：\n> 抱歉，您的邮件被退回来了……\n现重新发送，请问是否收到？",
  "您好！同事休假了，材料由我补发，请查收。",
  "收到，谢谢！材料今天已按要求修改，见附件。",
  "您好，请问纸质版可以月底寄吗？我下周出差。",
  "请查收。\n\n-----原始邮件-----\n发件人: 中国网络安全产业联盟秘书处\n主题: 自动回复\n这是一封自动回复邮件。",
  "老师：我司名称为自动回复系统公司，业务是自动回复机器人，材料如附件。",
  "您好，\n\n在 2022年11月21日，秘书处写道：\n> 本信由秘书处的系统根据来信内容自动生成。\n\n已补充盖章版，谢谢。",
  "Dear Ms Zhou, please find our application attached. Best regards",
  "",
];

/** What mail programs and gateways of people put on top; none says that a machine writes. */
const CLIENTS: Record<string, string>[] = [
  {},
  { "X-Mailer": "Microsoft Outlook 16.0", "X-Auto-Response-Suppress": "DR, RN, NRN", "Thread-Index": "AdkA" },
  { "X-QQ-MIME": "TCMime 1.0 by Tencent", "X-QQ-Mailer": "QQMail 2.x", "X-QQ-STYLE": "" },
  { "X-Priority": "1", "X-Coremail-Antispam": "1Uf129KBjvJX", "X-CM-SenderInfo": "x" },
  { "Auto-Submitted": "no", "X-Mailer": "" },
  { "Disposition-Notification-To": "li@company.example", "Return-Receipt-To": "li@company.example" },
  { Precedence: "first-class", "User-Agent": "Mozilla/5.0" },
  { "X-Originating-IP": "[203.0.113.9]", "X-Has-Attach": "yes", "X-AutoReply": "no" },
];

const SENDERS = [
  "李雷 <li@company.example>",
  "auto@robot-tech.example",
  "admin@company.example",
  "service@company.example",
  "<noreplytech@company.example>",
  "10001@qq.com",
  "王 <wang.postmaster@company.example>",
  "bouncer@company.example",
  "request@company.example",
  "自动回复研究院 <lab@autoreply.example>",
];

/** Applicants' own mails, as they might be mistaken for a machine's; about half with documents. */
export async function genuineMails(seed: number, count: number): Promise<MadeMail[]> {
  const random = seededRandom(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const made: MadeMail[] = [];
  for (let number = 0; number < count; number += 1) {
    const subject = (SUBJECTS[number % SUBJECTS.length] ?? "").replace("{单位}", pick(UNITS));
    const files = random() < 0.6 ? [{ name: "申请材料.pdf", content: Buffer.from("%PDF-1.4\n%%EOF\n") }] : [];
    const text = pick(files.length > 0 ? [...WITH_DOCUMENTS, ...ANY] : ANY);
    const [from, headers] = [pick(SENDERS), pick(CLIENTS)];
    const date = new Date(Date.UTC(2022, 10, 21, 1, 0, number));
    const raw = await buildMail({ from, to: US, subject, text, date, attachments: files, headers });
    made.push({ what: `${from} | ${subject} | ${text.slice(0, 40)}`, raw });
  }
  return made;
}
