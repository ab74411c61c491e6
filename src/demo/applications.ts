import JSZip from "jszip";
import { type Company, formOf, sealOf, senderOf } from "./company.ts";
import * as companies from "./made-up-companies.ts";
import { declarationPages } from "./makers/declaration-pages.ts";
import { formPages } from "./makers/form-pages.ts";
import { BLANK_FORM } from "./makers/form-values.ts";
import { electronic, scannedDeclaration, scannedForm, wordForm } from "./papers.ts";
import { letterOf, mail, type PaperArrival, parcel, requirements, type SampleApplicant } from "./sample.ts";

export const SIGNED = "2022 年 11 月 18 日";
const LATE = new Date("2022-12-01T08:30:00+08:00");

const PACKED = new Date("2022-11-18T16:30:00+08:00");

interface Application {
  key: string;
  story: string;
  company: Company;
  subject: string;
  message: string;
  minutes: number;
  arrivedAt?: Date;
  /** By the names of the files attached. */
  papers: Record<string, () => Promise<Buffer>>;
  paper?: PaperArrival[];
  expected: SampleApplicant["expected"];
}

/** Applicants who send one mail with papers, and what each of them did otherwise than the notice says. */
export function applications(clockStart: Date): SampleApplicant[] {
  return [
    complete(companies.YUNXIU),
    withoutDeclaration(companies.PANLAN),
    withoutSeal(companies.LIYAN),
    wrongSeal(companies.QINGZHAN),
    halfFilled(companies.MOYU),
    zipped(companies.XINGLAN),
    late(companies.LANGQIAO),
  ].map(({ key, story, company, message, papers, paper = [], expected, ...rest }) => {
    const attachments = () =>
      Promise.all(Object.entries(papers).map(async ([name, make]) => ({ name, content: await make() })));
    const written = { ...rest, from: senderOf(company), text: letterOf(company, message), attachments };
    return { key, story, unitName: company.name, mails: [mail(clockStart, written)], paper, expected };
  });
}

function complete(company: Company): Application {
  return {
    key: "complete",
    story: "三份电子材料齐全，纸质材料随后寄到",
    company,
    subject: `${company.name}—“网络安全服务阳光行动”成员单位申请材料`,
    message:
      "现将我公司申请材料发送给您，包括《申请表》WORD版、《申请表》盖章PDF版、《宣言》盖章PDF版，纸质版已寄出，请查收。",
    minutes: 1,
    papers: {
      [`附件1-申请表（${company.name}）.docx`]: () => wordForm(formOf(company, SIGNED)),
      "附件1-申请表（盖章）.pdf": () => scannedForm(formOf(company, SIGNED), sealOf(company)),
      "附件2-宣言（盖章）.pdf": () => scannedDeclaration(SIGNED, sealOf(company)),
    },
    paper: [parcel(company, "EMS", "1000000000001", 20)],
    expected: { letter: "complete", requirements: requirements("satisfied", "satisfied", "satisfied", "satisfied") },
  };
}

function withoutDeclaration(company: Company): Application {
  return {
    key: "without-declaration",
    story: "缺《宣言》盖章PDF版",
    company,
    subject: "申请加入网络安全服务阳光行动",
    message: "附件是我公司的申请表和盖章扫描件，烦请审核。",
    minutes: 2,
    papers: {
      "“网络安全服务阳光行动”成员单位申请表.docx": () => wordForm(formOf(company, SIGNED)),
      "扫描件_20221118.pdf": () => scannedForm(formOf(company, SIGNED), sealOf(company)),
    },
    expected: { letter: "deficiency", requirements: requirements("satisfied", "satisfied", "missing") },
  };
}

function withoutSeal(company: Company): Application {
  return {
    key: "without-seal",
    story: "申请表扫描件没有盖章",
    company,
    subject: `阳光行动申请材料-${company.name}`,
    message: "我司申请材料见附件，共三份。",
    minutes: 3,
    papers: {
      "申请表.docx": () => wordForm(formOf(company, SIGNED)),
      "申请表.pdf": () => scannedForm(formOf(company, SIGNED), null),
      "宣言.pdf": () => scannedDeclaration(SIGNED, sealOf(company)),
    },
    expected: { letter: "deficiency", requirements: requirements("satisfied", "defective", "satisfied") },
  };
}

