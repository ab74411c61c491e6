import type { ApplicationState, LetterKind } from "./verdicts.ts";

/** Nothing says that a question was answered: after this many days it is left out. */
export const QUESTION_DAYS = 7;

/** What the staff read each morning: what waits for a person first, then every application. Instants are ISO. */
export interface DigestContent {
  now: string;
  /** The campaign's action and deadline. */
  action: string;
  deadline: string;
  /** `lastRead`: when the mailbox was last read to its end; null if never. `trouble`: why it cannot be read now. */
  mailbox: { lastRead: string | null; trouble: string | null };
  /** Since when the breaker holds every letter; null while it does not. */
  lettersStoppedSince: string | null;
  /** While false, membership is unknown. */
  rosterImported: boolean;
  /** `change`: against the day before. */
  totals: { state: ApplicationState; count: number; change: number }[];
  /** Within the last day. */
  day: { mails: number; letters: number; paper: number };
  /** Requirements that a person must look at. */
  unsure: { application: string; unitName: string; item: string; why: string }[];
  heldLetters: { id: string; kind: LetterKind; to: string; why: string; createdAt: string }[];
  /** `queued`: at least one try failed, the program goes on trying. */
  troubledLetters: {
    id: string;
    kind: LetterKind;
    to: string;
    state: "failed" | "uncertain" | "queued";
    why: string;
  }[];
  /** Addresses that a letter came back from; nothing more is sent to them. */
  undeliverable: { address: string; letter: string; since: string; why: string }[];
  /** Kept, but they could not be examined. */
  parkedMails: WaitingMail[];
  /** Lie only in the mailbox: too large, or the server would not hand them over. */
  unfetchedMails: WaitingMail[];
  /** Of the last `QUESTION_DAYS`: mails, or documents in them, that belong to no application. */
  openMails: WaitingMail[];
  /** Of the last `QUESTION_DAYS`: mails of applicants without any document. */
  messages: (WaitingMail & { unitName: string })[];
  /** Addresses that sent documents of an application and are not known to be the applicant's, with their mails. */
  unboundSenders: { application: string; unitName: string; address: string; mails: string[] }[];
  /** Mails of the last day that got no letter, by the reason. */
  unanswered: { why: string; mails: string[] }[];
  notMembers: { application: string; unitName: string }[];
  /** Applications whose names are so close that they may be one company. */
  twins: { application: string; unitName: string; candidates: string[] }[];
  unmatchedPaper: { id: string; unitName: string; items: string[]; received: string; candidates: string[] }[];
  /** Every application in the order in which they are to be read. */
  applications: DigestApplication[];
}

export interface WaitingMail {
  id: string;
  from: string;
  subject: string;
  at: string;
  why: string;
}

export interface DigestApplication {
  id: string;
  unitName: string;
  state: ApplicationState;
  /** Of its first evidence. */
  since: string;
  late: boolean;
  /** Each with its status in words, e.g. 《宣言》盖章PDF版：尚未收到; empty where nothing is owed. */
  owes: string[];
}
