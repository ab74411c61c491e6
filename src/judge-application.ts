import { seeDocuments } from "./domain/documents.ts";
import type { PaperKind } from "./domain/campaign.ts";
import type { Evidence } from "./domain/evidence.ts";
import { judge, type Judgement } from "./domain/judging.ts";
import { nameKey, rosterOf, type Roster } from "./domain/names.ts";
import type { Keeping, Rules } from "./parts.ts";
import { recallKeptMail } from "./read-mail.ts";
import { readApplications, readFiled, type Application } from "./store/applications.ts";
import { arrivalsOf, type Arrival } from "./store/arrivals.ts";
import type { Mail } from "./store/mails.ts";
import { overridesOf, readRoster } from "./store/staff.ts";

/** One application with all that is known about it, judged at this moment. */
export interface JudgedApplication {
  application: Application;
  evidence: Evidence;
  judgement: Judgement;
  mails: Mail[];
  /** Addresses: the senders of its mails in order, then the form's e-mail. */
  contacts: string[];
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
  };
  for (const mail of mails) {
    const read = await recallKeptMail(mail.sha256, { db });
    if (!read) throw new Error(`mail ${mail.id} must be read again first: intake reprocess ${mail.id}`);
    const seen = seeDocuments(
      { id: mail.id, receivedAt: mail.received_at },
      read.facts,
      read.documents,
      rules.campaign,
    );
    evidence.documents.push(...seen.filter((one) => places.has(`${one.mailId} ${one.part} ${one.piece}`)));
    const link = read.facts.notes.find((note) => note.code === "cloud-link");
    if (link) evidence.cloudLinks.push({ mailId: mail.id, receivedAt: mail.received_at, link: link.detail });
  }
  const judgement = judge(evidence, rules.campaign, rules.say);
  return { application, evidence, judgement, mails, contacts: contactsOf(mails, evidence, rules) };
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

function contactsOf(mails: Mail[], evidence: Evidence, rules: Rules): string[] {
  const field = rules.campaign.form.fields.find((one) => one.check === "email");
  const inForms = evidence.documents.flatMap((one) => (field && one.form?.fields[field.id]) ?? []);
  const addresses = [...mails.map((mail) => mail.from_address), ...inForms.map((one) => one.toLowerCase())];
  return [...new Set(addresses.filter((one) => one !== null && /^[^\s@]+@[^\s@]+$/.test(one)))] as string[];
}

async function namesOf(ids: string[], db: Keeping["db"]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom("application").select("unit_name").where("id", "in", ids).execute();
  return rows.map((row) => row.unit_name);
}
