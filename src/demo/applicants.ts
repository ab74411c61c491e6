import { applications, SIGNED } from "./applications.ts";
import { formOf, sealOf, senderOf } from "./company.ts";
import { CHENGZHU, JINHE } from "./made-up-companies.ts";
import { madeMessageId } from "./makers/mail.ts";
import { scannedDeclaration, scannedForm, wordForm } from "./papers.ts";
import { letterOf, mail, parcel, requirements, type SampleApplicant } from "./sample.ts";

/** The demonstration's applicants in order of arrival, from a clock that starts on 2022-11-21 at 09:00 in Beijing. */
export function sampleApplicants(clockStart: Date): SampleApplicant[] {
  const all = [
    ...applications(clockStart),
    outOfOffice(clockStart),
    question(clockStart),
    declarationLater(clockStart),
    onPaperOnly(),
  ];
  const begins = ({ mails, paper }: SampleApplicant) => mails[0]?.minutes ?? paper[0]?.minutes ?? 0;
  return all.sort((one, other) => begins(one) - begins(other));
}

function outOfOffice(clockStart: Date): SampleApplicant {
  return {
    key: "out-of-office",
    story: "休假自动回复，不应答复",
    unitName: null,
    mails: [
      mail(clockStart, {
        from: "何思源 <hesiyuan@nanhe-bank.example>",
        subject: "自动回复: 关于征集“网络安全服务阳光行动”成员单位的通知",
        text: "您好！我正在休假，11 月 28 日返岗，期间邮件可能无法及时回复。如有急事请联系同事。谢谢！\n",
        minutes: 6,
        returnPath: "",
        inReplyTo: "<notice-056@china-cia.org.cn>",
        headers: { "Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All", Precedence: "bulk" },
      }),
    ],
    paper: [],
    expected: { letter: null, requirements: {} },
  };
}

function question(clockStart: Date): SampleApplicant {
  return {
    key: "question",
    story: "来信咨询，没有附件",
    unitName: null,
    mails: [
      mail(clockStart, {
        from: "唐小满 <tangxm@tuoshuo.example>",
        subject: "咨询：阳光行动申请的两个问题",
        text: "周老师您好：\n\n想请教两个问题：\n1. 母公司是会员、子公司不是会员，子公司可以单独申请吗？\n2. 申请表上的财务数据需要附审计报告吗？\n\n盼复，谢谢！\n\n唐小满\n手机：13800000010\n",
        minutes: 7,
      }),
    ],
    paper: [],
    expected: { letter: "enquiry", requirements: {} },
  };
}

/** The declaration follows from a colleague, at a private mailbox, in answer to the first mail. */
function declarationLater(clockStart: Date): SampleApplicant {
  const first = { from: senderOf(JINHE), subject: "报送阳光行动申请表", minutes: 9 };
  const firstId = madeMessageId({ ...first, date: new Date(clockStart.getTime() + first.minutes * 60_000) });
  const quoted = `------------------ 原始邮件 ------------------\n发件人: ${first.from}\n主题: ${first.subject}\n`;
  return {
    key: "declaration-later",
    story: "《宣言》由同事用另一邮箱回复补交",
    unitName: JINHE.name,
    mails: [
      mail(clockStart, {
        ...first,
        text: letterOf(JINHE, "先报送申请表，宣言正在走用印流程，稍后由同事补发。"),
        attachments: async () => [
          { name: "申请表-津禾御安.docx", content: await wordForm(formOf(JINHE, SIGNED)) },
          { name: "申请表-津禾御安-盖章.pdf", content: await scannedForm(formOf(JINHE, SIGNED), sealOf(JINHE)) },
        ],
      }),
      mail(clockStart, {
        from: "吴倩 <wuqian_2009@private-mail.example>",
        subject: `回复：${first.subject}`,
        text: `您好，补发我公司的宣言盖章件，请查收。\n\n吴倩\n\n${quoted}`,
        minutes: 15,
        inReplyTo: firstId,
        references: [firstId],
        attachments: async () => [
          { name: "扫描全能王 2022-11-21.pdf", content: await scannedDeclaration(SIGNED, sealOf(JINHE)) },
        ],
      }),
    ],
    paper: [],
    expected: { letter: "receipt", requirements: requirements("satisfied", "satisfied", "satisfied") },
  };
}

/** No application comes of paper alone: it waits in the ledger for the first mail. */
function onPaperOnly(): SampleApplicant {
  return {
    key: "paper-only",
    story: "只寄来纸质材料，没有邮件",
    unitName: CHENGZHU.name,
    mails: [],
    paper: [parcel(CHENGZHU, "顺丰速运", "SF0000000000002", 21)],
    expected: { letter: null, requirements: {} },
  };
}
