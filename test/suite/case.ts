import type { Company } from "../../src/demo/company.ts";
import type { FormValues } from "../../src/demo/makers/form-values.ts";
import type { Random } from "../../src/demo/makers/random.ts";
import type { Automatic, Status } from "../../src/domain/verdicts.ts";
import type { DocumentKind } from "../../src/domain/campaign.ts";
import type { Medium } from "../../src/domain/documents.ts";

/** One made mail and what a careful clerk would say of it, written by who made it, never by running the program. */
export interface Case {
  /** `group/what-is-particular`, in ASCII. */
  name: string;
  why: string;
  make: (kit: Kit) => Promise<Made>;
}

export interface Made {
  /** The mail as it lies in the mailbox. */
  raw: Buffer;
  truth: Truth;
}

export interface Truth {
  automatic: Automatic | null;
  applications: ApplicationTruth[];
  /** Beside those of `applications`, an application that a person might as well open; why stands in the case. */
  mayOpen?: string[];
  findings: FindingsTruth;
  documents: DocumentTruth[];
}

export interface ApplicationTruth {
  unitName: string;
  /** 《申请表》WORD版, 《申请表》盖章PDF版, 《宣言》盖章PDF版; several where a person could accept any of them. */
  statuses: [Expected, Expected, Expected];
  /** What 附件1 holds, where a form was sent that can be read; null elsewhere. */
  fields: Partial<FormValues> | null;
}
export type Expected = Status | [Status, ...Status[]];

/** Codes of all blockers and warnings that the mail gives rise to. */
export interface FindingsTruth {
  must: string[];
  /** Neither right nor wrong to say. `*`: anything. */
  may: string[];
}

export interface DocumentTruth {
  name: string;
  document: DocumentKind;
  medium: Medium;
}

/** What a case is made of: its company, its own randomness, papers that several cases share. */
export interface Kit {
  seed: number;
  random: Random;
  /** The case's company; other cases may have the same. */
  company: Company;
  /** One that is hardly any other case's. */
  other(place: number): Company;
}
