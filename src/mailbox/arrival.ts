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

/** What one look at the folder came to. */
export interface Looked extends Cursor {
  fetched: number;
  passedOver: number;
  /** Mails in the folder. */
  exists: number;
  /** The server numbers the folder anew: all of it was fetched again, for the caller to recognise by content. */
  renumbered: boolean;
}

/** Each is told of one mail at a time, oldest first, and must have committed it before it resolves. */
export interface Receiver {
  onArrival(mail: Arrival): Promise<void>;
  onPassedOver(mail: PassedOver): Promise<void>;
}
