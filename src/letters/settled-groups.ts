import { isAddress } from "../domain/contacts.ts";
import type { Parts } from "../parts.ts";
import { recallKeptMail } from "../read-mail.ts";
import { isSlow, mailsToExamine, readMailRow, type Mail } from "../store/mails.ts";
import { openOccasions, type Occasion } from "../store/occasions.ts";

/** Occasions of one application, or of one address that belongs to none, that one letter answers. */
export interface Group {
  applicationId: string | null;
  occasions: Occasion[];
  /** Oldest first. */
  mails: Mail[];
}

/** A letter must not ask for what lies unread: nothing that came before a group's quiet time may still wait to be examined. */
export async function settledGroups(parts: Pick<Parts, "db" | "clock">, settleMs: number): Promise<Group[]> {
  const { db, clock } = parts;
  const groups = new Map<string, Group>();
  for (const occasion of await openOccasions(db)) {
    const mail = occasion.mail_id === null ? null : await readMailRow(db, occasion.mail_id);
    // By where the answer goes: who puts his own Reply-To under another's name must not be told what came from that other.
    const key = occasion.application_id ?? `to ${(mail && (await answerAddress(mail, parts))) ?? ""}`;
    const group = groups.get(key) ?? { applicationId: occasion.application_id, occasions: [], mails: [] };
    group.occasions.push(occasion);
    if (mail) group.mails.push(mail);
    groups.set(key, group);
  }
  const quietSince = clock.now().getTime() - settleMs;
  // One that failed is a person's concern and keeps nobody waiting.
  const unread = (await mailsToExamine(db, clock.now())).filter((mail) => mail.attempts === 0 && mail.junk === 0);
  return [...groups.values()].filter((group) => {
    const quiet = group.occasions.every((one) => one.cause !== "mail" || Date.parse(one.at) <= quietSince);
    const last = Math.max(...group.mails.map((mail) => Date.parse(mail.received_at)));
    const until = group.mails.length > 0 ? last + settleMs : Infinity;
    // What takes long keeps its own sender waiting, nobody else.
    const awaited = unread.filter(
      (mail) => !isSlow(mail) || group.mails.some((one) => one.from_address === mail.from_address),
    );
    return quiet && awaited.every((mail) => Date.parse(mail.received_at) > until);
  });
}

/** Where who wrote it wants the answer: its Reply-To, else its From. */
export async function answerAddress(mail: Mail, parts: Pick<Parts, "db" | "clock">): Promise<string | null> {
  const facts = (await recallKeptMail(mail.sha256, parts))?.facts;
  return addressOrNull(facts?.replyTo[0]?.address ?? facts?.from?.address ?? mail.from_address);
}

export function addressOrNull(written: string | null): string | null {
  const address = written?.toLowerCase() ?? "";
  return isAddress(address) ? address : null;
}
