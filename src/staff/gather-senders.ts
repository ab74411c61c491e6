import { fromUnbound, type Bound } from "../domain/contacts.ts";
import type { DigestContent } from "../domain/digest-content.ts";
import { unansweredWords } from "../domain/reason-words.ts";
import type { JudgedApplication } from "../judge-application.ts";
import { automaticBetween } from "../store/mails.ts";
import { silencesBetween } from "../store/occasions.ts";
import type { Database } from "../store/schema.ts";

/** An address of an application: letters about it go there only where it is bound. */
export interface ApplicationAddress {
  application: string;
  unitName: string;
  address: string;
  /** By what; null where it is not. */
  bound: Bound["why"] | null;
  /** The mails that it sent. */
  mails: string[];
}

export const BOUND_BY: Record<Bound["why"], string> = {
  "first-sender": "首次来件",
  form: "申请表所填",
  staff: "人工登记",
};

/** The bound addresses, then who else wrote. */
export function senders({ application, correspondence, bound }: JudgedApplication): ApplicationAddress[] {
  const others = correspondence.flatMap(({ from }) => (from === null ? [] : [from]));
  const addresses = new Set([...bound.map((one) => one.address), ...others]);
  return [...addresses].map((address) => ({
    application: application.id,
    unitName: application.unit_name,
    address,
    bound: bound.find((one) => one.address === address)?.why ?? null,
    mails: correspondence.filter((one) => one.from === address).map((one) => one.mailId),
  }));
}

/** Who sent documents and is not bound. */
export function unboundSenders(judged: JudgedApplication[]): DigestContent["unboundSenders"] {
  return judged.flatMap((one) => {
    const there = one.correspondence.filter(({ mailId }) => one.mails.some(({ id }) => id === mailId));
    const strange = new Set(fromUnbound(there, one.bound).map(({ from }) => from));
    return senders(one)
      .filter(({ address, bound }) => bound === null && strange.has(address))
      .map(({ application, unitName, address, mails }) => ({ application, unitName, address, mails }));
  });
}

/** What was given no answer from an instant on and before another, by its reason. */
export async function unanswered(
  { from, until }: { from: string; until: string },
  db: Database,
): Promise<DigestContent["unanswered"]> {
  const byReason = new Map<string, string[]>();
  const note = (why: string, mail: string): void => {
    byReason.set(why, [...(byReason.get(why) ?? []), mail]);
  };
  for (const mail of await automaticBetween(db, from, until)) {
    note(unansweredWords(mail.automatic ?? "", mail.automatic_rule), mail.id);
  }
  for (const silence of await silencesBetween(db, from, until)) {
    if (silence.mail_id !== null) note(unansweredWords(silence.closed_by ?? "", null), silence.mail_id);
  }
  return [...byReason].map(([why, mails]) => ({ why, mails }));
}
