/** A mail as the server lists it, before any of it is fetched. Account, folder, UIDVALIDITY and UID name it for ever. */
export interface ListedMail {
  /** The login name at its host. */
  account: string;
  folder: string;
  /** The folder is the one for junk. */
  junk: boolean;
  uidValidity: string;
  uid: number;
  /** When the server received it; null where it does not say. */
  internalDate: Date | null;
  /** bytes, as the server claims */
  size: number;
}

export interface Arrival extends ListedMail {
  raw: Buffer;
}

/** A mail that was not fetched, so that it does not block those behind it. */
export interface PassedOver extends ListedMail {
  why: "too-big" | "refused-by-server";
  /** For staff. */
  detail: string;
}

/** How far the folder has been taken in. A UID means nothing under another UIDVALIDITY (RFC 3501, 2.3.1.1). */
export interface Cursor {
  uidValidity: string;
  lastUid: number;
}

/** Which folder a look is for, and what it takes. */
export interface Order {
  folder: string;
  junk: boolean;
  /** Mails at most; the rest waits for the next look. */
  atMost: number;
  /** The UIDs of the ledger, to compare the whole folder with; null: only what came after the cursor is listed. */
  known: ((uidValidity: string) => Promise<Set<number>>) | null;
}

/** What comparing the whole folder with the ledger found. */
export interface Comparison {
  /** UIDs that the server listed. */
  listed: number;
  /** Mails that it says are there and did not list. */
  unlisted: number;
  /** The cursor had passed them and the ledger did not have them: handed over now. */
  recovered: number;
  /** In the ledger and no longer in the folder: people delete and move their mail. */
  gone: number;
}

/** What one look at the folder came to. */
export interface Looked extends Cursor {
  folder: string;
  junk: boolean;
  fetched: number;
  passedOver: number;
  /** Mails in the folder. */
  exists: number;
  /** The server numbers the folder anew: all of it was fetched again, for the caller to recognise by content. */
  renumbered: boolean;
  /** The look ended at `atMost`. */
  more: boolean;
  /** null: this look compared nothing. */
  comparison: Comparison | null;
}

/** Each is told of one mail at a time, oldest first, and must have committed it before it resolves. */
export interface Receiver {
  onArrival(mail: Arrival): Promise<void>;
  onPassedOver(mail: PassedOver): Promise<void>;
}
