import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, extname, join } from "node:path";
import { classifyAutomatic } from "./domain/automatic.ts";
import { cloudLinkDetail } from "./domain/cloud-places.ts";
import { mediumOf, seeDocuments, type SeenDocument } from "./domain/documents.ts";
import type { DocumentFacts, FileKind, MailFacts, ReadingNote } from "./domain/facts.ts";
import { fileMail, type Target } from "./domain/filing.ts";
import type { Evidence } from "./domain/evidence.ts";
import { judge, type Judgement } from "./domain/judging.ts";
import { composeLetter } from "./domain/letter/compose.ts";
import { decideLetter } from "./domain/letter-decision.ts";
import { nameKey } from "./domain/names.ts";
import { refusal } from "./domain/refusal.ts";
import type { Automatic, Finding, LetterKind, RequirementState } from "./domain/verdicts.ts";
import { describeDocument, seenInFile, type ExaminedDocument, type Examiner } from "./examine-document.ts";
import { applicationLetter, enquiryLetter, unreadOf, type ReceivedMail } from "./letters/letter-content.ts";
import { senderOf, type Rules } from "./parts.ts";

export interface Examined {
  message: {
    messageId: string | null;
    from: string | null;
    subject: string;
    date: string | null;
    receivedAt: string;
    automatic: Automatic | null;
  };
  documents: ExaminedDocument[];
  applications: { unitName: string; state: string; requirements: RequirementState[]; findings: Finding[] }[];
  letter: { kind: LetterKind; to: string[]; subject: string; text: string } | null;
  findings: Finding[];
}

/** What a file that is no mail holds, where that may be several documents: an archive, a PDF with both papers. */
export type ExaminedFile = Pick<Examined, "documents" | "findings">;

/** A mail or a document by itself, as the contract's `examine` prints it; nothing is stored or sent. */
export async function examineFile(
  path: string,
  examiner: Examiner,
): Promise<Examined | ExaminedFile | ExaminedDocument> {
  const kind = await examiner.reader.kindOf(path);
  if (kind === "eml" || isMailByName(path, kind)) return examineMail(path, examiner);
  if (mediumOf(kind) === "archive") return examineArchive(path, examiner);
  const seen = await seenInFile(path, kind, examiner);
  const documents = seen.map((one) => describeDocument(one, one.unitName, examiner));
  const [only] = documents;
  return only && documents.length === 1 ? only : { documents, findings: [] };
}

/** A mail's content may be too odd to be known for one; a server says that it is a mail, for a file its name does. */
function isMailByName(path: string, kind: FileKind): boolean {
  return extname(path).toLowerCase() === ".eml" && (kind === "text" || kind === "html" || kind === "other");
}

async function examineArchive(path: string, examiner: Examiner): Promise<ExaminedFile> {
  const { rules, now } = examiner;
  const read = (partsDir: string) => examiner.reader.readArchive(path, basename(path), partsDir);
  const { facts, documents } = await readWithParts(read, examiner);
  const seen = seeDocuments({ id: "", receivedAt: now.toISOString() }, facts, documents, rules.campaign);
  return {
    documents: seen.map((one) => describeDocument(one, one.unitName, examiner)),
    findings: facts.notes.map((note) => noteFinding(note, rules)),
  };
}

async function examineMail(path: string, examiner: Examiner): Promise<Examined> {
  const { rules, now } = examiner;
  const { facts, documents } = await readWithParts((partsDir) => examiner.reader.readMail(path, partsDir), examiner);
  const receivedAt = facts.received ?? facts.date ?? now.toISOString();
  const { campaign } = rules;
  const own = senderOf(examiner);
  const self = { addresses: [campaign.mailbox, own], ourMessageIds: (id: string) => id.includes(".sunshine-intake@") };
  const { automatic } = classifyAutomatic(facts, self);
  const seen = seeDocuments({ id: "", receivedAt }, facts, documents, campaign);
  const applications = automatic === null ? judgeEach(seen, facts, receivedAt, rules) : [];
  const { messageId, subject, date } = facts;
  return {
    message: { messageId, from: facts.from?.address ?? null, subject, date, receivedAt, automatic },
    documents: seen.map((one) => {
      const own = applications.find(({ evidence }) => evidence.documents.includes(one));
      return describeDocument(one, own?.evidence.unitName ?? one.unitName, examiner);
    }),
    applications: applications.map(({ evidence, judgement }) => ({
      unitName: evidence.unitName,
      state: judgement.state,
      requirements: judgement.requirements,
      findings: judgement.findings,
    })),
    letter:
      automatic === null
        ? letterFor(applications, { facts, receivedAt, unread: unreadOf(facts, documents, campaign) }, examiner)
        : null,
    findings: facts.notes.map((note) => noteFinding(note, rules)),
  };
}

