import { authenticationOf, wordOf } from "./domain/authentication.ts";
import { boundAddresses, isAddress, type Bound, type Correspondence } from "./domain/contacts.ts";
import { seeDocuments, type SeenDocument } from "./domain/documents.ts";
import type { PaperKind } from "./domain/campaign.ts";
import type { Evidence } from "./domain/evidence.ts";
import type { MailFacts } from "./domain/facts.ts";
import { judge, type Judgement } from "./domain/judging.ts";
import type { LetterState } from "./domain/verdicts.ts";
import { nameKey, rosterOf, type Roster } from "./domain/names.ts";
import type { Keeping, Rules } from "./parts.ts";
import { recallKeptMail } from "./read-mail.ts";
import { readApplications, readFiled, type Application } from "./store/applications.ts";
import { arrivalsOf, type Arrival } from "./store/arrivals.ts";
import { contactsOf } from "./store/contacts.ts";
import { lettersOf } from "./store/letters.ts";
import type { Mail } from "./store/mails.ts";
import { overridesOf, readRoster } from "./store/staff.ts";

/** One application with all that is known about it, judged at this moment. */
export interface JudgedApplication {
  application: Application;
  evidence: Evidence;
  judgement: Judgement;
  mails: Mail[];
  /** What its mails tell of who writes, in their order. */
  correspondence: Correspondence[];
  /** Who may be told of it. */
  bound: Bound[];
}

/** @throws where a mail of the application was not read by this version yet: nothing may be said by half the evidence */
export async function judgeApplication(
  application: Application,
  { db }: Pick<Keeping, "db">,
  rules: Rules,
  roster?: Roster,
): Promise<JudgedApplication> {
  const { mails, documents: filed } = await readFiled(db, application.id);
  const places = new Set(filed.map((one) => `${one.mail_id} ${one.part} ${one.piece}`));
  const known = roster ?? rosterOf(await readRoster(db));
  const evidence: Evidence = {
    unitName: application.unit_name,
    aliases: aliasesOf(application.unit_name, known),
    twins: await namesOf(JSON.parse(application.twins) as string[], db),
    documents: [],
    cloudLinks: [],
    arrivals: (await arrivalsOf(db, application.id)).map(paperArrival),
    overrides: await overridesOf(db, application.id),
    member: isMember(application.unit_name, known),
    unverified: [],
  };
  const told = await messageIdsOf(application.id, db);
  const correspondence: Correspondence[] = [];
  for (const mail of mails) {
    const read = await recallKeptMail(mail.sha256, { db });
    if (!read) throw new Error(`mail ${mail.id} must be read again first: intake reprocess ${mail.id}`);
    const seen = seeDocuments(
      { id: mail.id, receivedAt: mail.received_at },
      read.facts,
      read.documents,
      rules.campaign,
    );
    const brought = seen.filter((one) => places.has(`${one.mailId} ${one.part} ${one.piece}`));
    evidence.documents.push(...brought);
    const link = read.facts.notes.find((note) => note.code === "cloud-link");
    if (link) evidence.cloudLinks.push({ mailId: mail.id, receivedAt: mail.received_at, link: link.detail });
    const written = correspondenceOf(mail, read.facts, told);
    if (written.word === "forged") evidence.unverified.push(written.from ?? "");
    const formAddresses = brought.flatMap((one) => addressesIn(one, rules));
    correspondence.push({ ...written, brought: brought.length > 0 || link !== undefined, formAddresses });
  }
  const judgement = judge(evidence, rules.campaign, rules.say);
  const added = (await contactsOf(db, application.id)).map((one) => one.address);
  return { application, evidence, judgement, mails, correspondence, bound: boundAddresses(correspondence, added) };
}

export async function judgeAll(keeping: Pick<Keeping, "db">, rules: Rules): Promise<JudgedApplication[]> {
  const judged: JudgedApplication[] = [];
  const roster = rosterOf(await readRoster(keeping.db));
  for (const application of await readApplications(keeping.db, rules.campaign.id)) {
    judged.push(await judgeApplication(application, keeping, rules, roster));
  }
  return judged;
}

/** null while no roster was imported. */
function isMember(unitName: string, roster: Roster): boolean | null {
  return roster.size === 0 ? null : roster.has(nameKey(unitName));
}

function aliasesOf(unitName: string, roster: Roster): string[] {
  return (roster.get(nameKey(unitName)) ?? []).filter((name) => nameKey(name) !== nameKey(unitName));
}

/** The ledger's words for the two papers. */
const PAPERS: Record<string, PaperKind> = { form: "application-form", declaration: "declaration" };

function paperArrival(arrival: Arrival): Evidence["arrivals"][number] {
  const items = (JSON.parse(arrival.items) as string[]).flatMap((item) => PAPERS[item] ?? []);
  const sealed = arrival.sealed === null ? null : arrival.sealed === 1;
  return { items, received: arrival.received, sealed, loggedAt: arrival.logged_at };
}

const UNSENT: LetterState[] = ["held", "queued", "discarded"];

/** The letters that told somebody something of an application: an acknowledgement tells nothing, and whoever has one is no nearer to it. */
async function messageIdsOf(applicationId: string, db: Keeping["db"]): Promise<Set<string>> {
  const letters = await lettersOf(db, applicationId);
  const known = letters.filter((one) => one.kind !== "enquiry" && !UNSENT.includes(one.state));
  return new Set(known.map((one) => one.message_id));
}

function correspondenceOf(
  mail: Mail,
  facts: MailFacts,
  told: Set<string>,
): Omit<Correspondence, "brought" | "formAddresses"> {
  const thread = [...facts.references, ...(facts.inReplyTo === null ? [] : [facts.inReplyTo])];
  return {
    mailId: mail.id,
    from: mail.from_address,
    replyTo: facts.replyTo.map((one) => one.address.toLowerCase()),
    word: wordOf(authenticationOf(mail.authentication)),
    ...{ messageId: facts.messageId, thread, answersLetter: thread.some((id) => told.has(id)) },
  };
}

function addressesIn(document: SeenDocument, { campaign }: Rules): string[] {
  const field = campaign.form.fields.find((one) => one.check === "email");
  const written = (field && document.form?.fields[field.id])?.trim().toLowerCase();
  return written != null && isAddress(written) ? [written] : [];
}

async function namesOf(ids: string[], db: Keeping["db"]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom("application").select("unit_name").where("id", "in", ids).execute();
  return rows.map((row) => row.unit_name);
}
