import type { Kysely, Transaction } from "kysely";
import type { LetterKind, LetterState, Status } from "../domain/verdicts.ts";

/**
 * The facts that are kept. Instants are ISO texts in UTC, truth values 0 or 1, structures JSON texts, so that the
 * same queries serve SQLite and PostgreSQL.
 */
export interface Tables {
  meta: { key: string; value: string };
  counter: { name: string; value: number };
  folder_cursor: FolderCursorTable;
  mail: MailTable;
  reading: { key: string; version: number; facts: string; read_at: string };
  application: ApplicationTable;
  filed_document: FiledDocumentTable;
  filed_mail: { mail_id: string; application_id: string };
  occasion: OccasionTable;
  letter: LetterTable;
  letter_mail: { letter_id: string; mail_id: string };
  arrival: ArrivalTable;
  member: { name: string; name_key: string; aliases: string };
  override: OverrideTable;
  contact: ContactTable;
  undeliverable: UndeliverableTable;
  alarm: AlarmTable;
  audit: { id: string; at: string; who: string; action: string; subject: string; detail: string };
}

export interface FolderCursorTable {
  account: string;
  folder: string;
  uid_validity: string;
  last_uid: number;
  looked_at: string;
  /** 1: the folder for junk. */
  junk: number;
}

/** `stored` waits for reading; `duplicate` has the bytes of an earlier one; of a `purged` one only the row is left. */
export type MailState = "stored" | "examined" | "parked" | "duplicate" | "purged";

/** One row for each mail on the server. */
export interface MailTable {
  id: string;
  account: string;
  folder: string;
  uid_validity: string;
  uid: number;
  /** Empty where the mail was too large to be fetched. */
  sha256: string;
  size: number;
  /** The server's INTERNALDATE. */
  received_at: string;
  stored_at: string;
  state: MailState;
  attempts: number;
  /** Not before this instant, after a failure. */
  retry_at: string | null;
  /** Why it is parked. */
  reason: string | null;
  message_id: string | null;
  from_address: string | null;
  subject: string | null;
  automatic: string | null;
  automatic_rule: string | null;
  /** Not filed to any application, and a person has something to do about it: what. */
  open_question: string | null;
  /** 1: it lies in the folder for junk, where nothing is answered. */
  junk: number;
  /** JSON: what the sender's domain and our provider say about who sent it; null while nobody said anything. */
  authentication: string | null;
}

export interface ApplicationTable {
  id: string;
  campaign: string;
  unit_name: string;
  name_key: string;
  created_at: string;
  /** JSON: names of other applications that are suspiciously close. */
  twins: string;
  purged_at: string | null;
}

/** Whose each document is: its part's place in the mail, and its own place in the part (one PDF may hold two). */
export interface FiledDocumentTable {
  mail_id: string;
  part: number;
  piece: number;
  application_id: string;
  /** Machine-readable: `named`, `thread`, `sender`, `only-one-in-mail`, `person`. */
  why: string;
}

/** Something that may deserve a letter: `closed_by` is the letter's id, or the reason for silence. */
export interface OccasionTable {
  id: string;
  application_id: string | null;
  mail_id: string | null;
  cause: "mail" | "paper" | "override" | "reminder";
  at: string;
  closed_by: string | null;
}

export interface LetterTable {
  id: string;
  kind: LetterKind;
  application_id: string | null;
  to_address: string;
  subject: string;
  text: string;
  html: string;
  /** JSON: paths of the attachments with the names as sent. */
  attachments: string;
  message_id: string;
  in_reply_to: string | null;
  references_: string;
  state: LetterState;
  /** Why it is held, failed or uncertain. */
  reason: string | null;
  /** JSON: status by requirement, as the letter said it. */
  said: string;
  created_at: string;
  not_before: string;
  attempts: number;
  sent_at: string | null;
  filed_in_sent: number;
  /** The first try since it was queued or released: retries end by it. */
  tried_since: string | null;
  /** Since when it is not known whether the server took it; null again once that is settled. A release settles nothing. */
  doubtful_since: string | null;
  /** Where our own copy of it showed up: a mail's id, or the folder for sent mail. */
  seen_at: string | null;
}

export interface ArrivalTable {
  id: string;
  unit_name: string;
  /** JSON: `form`, `declaration`. */
  items: string;
  received: string;
  courier: string | null;
  tracking: string | null;
  sealed: number | null;
  note: string | null;
  application_id: string | null;
  logged_at: string;
}

export interface OverrideTable {
  id: string;
  application_id: string;
  requirement: string;
  status: Status;
  why: string;
  at: string;
}

/** An address that staff bound to an application: it may be told everything about it. */
export interface ContactTable {
  application_id: string;
  /** In lower case. */
  address: string;
  why: string;
  at: string;
}

/** Nothing more is sent to these until a person clears them: the row goes, the audit trail keeps it. */
export interface UndeliverableTable {
  /** In lower case. */
  address: string;
  since: string;
  /** The bounce. */
  mail_id: string;
  /** null where the bounce named only the address. */
  letter_id: string | null;
  reason: string;
}

/** What staff were, or are still to be, warned of by mail. */
export interface AlarmTable {
  id: string;
  kind: string;
  /** What it is about, so that the same is told once a day: an address, a folder; may be empty. */
  about: string;
  /** Chinese, one line. */
  detail: string;
  raised_at: string;
  told_at: string | null;
}

export type Database = Kysely<Tables>;
export type Writing = Transaction<Tables>;
