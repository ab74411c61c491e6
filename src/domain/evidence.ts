import type { SeenDocument } from "./documents.ts";
import type { PaperArrival } from "./judge-arrival.ts";
import type { Status } from "./verdicts.ts";

/** Everything that is known about one application: facts only. */
export interface Evidence {
  unitName: string;
  /** The company's former and short names, as the roster gives them. */
  aliases: string[];
  /** Names of applications that are suspiciously close. */
  twins: string[];
  /** Every version that came by mail, in order of arrival. */
  documents: SeenDocument[];
  /** Links to cloud storage in its mails. */
  cloudLinks: { mailId: string; receivedAt: string; link: string }[];
  arrivals: PaperArrival[];
  /** A person's decisions, oldest first: the last one for a requirement holds. */
  overrides: { requirement: string; status: Status; why: string; at: string }[];
  /** null: membership is unknown, no roster was imported. */
  member: boolean | null;
  /** The senders of mails of which the sender's domain says that they are not its own (DMARC fails). */
  unverified: string[];
}
