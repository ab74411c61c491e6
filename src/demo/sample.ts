import type { LetterKind, Status } from "../domain/verdicts.ts";
import { addressOf, type Company } from "./company.ts";
import { buildMail, type MailSpec } from "./makers/mail.ts";

/** The mailbox of the notice. In the demonstration it lives on loopback and the real one hears nothing. */
export const DEMO_MAILBOX = "cciahyz@china-cia.org.cn";

export interface SampleMail {
  from: string;
  subject: string;
  /** After the start of the clock; sooner or later does no harm. */
  minutes: number;
  /** Its own instant of arrival, where that is not when it is delivered. */
  arrivedAt: Date | null;
  /** SMTP's MAIL FROM; empty for automatic mail. */
  returnPath: string;
  /** The raw mail; its papers are drawn now, which takes a second or two. */
  build(): Promise<Buffer>;
}

/** A parcel that the secretariat's front desk logs, as `intake paper add` takes it. */
export interface PaperArrival {
  unitName: string;
  items: ("form" | "declaration")[];
  /** YYYY-MM-DD */
  received: string;
  courier: string;
  tracking: string;
  sealed: boolean;
  minutes: number;
}

export interface SampleApplicant {
  key: string;
  /** Chinese, for the demonstration's display. */
  story: string;
  /** null where the mail does not say who writes. */
  unitName: string | null;
  mails: SampleMail[];
  paper: PaperArrival[];
  /** Once all its mails and papers have come: the last letter, and each requirement. Empty: no application. */
  expected: { letter: LetterKind | null; requirements: Record<string, Status> };
}

type Written = Omit<MailSpec, "to" | "date" | "attachments"> & {
  minutes: number;
  arrivedAt?: Date;
  returnPath?: string;
  attachments?: () => Promise<NonNullable<MailSpec["attachments"]>>;
};

/** A mail to the campaign's mailbox, its attachments made when it is built. */
export function mail(clockStart: Date, written: Written): SampleMail {
  const { minutes, arrivedAt, returnPath, attachments, ...spec } = written;
  const date = arrivedAt ?? new Date(clockStart.getTime() + minutes * 60_000);
  return {
    from: spec.from,
    subject: spec.subject,
    minutes,
    arrivedAt: arrivedAt ?? null,
    returnPath: returnPath ?? /<([^>]+)>/.exec(spec.from)?.[1] ?? spec.from,
    build: async () =>
      buildMail({ ...spec, to: DEMO_MAILBOX, date, ...(attachments && { attachments: await attachments() }) }),
  };
}

/** The five requirements, in the order of the notice; paper is missing unless said. */
export function requirements(
  formWord: Status,
  formPdf: Status,
  declarationPdf: Status,
  paper: Status = "missing",
): Record<string, Status> {
  return {
    "form-word": formWord,
    "form-pdf": formPdf,
    "declaration-pdf": declarationPdf,
    "form-paper": paper,
    "declaration-paper": paper,
  };
}

/** The body of a mail as a company's clerk writes it. */
export function letterOf(company: Company, message: string): string {
  const signature = `${company.contact}\n${company.name} ${company.position}\n手机：${company.mobile}\n邮箱：${addressOf(company)}`;
  return `尊敬的秘书处老师：\n\n您好！${message}\n\n顺祝工作顺利！\n\n${signature}\n`;
}

export function parcel(company: Company, courier: string, tracking: string, minutes: number): PaperArrival {
  const { name: unitName } = company;
  return { unitName, items: ["form", "declaration"], received: "2022-11-21", courier, tracking, sealed: true, minutes };
}
