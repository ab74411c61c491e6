import { sampleApplicants } from "../../src/demo/applicants.ts";
import { senderOf, type Company } from "../../src/demo/company.ts";
import { letterOf, mail, type SampleMail } from "../../src/demo/sample.ts";

/** Three days before the deadline; the program looks at the mailbox on the morning after it. */
export const FIRST_ARRIVAL = new Date("2022-11-28T09:00:00+08:00");

export interface Story {
  /** What is particular, and so why the outcome is what it is. */
  why: string;
  mails: SampleMail[];
  /** What each company is told; empty: no application. */
  applications: Told[];
  /**
   * One for each application, or an enquiry; null: silence. It answers the last mail; where that came from a colleague, it answers the
   * first one, and the colleague hears that it came.
   */
  letter: { kind: string; says: string; attached?: string[]; byColleague?: boolean } | null;
}

interface Told {
  unitName: string;
  requirements: Record<string, string>;
  /** That must be among its findings. */
  findings: string[];
  state: string;
}

export const BLANK_DECLARATION = "附件2：“网络安全服务阳光行动”宣言及成员守则.docx";
const BLANK_FORMS = ["附件1：“网络安全服务阳光行动”成员单位申请表.docx", BLANK_DECLARATION];

/** Of the demonstration's applicants, by their key: what must stand in the letter. */
const DEMONSTRATED: Record<string, string> = {
  complete: "材料已全部收齐",
  "out-of-office": "",
  question: "暂未能从来信中辨认出申请单位",
  zipped: "须以电子邮件提交的材料均已收到",
  "declaration-later": "2封邮件均已收到",
};

export function demonstrated(): Story[] {
  return sampleApplicants(FIRST_ARRIVAL).flatMap(({ key, story, unitName, mails, expected }) => {
    const says = DEMONSTRATED[key];
    if (says === undefined) return [];
    const state = expected.letter === "complete" ? "complete" : "awaiting-paper";
    const told = { unitName: unitName ?? "", requirements: expected.requirements, findings: [], state };
    // Who asks without papers gets both blank forms.
    const attached = expected.letter === "enquiry" ? BLANK_FORMS : [];
    const letter =
      expected.letter === null
        ? null
        : { kind: expected.letter, says, attached, byColleague: key === "declaration-later" };
    return { why: story, mails, applications: unitName === null ? [] : [told], letter };
  });
}

export type Papers = Record<string, () => Promise<Buffer>>;

/** One mail of a company with these files. */
export function sends(company: Company, files: Papers, { minutes, at }: { minutes: number; at?: Date }): SampleMail {
  return mail(FIRST_ARRIVAL, {
    from: senderOf(company),
    subject: `申请材料-${company.name}`,
    text: letterOf(company, "材料见附件。"),
    minutes,
    ...(at && { arrivedAt: at }),
    attachments: () =>
      Promise.all(Object.entries(files).map(async ([name, make]) => ({ name, content: await make() }))),
  });
}
