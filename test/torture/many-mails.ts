import { createHash } from "node:crypto";
import { senderOf, type Company } from "../../src/demo/company.ts";
import { declarationPages } from "../../src/demo/makers/declaration-pages.ts";
import { buildMail } from "../../src/demo/makers/mail.ts";
import { textPdf } from "../../src/demo/makers/pdf.ts";
import { YUNXIU } from "../../src/demo/made-up-companies.ts";
import { DEMO_MAILBOX, letterOf } from "../../src/demo/sample.ts";
import { SIGNED, word } from "../whole/papers.ts";

/** A mail whose end is known: an application's, somebody's who did not apply, a machine's. */
export interface ManyMail {
  raw: Buffer;
  sha256: string;
  /** The applicant; null: none. */
  unitName: string | null;
  /** Who gets a letter; null: nobody. */
  answerTo: string | null;
  /** How often it is delivered. */
  deliveries: number;
}

/** So many mails, each quick to read: Word forms, unsealed declarations, now and then a question, an auto-reply, a second delivery. */
export async function* manyMails(amount: number, firstApplicant = 0): AsyncGenerator<ManyMail> {
  const declaration = await textPdf([declarationPages(SIGNED)[0]]);
  let left = amount;
  for (let applicant = firstApplicant; left > 0; applicant++) {
    for (const mail of await mailsOf(applicant, declaration)) {
      if (left <= 0) return;
      const deliveries = applicant % 9 === 4 && left > 1 ? 2 : 1;
      left -= deliveries;
      yield { ...mail, deliveries };
    }
  }
}

type Told = Omit<ManyMail, "deliveries">;

async function mailsOf(number: number, declaration: Buffer): Promise<Told[]> {
  const company = companyNumber(number);
  const form = async () => ({ name: "申请表.docx", content: await word(company) });
  const pledge = { name: "宣言.pdf", content: declaration };
  switch (number % 10) {
    case 2:
      return [await question(company)];
    case 5:
      return [await autoReply(company)];
    case 1:
    case 6:
      return [await application(company, "申请材料", [await form(), pledge])];
    case 3:
    case 7:
      return [await application(company, "申请表", [await form()]), await application(company, "宣言", [pledge])];
    default:
      return [await application(company, "申请表", [await form()])];
  }
}

async function application(
  company: Company,
  what: string,
  attachments: { name: string; content: Buffer }[],
): Promise<Told> {
  const subject = `${what}-${company.name}`;
  const told = { subject, text: letterOf(company, "材料见附件。"), attachments };
  return mailFrom(company, told, { unitName: company.name, isAnswered: true });
}

function question(company: Company): Promise<Told> {
  const text = "请问今年还能报名吗？";
  return mailFrom(company, { subject: "咨询", text }, { unitName: null, isAnswered: true });
}

function autoReply(company: Company): Promise<Told> {
  const headers = { "Auto-Submitted": "auto-replied" };
  const told = { subject: "自动回复：外出", text: "我正在休假。", headers };
  return mailFrom(company, told, { unitName: null, isAnswered: false });
}

async function mailFrom(
  company: Company,
  told: {
    subject: string;
    text: string;
    attachments?: { name: string; content: Buffer }[];
    headers?: Record<string, string>;
  },
  { unitName, isAnswered }: { unitName: string | null; isAnswered: boolean },
): Promise<Told> {
  const date = new Date("2022-11-25T09:00:00+08:00");
  const raw = await buildMail({ from: senderOf(company), to: DEMO_MAILBOX, date, ...told });
  const sha256 = createHash("sha256").update(raw).digest("hex");
  return { raw, sha256, unitName, answerTo: isAnswered ? `${company.mailbox}@${company.domain}` : null };
}

/** 31 characters: any two names made of (a, b, a + b mod 31) differ in two of three places, so that none is another's near twin. */
const CHARACTERS = "沐岭珠岑桐泉庐榕滇辽柏洛甬筑琼晋湘渝陇黔赣皖冀鄂淮漳沧浔汾泾沂";

export function companyNumber(number: number): Company {
  const size = CHARACTERS.length;
  const [a, b] = [number % size, Math.floor(number / size) % size];
  const brand = [a, b, (a + b) % size].map((place) => CHARACTERS[place] ?? "").join("");
  const name = `${brand}网络安全技术有限公司`;
  return { ...YUNXIU, name, domain: `company${number}.example`, contact: "沈砚", mailbox: `office${number}` };
}
