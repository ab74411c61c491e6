/**
 * Who may be told of an application. Anybody can write in a company's name: an address learns more than what it sent itself only
 * where it is bound to the application. Addresses are compared, and given, in lower case.
 */

/** One mail of an application, as far as it tells who writes. */
export interface Correspondence {
  mailId: string;
  from: string | null;
  replyTo: string[];
  /** Did it bring documents of the application, or a link to them? */
  brought: boolean;
  /** What the sender's domain says of the mail (DMARC): `vouched` for, `forged`, or nothing. */
  word: "vouched" | "forged" | null;
  /** The e-mail addresses in the forms that it brought. */
  formAddresses: string[];
  /** Its own Message-ID, and those that it answers. */
  messageId: string | null;
  thread: string[];
  /** It answers one of our letters about the application, so its writer has that letter. */
  answersLetter: boolean;
}

export interface Bound {
  address: string;
  why: "first-sender" | "form" | "staff";
}

/**
 * The addresses bound to an application by its mails, oldest first, and by the staff: who first sent documents of it, the e-mail in
 * the form that came then, later ones only in mails of a bound address that its domain vouches for, and what staff added. A forged
 * mail binds nothing.
 */
export function boundAddresses(mails: Correspondence[], added: string[]): Bound[] {
  const bound = new Map<string, Bound>();
  const bind = (why: Bound["why"], addresses: string[]): void => {
    for (const address of addresses.filter(isAddress)) {
      if (!bound.has(address)) bound.set(address, { address, why });
    }
  };
  const first = mails.find((mail) => mail.brought && mail.word !== "forged" && mail.from !== null);
  if (first?.from != null) bind("first-sender", [first.from]);
  bind("staff", added);
  for (const mail of mails) {
    const trusted = mail === first || (mail.word === "vouched" && mail.from !== null && bound.has(mail.from));
    if (trusted) bind("form", mail.formAddresses);
  }
  return [...bound.values()];
}

/** Whom of the bound addresses an answer to the mail goes to: its Reply-To, else its sender; null where neither is bound. */
export function correspondentOf({ replyTo, from }: Correspondence, bound: Bound[]): string | null {
  return [...replyTo, from].find((one) => one !== null && bound.some(({ address }) => address === one)) ?? null;
}

/** Mails with documents from senders who are not bound: the staff see them. */
export function fromUnbound(mails: Correspondence[], bound: Bound[]): Correspondence[] {
  return mails.filter((mail) => mail.brought && correspondentOf(mail, bound) === null);
}

/**
 * Mails that may have come from a stranger, a squatter or the true applicant after one: what they brought is told to nobody before
 * a person has looked. Who answers our letter, or a mail of a bound address, has it from there: a colleague.
 */
export function contested(mails: Correspondence[], bound: Bound[]): Correspondence[] {
  const own = mails.filter((mail) => mail.word !== "forged" && correspondentOf(mail, bound) !== null);
  const ids = new Set(own.map((mail) => mail.messageId));
  return fromUnbound(mails, bound).filter((mail) => !mail.answersLetter && !mail.thread.some((id) => ids.has(id)));
}

/** What may stand in an envelope. */
export function isAddress(text: string): boolean {
  return text.length <= 254 && /^[^\s\p{C}@<>"(),:;[\]\\]+@[^\s\p{C}@<>"(),:;[\]\\]+$/u.test(text);
}