/** Reads a mail or an archive with all that it carries, which lies in a folder of its own meanwhile. */
async function readWithParts<F extends Pick<MailFacts, "parts">>(
  read: (partsDir: string) => Promise<F>,
  { reader }: Examiner,
): Promise<{ facts: F; documents: Map<string, DocumentFacts> }> {
  const partsDir = await mkdtemp(join(tmpdir(), "intake-"));
  try {
    const facts = await read(partsDir);
    const documents = new Map<string, DocumentFacts>();
    const documentReader = reader.forMail(0);
    for (const { sha256, kind } of facts.parts) {
      if (!documents.has(sha256))
        documents.set(sha256, await documentReader.readDocument(join(partsDir, sha256), kind));
    }
    return { facts, documents };
  } finally {
    await rm(partsDir, { recursive: true, force: true });
  }
}

interface Judged {
  evidence: Evidence;
  judgement: Judgement;
}

/** Each company that the mail names, judged by this mail alone. */
function judgeEach(seen: SeenDocument[], facts: MailFacts, receivedAt: string, rules: Rules): Judged[] {
  const nothingKnown = { applications: [], members: [], threadApplications: [], senderApplications: [] };
  const filing = fileMail(seen, nothingKnown);
  const links = facts.notes.filter((note) => note.code === "cloud-link");
  return filing.mail.map((target) => {
    const unitName = nameOf(target);
    const own = seen.filter((_, place) => {
      const filed = filing.documents[place];
      return filed !== null && filed !== undefined && nameKey(nameOf(filed.target)) === nameKey(unitName);
    });
    const cloudLinks = links.map((link) => ({ mailId: "", receivedAt, link: link.detail }));
    const evidence = {
      unitName,
      aliases: [],
      twins: [],
      documents: own,
      cloudLinks,
      arrivals: [],
      overrides: [],
      member: null,
      unverified: [],
    };
    return { evidence, judgement: judge(evidence, rules.campaign, rules.say) };
  });
}

function nameOf(target: Target): string {
  return "open" in target ? target.open : "";
}

function letterFor([first]: Judged[], received: ReceivedMail, { rules, now }: Examiner) {
  const address = received.facts.replyTo[0]?.address ?? received.facts.from?.address;
  if (address === undefined) return null;
  const sender = address;
  if (!first) return rules.campaign.enquiry === "never" ? null : letter(enquiryLetter([received], rules, now).content);
  const occasion = { causes: ["mail" as const], broughtDocuments: true, said: null };
  const kind = decideLetter(occasion, first.judgement, rules.campaign);
  if (typeof kind === "object") return null;
  const { evidence, judgement } = first;
  const about = { unitName: evidence.unitName, judgement, documents: evidence.documents };
  return letter(applicationLetter(kind, about, [received], rules, now).content);

  function letter(content: Parameters<typeof composeLetter>[0]) {
    const { subject, text } = composeLetter(content, rules.campaign, rules.wording);
    return { kind: content.kind, to: [sender], subject, text };
  }
}

/** What reading the mail as a whole had to say. */
function noteFinding(note: ReadingNote, { say }: Rules): Finding {
  if (note.code === "cloud-link") return say("cloud-link", cloudLinkDetail(note.detail), note.where);
  return say(refusal([note]) ?? "document-unreadable", { name: note.where ?? "来信" }, note.where);
}
