import type { SeenDocument } from "./domain/documents.ts";
import type { MailFacts } from "./domain/facts.ts";
import type { Filing, FilingContext, Target } from "./domain/filing.ts";
import { nameKey, rosterOf, type KnownName } from "./domain/names.ts";
import { joinWaitingArrivals } from "./paper-ledger.ts";
import type { Parts } from "./parts.ts";
import {
  applicationsOfSender,
  applicationsOfThread,
  recordFiling,
  openApplication,
  renameApplication,
  readApplications,
} from "./store/applications.ts";
import type { Mail } from "./store/mails.ts";
import { moveOccasions, noteOccasion, occasionsOfMail } from "./store/occasions.ts";
import type { Writing } from "./store/schema.ts";
import { readRoster, type Member } from "./store/staff.ts";

/** What is known when a mail is filed; `from` in lower case. */
export async function filingContext(
  facts: MailFacts,
  from: string | null,
  { db, rules }: Pick<Parts, "db" | "rules">,
): Promise<FilingContext> {
  const roster = await readRoster(db);
  const thread = [...facts.references, ...(facts.inReplyTo === null ? [] : [facts.inReplyTo])];
  return {
    applications: await knownApplications(roster, { db, rules }),
    members: roster.map((member) => ({ id: member.name, ...member })),
    threadApplications: await applicationsOfThread(db, rules.campaign.id, thread),
    senderApplications: from === null ? [] : await applicationsOfSender(db, rules.campaign.id, from),
  };
}

/** The applications' names with the roster's former and short names of the same companies. */
export async function knownApplications(
  roster: Member[],
  { db, rules }: Pick<Parts, "db" | "rules">,
): Promise<KnownName[]> {
  const names = rosterOf(roster);
  const applications = await readApplications(db, rules.campaign.id);
  return applications.map((one) => ({
    id: one.id,
    name: one.unit_name,
    aliases: names.get(nameKey(one.unit_name)) ?? [],
  }));
}

export interface Filed {
  /** The applications that the mail belongs to. */
  applications: string[];
  /** Whether any document could not be told whose it is. */
  unfiledDocuments: boolean;
  opened: boolean;
}

/** Writes down whose a mail is; opens the applications that it begins, and lets paper that waited for them join. */
export async function writeFiling(
  tx: Writing,
  mail: Mail,
  seen: SeenDocument[],
  filing: Filing,
  context: FilingContext,
  { rules, clock }: Pick<Parts, "rules" | "clock">,
): Promise<Filed> {
  const ids = new Map<Target, string>();
  let opened = false;
  const idOf = async (target: Target): Promise<string> => {
    if ("existing" in target) {
      if (target.fullName !== undefined) await renameApplication(tx, target.existing, target.fullName);
      return target.existing;
    }
    const known = [...ids].find(([other]) => "open" in other && nameKey(other.open) === nameKey(target.open));
    if (known) return known[1];
    const made = await openApplication(tx, {
      campaign: rules.campaign.id,
      unitName: target.open,
      twins: target.twins,
      at: clock.now(),
    });
    ids.set(target, made);
    opened = true;
    const aliases = rosterOf(context.members).get(nameKey(target.open)) ?? [];
    const application = { id: made, name: target.open, aliases };
    await joinWaitingArrivals(tx, application, context.applications);
    return made;
  };

  const documents = [];
  for (const [place, filed] of filing.documents.entries()) {
    const document = seen[place];
    if (!filed || !document) continue;
    const { part, piece } = document;
    documents.push({ part, piece, application_id: await idOf(filed.target), why: filed.why });
  }
  const applications = [];
  for (const target of filing.mail) applications.push(await idOf(target));
  await recordFiling(tx, mail.id, applications, documents);
  await noteMailOccasion(tx, mail.id, applications, clock.now());
  return { applications, unfiledDocuments: documents.length < seen.length, opened };
}

/** A mail is an occasion once: examined again, it only moves what is still unanswered to where it now belongs. */
async function noteMailOccasion(tx: Writing, mailId: string, applications: string[], now: Date): Promise<void> {
  const [first] = applications;
  if ((await occasionsOfMail(tx, mailId)).length > 0) {
    if (first !== undefined) await moveOccasions(tx, mailId, first);
    return;
  }
  for (const application_id of applications.length > 0 ? applications : [null]) {
    await noteOccasion(tx, { application_id, mail_id: mailId, cause: "mail", at: now.toISOString() });
  }
}
