import type { Company } from "../../src/demo/company.ts";
import type { FormValues } from "../../src/demo/makers/form-values.ts";
import type { MailSpec } from "../../src/demo/makers/mail.ts";
import type { Expected, Kit, Made } from "./case.ts";
import { companyOf } from "./companies.ts";
import { ALL, declarationPdfOf, documentsOf, formPdfOf, mailOf, type Sent, wordOf } from "./made.ts";
import { valuesOf } from "./papers.ts";

/** One company's share of a mail that carries several companies' papers. */
export interface Party {
  company: Company;
  files: Sent[];
  statuses?: [Expected, Expected, Expected];
  /** null: nothing to compare. Left out: what the company's form holds. */
  fields?: Partial<FormValues> | null;
}

/** Companies whose papers many cases send beside the case's own, so that they are made and read once. */
export function neighbours({ seed, company }: Kit): [Company, Company] {
  const [first, second] = [0, 1, 2].map((place) => companyOf(seed, place)).filter(({ name }) => name !== company.name);
  if (!first || !second) throw new Error("too few neighbours");
  return [first, second];
}

/** The three papers under names that tell the companies apart. */
export async function papersOf(company: Company): Promise<Sent[]> {
  const papers = [await wordOf(company), await formPdfOf(company), await declarationPdfOf(company)];
  return papers.map((paper) => ({ ...paper, name: `${company.name}-${paper.name}` }));
}

interface Manner {
  must?: string[];
  may?: string[];
  mayOpen?: string[];
  mail?: Partial<MailSpec>;
}

/** What one hand sends for several companies. */
export async function together(sender: Company, parties: Party[], manner: Manner = {}): Promise<Made> {
  const { must = [], may = [], mayOpen = [], mail } = manner;
  const files = parties.flatMap((party) => party.files);
  return {
    raw: await mailOf(sender, files, { subject: "阳光行动申请材料（多家单位）", ...mail }),
    truth: {
      automatic: null,
      applications: parties.map(({ company, statuses = ALL, fields }) => ({
        unitName: company.name,
        statuses,
        fields: fields === undefined ? valuesOf(company) : fields,
      })),
      mayOpen,
      findings: { must, may },
      documents: documentsOf(files),
    },
  };
}
