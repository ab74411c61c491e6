import type { Severity } from "./campaign.ts";

/** One observation, fit to be read by the applicant or the staff. */
export interface Finding {
  code: string;
  severity: Severity;
  /** Chinese: what was seen, and how to mend it. */
  message: string;
  /** The file, page or field that it is about. */
  where?: string;
}

export type Status = "satisfied" | "defective" | "missing" | "unsure" | "waived";

export interface RequirementState {
  id: string;
  status: Status;
  /** ISO instant since when the evidence for the status has been there; null for `missing`. */
  since: string | null;
  /** The names of the documents that it rests on. */
  documents: string[];
  findings: Finding[];
}

export type ApplicationState =
  "incomplete" | "awaiting-paper" | "complete" | "approved" | "returned" | "rejected" | "withdrawn";

export type LetterKind = "receipt" | "deficiency" | "complete" | "reminder" | "decision" | "enquiry";
export type LetterState = "held" | "queued" | "sending" | "sent" | "uncertain" | "failed" | "discarded";

/** Why a mail is never answered (RFC 3834 and those who follow it). */
export type Automatic = "auto-reply" | "bounce" | "list" | "own";

export type Decision = Extract<ApplicationState, "approved" | "returned" | "rejected" | "withdrawn">;

/** Everything that a letter may say; `letter/` puts it into words. */
export interface LetterContent {
  kind: LetterKind;
  /** null where we could not tell (`enquiry`). */
  unitName: string | null;
  /** ISO instant at which the letter is written. */
  now: string;
  /** The mails that it answers, oldest first. */
  received: { subject: string; at: string; attachments: string[] }[];
  /** In the order of the notice. Empty for an `enquiry`. */
  items: { title: string; medium: "word" | "stamped-pdf" | "paper"; status: Status; findings: Finding[] }[];
  /** About the application or the mail as a whole: not a member, late, a file that could not be opened, … */
  findings: Finding[];
  late: boolean;
  /** An `enquiry` only: whoever it goes to is not known to speak for the applicant, and is told nothing but what came. */
  acknowledges?: true;
  /** Names of the blank forms attached to the letter. */
  attached: string[];
  /** The review's outcome, of a `decision` only. */
  decision?: { outcome: Decision; why: string };
}
