/** A campaign (one notice) as its file in `rules/` describes it. Read and validated by `load-campaign.ts`. */

export type Severity = "blocker" | "warning" | "info";
export type PaperKind = "application-form" | "declaration";
export type DocumentKind = PaperKind | "notice" | "unknown";

export interface Campaign {
  id: string;
  title: string;
  documentNumber: string;
  /** 阳光行动's name as letters use it. */
  action: string;
  organiser: string;
  /** Where applicants write to. */
  mailbox: string;
  /** ISO instants. */
  opens: string;
  deadline: string;
  contact: { person: string; phone: string };
  postalAddress: string;
  membersOnly: boolean;
  requirements: Requirement[];
  form: { fields: FormField[]; exampleMarks: string[]; financialYears: number[] };
  /** How each kind of document is recognised by its text. */
  documents: Record<Exclude<DocumentKind, "unknown">, Recognition>;
  /** The blank forms that letters carry: file name beside the rules, name as sent. */
  blankForms: Record<PaperKind, { file: string; name: string }>;
  seal: { minDiameterMm: number; maxDiameterMm: number };
  /** A picture or an OFD instead of a PDF: kept as evidence; does it satisfy? */
  pictureInsteadOfPdf: "defective" | "satisfied";
  /** What who belongs to no application hears: one letter that asks, or nothing. A person sees the mail either way. */
  enquiry: "once" | "never";
  paper: { countsBy: "postmark" | "arrival"; graceDays: number };
  /** Severity of each finding code. */
  findings: Record<string, Severity>;
  /** Hour of day in Asia/Shanghai, `HH:MM`. */
  digestAt: string;
  /** Days before the deadline on which an unfinished application is reminded. */
  reminderDays: number[];
  /** Months after the deadline, and after the last that was heard of it, for which an application's personal data is kept; null: until a person removes it. */
  retentionMonths: number | null;
}

export interface Requirement {
  id: string;
  /** As in the notice, e.g. 《申请表》盖章PDF版 */
  title: string;
  document: PaperKind;
  medium: "word" | "stamped-pdf" | "paper";
}

export interface FormField {
  id: string;
  label: string;
  /** Other spellings of the label that are known to occur. */
  variants: string[];
  required: boolean;
  /** The template's own example text; a field that still holds it is empty. */
  example: string | null;
  /** How a clerk checks the value. */
  check: "text" | "unit-name" | "mobile" | "email" | "address" | "workforce" | "financials" | "date" | "opinion";
}

export interface Recognition {
  /** Any of these within the first lines is a strong sign. */
  titles: string[];
  /** Each that occurs is a sign. */
  phrases: string[];
  /** How many phrases are enough without a title. */
  enough: number;
  /** Titles of its further pages, which do not tell what they belong to. */
  inner?: string[];
}
