import { type Company, senderOf } from "../../src/demo/company.ts";
import type { FormValues } from "../../src/demo/makers/form-values.ts";
import { buildMail, type MailSpec } from "../../src/demo/makers/mail.ts";
import { DEMO_MAILBOX, letterOf } from "../../src/demo/sample.ts";
import type { DocumentTruth, Expected, Kit, Made, Truth } from "./case.ts";
import { declarationPage, exported, formPages, sealOf, valuesOf, wordForm } from "./papers.ts";

/** A file that somebody sends, and what it is. */
export interface Sent {
  name: string;
  content: Buffer;
  contentType?: string;
  /** Papers in it, as kind and medium; none for what is no document of ours. */
  is: Pick<DocumentTruth, "document" | "medium">[];
}

type Statuses = [Expected, Expected, Expected];
export const ALL: Statuses = ["satisfied", "satisfied", "satisfied"];

export interface Application {
  /** The three papers; left out: as the notice asks; null: not sent. */
  word?: Sent | null;
  form?: Sent | null;
  declaration?: Sent | null;
  more?: Sent[];
  statuses?: Statuses;
  /** null: nothing to compare. Left out: what the company's form holds. */
  fields?: Partial<FormValues> | null;
  must?: string[];
  may?: string[];
  /** Packs the files before they are attached. */
  pack?: (files: Sent[]) => Promise<Sent[]> | Sent[];
  mail?: Partial<MailSpec>;
  /** Does to the finished mail what a mail program does. */
  mangle?: (raw: Buffer) => Buffer;
}

/** The mail of one company, its papers as the notice asks but for what is said. */
export async function applies(kit: Kit, application: Application): Promise<Made> {
  const { company } = kit;
  const { word, form, declaration, more = [], pack, mangle, statuses = ALL, must = [], may = [] } = application;
  const files = [
    ...(word === null ? [] : [word ?? (await wordOf(company))]),
    ...(form === null ? [] : [form ?? (await formPdfOf(company))]),
    ...(declaration === null ? [] : [declaration ?? (await declarationPdfOf(company))]),
    ...more,
  ];
  const packed = pack ? await pack(files) : files;
  const raw = await mailOf(company, packed, application.mail);
  const fields = application.fields === undefined && word !== null ? valuesOf(company) : (application.fields ?? null);
  return {
    raw: mangle ? mangle(raw) : raw,
    truth: {
      automatic: null,
      applications: [{ unitName: company.name, statuses, fields }],
      findings: { must, may },
      documents: documentsOf(files),
    },
  };
}

export const documentsOf = (files: Sent[]): DocumentTruth[] =>
  files.flatMap(({ name, is }) => is.map((one) => ({ name, ...one })));

/** A mail that is no application. */
export function nobodys(raw: Buffer, own: Partial<Truth> = {}): Made {
  return {
    raw,
    truth: { automatic: null, applications: [], findings: { must: [], may: ["*"] }, documents: [], ...own },
  };
}

export function mailOf(company: Company, files: Sent[], own: Partial<MailSpec> = {}): Promise<Buffer> {
  return buildMail({
    from: senderOf(company),
    to: DEMO_MAILBOX,
    subject: `“网络安全服务阳光行动”申请材料-${company.name}`,
    text: letterOf(company, "我公司申请材料见附件，请查收。"),
    date: new Date("2022-11-22T10:00:00+08:00"),
    attachments: files.map(({ name, content, contentType }) => ({
      name,
      content,
      ...(contentType !== undefined && { contentType }),
    })),
    ...own,
  });
}

export async function wordOf(company: Company, name = "附件1-申请表.docx"): Promise<Sent> {
  return formWord(name, await wordForm(valuesOf(company)));
}

export async function formPdfOf(company: Company, values = valuesOf(company)): Promise<Sent> {
  const make = () => exported(formPages(values), sealOf(company));
  return formPdf("附件1-申请表（盖章）.pdf", await once(JSON.stringify(values), make));
}

export async function declarationPdfOf(company: Company): Promise<Sent> {
  const make = () => exported([declarationPage()], sealOf(company));
  return declarationPdf("附件2-宣言（盖章）.pdf", await once(`declaration ${company.name}`, make));
}

const shared = new Map<string, Promise<Buffer>>();

/** Papers that many cases send are made once. */
function once(key: string, make: () => Promise<Buffer>): Promise<Buffer> {
  const made = shared.get(key) ?? make();
  shared.set(key, made);
  return made;
}

export const formWord = (name: string, content: Buffer): Sent => ({
  name,
  content,
  is: [{ document: "application-form", medium: "word" }],
});
export const formPdf = (name: string, content: Buffer): Sent => ({
  name,
  content,
  is: [{ document: "application-form", medium: "pdf" }],
});
export const declarationPdf = (name: string, content: Buffer): Sent => ({
  name,
  content,
  is: [{ document: "declaration", medium: "pdf" }],
});
export const bothPdf = (name: string, content: Buffer): Sent => ({
  name,
  content,
  is: [
    { document: "application-form", medium: "pdf" },
    { document: "declaration", medium: "pdf" },
  ],
});
/** Sent along, none of ours. */
export const extra = (name: string, content: Buffer): Sent => ({ name, content, is: [] });