/** The parent company's seal is what lay on the desk. */
function wrongSeal(company: Company): Application {
  const parent = { ...sealOf(company), name: "浙江远汀实业集团有限公司" };
  return {
    key: "wrong-seal",
    story: "《申请表》误盖了上级公司的公章",
    company,
    subject: "成员单位申请（杭州青栈）",
    message: "请查收我公司“网络安全服务阳光行动”申请材料。",
    minutes: 4,
    papers: {
      "附件1：成员单位申请表.docx": () => wordForm(formOf(company, SIGNED)),
      "申请表盖章版.pdf": () => scannedForm(formOf(company, SIGNED), parent),
      "宣言盖章版.pdf": () => scannedDeclaration(SIGNED, sealOf(company)),
    },
    expected: { letter: "deficiency", requirements: requirements("satisfied", "defective", "satisfied") },
  };
}

/** An early draft went out as the Word form; what was printed and stamped is whole. */
function halfFilled(company: Company): Application {
  const { qualifications, workforce, strengths } = BLANK_FORM;
  const whole = formOf(company, SIGNED);
  const draft = { ...whole, mobile: "", postalAddress: "", qualifications, workforce, strengths };
  return {
    key: "half-filled",
    story: "Word 申请表有空栏，并留有模板示例文字",
    company,
    subject: "网络安全服务阳光行动成员单位申请表、宣言",
    message: "附件为我公司申请表（WORD、PDF）及宣言，请查阅。",
    minutes: 5,
    papers: {
      "成员单位申请表 - 副本.docx": () => wordForm(draft),
      "申请表扫描.pdf": () => scannedForm(whole, sealOf(company)),
      "宣言扫描.pdf": () => scannedDeclaration(SIGNED, sealOf(company)),
    },
    expected: { letter: "deficiency", requirements: requirements("defective", "satisfied", "satisfied") },
  };
}

/** Everything in one archive, and the PDFs never printed: an electronic seal pasted in. */
function zipped(company: Company): Application {
  return {
    key: "zipped",
    story: "材料打成一个压缩包，PDF 加盖电子印章",
    company,
    subject: `【申请材料】${company.name}`,
    message: "申请材料已打包，见附件压缩包，纸质件稍后寄出。",
    minutes: 8,
    papers: { [`${company.name}申请材料.zip`]: () => archiveOf(company) },
    expected: { letter: "receipt", requirements: requirements("satisfied", "satisfied", "satisfied") },
  };
}

async function archiveOf(company: Company): Promise<Buffer> {
  const zip = new JSZip();
  const put = (name: string, content: Buffer) =>
    zip.file(`申请材料/${name}`, content, { date: PACKED, createFolders: false });
  put("1.申请表WORD版.docx", await wordForm(formOf(company, SIGNED)));
  put("2.申请表盖章版.pdf", await electronic(formPages(formOf(company, SIGNED)), sealOf(company)));
  put("3.宣言盖章版.pdf", await electronic(declarationPages(SIGNED), sealOf(company)));
  return zip.generateAsync({ type: "nodebuffer", compression: "DEFLATE" });
}

function late(company: Company): Application {
  const signed = "2022 年 11 月 30 日";
  return {
    key: "late",
    story: "12 月 1 日才发出，已过截止日期",
    company,
    subject: "厦门廊桥 阳光行动申请材料",
    message: "抱歉发送晚了一天，申请材料见附件，还望接收。",
    minutes: 16,
    arrivedAt: LATE,
    papers: {
      "申请表.docx": () => wordForm(formOf(company, signed)),
      "申请表（章）.pdf": () => scannedForm(formOf(company, signed), sealOf(company)),
      "宣言（章）.pdf": () => scannedDeclaration(signed, sealOf(company)),
    },
    expected: { letter: "receipt", requirements: requirements("satisfied", "satisfied", "satisfied") },
  };
}
