import type { FindingCode } from "../finding-codes.ts";

/** One thing that a clerk would remark on a field's value; how grave it is stands in the rules, its words in the wording. */
export interface Issue {
  code: FindingCode;
  detail: Record<string, string>;
}

export interface FormIssue extends Issue {
  /** The field's id. */
  field: string;
}
