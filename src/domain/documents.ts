import type { Campaign, DocumentKind } from "./campaign.ts";
import {
  OBJECT,
  type DocumentFacts,
  type FileKind,
  type MailFacts,
  type PageFacts,
  type PartFacts,
  type ReadingNote,
  type WordFacts,
} from "./facts.ts";
import { mediumOf, type Medium } from "./medium.ts";
import { isNamedAsDocument } from "./named.ts";
import { papersOf } from "./papers.ts";
import { readScan } from "./scan-fields.ts";
import { seeBody } from "./see-body.ts";
import { seeWord } from "./see-word.ts";
import { isForeign, unknownDocument, type SeenContent } from "./seen-content.ts";
import { isUnpacked, unopened, unreadOfMail, type Unopened } from "./unopened.ts";

export { mediumOf, type Medium } from "./medium.ts";

/** One of a file's papers. */
export interface SeenPaper extends SeenContent {
  /** A Word file that is none of the papers by its text, and has a picture in it: a scan was pasted in, mostly. */
  mayHoldScan: boolean;
}

/** One document as seen in a mail's attachment; a file that holds several papers is seen as several. */
export interface SeenDocument extends SeenPaper {
  mailId: string;
  /** Its attachment's place in the mail, or `MAIL_ITSELF`, and its own place in the attachment. */
  part: number;
  piece: number;
  name: string;
  within: string[];
  receivedAt: string;
  medium: Medium;
  /** Stands in the mail's own text. */
  inBody: boolean;
}

/** In place of a part's number: what is no attachment. */
export const MAIL_ITSELF = -1;

/** What is seen, and where in its mail. */
type Found = Omit<SeenDocument, "mailId" | "receivedAt">;

/** Every document in a mail. `documents` holds the facts of each part by its SHA-256. */
export function seeDocuments(
  mail: { id: string; receivedAt: string },
  facts: MailFacts,
  documents: Map<string, DocumentFacts>,
  campaign: Campaign,
): SeenDocument[] {
  const attached = facts.parts.flatMap((part, place) =>
    seePart(part, facts, documents.get(part.sha256), campaign).map((one, piece) => ({ ...one, part: place, piece })),
  );
  const body = attached.some((one) => one.form) ? [] : seeMailsText(facts, campaign);
  const beyond = unreadOfMail(facts).map((one, i) => ({ ...asFound(one), part: MAIL_ITSELF, piece: i + 1 }));
  const all = [...attached, ...body, ...beyond];
  return all.map((one) => ({ ...one, mailId: mail.id, receivedAt: mail.receivedAt }));
}

type FoundInPart = Omit<Found, "part" | "piece">;

function seePart(
  part: PartFacts,
  facts: MailFacts,
  read: DocumentFacts | undefined,
  campaign: Campaign,
): FoundInPart[] {
  if (isUnpacked(part.kind)) return unopened(part, facts).map(asFound);
  const seen = read ? seeFile(read, campaign) : [unread([])];
  const { name, within } = part;
  return seen
    .filter((one) => !isDecoration(part, one, campaign))
    .map((one) => ({
      ...one,
      // Why a file is no document that can be read, its mail may know better: it is encrypted, only its head came.
      notes: one.notes.length > 0 ? [...notesOn(part, facts), ...one.notes] : one.notes,
      ...{ name, within, medium: mediumOf(part.kind), inBody: false },
    }));
}

function notesOn({ within, name }: PartFacts, { notes }: MailFacts): ReadingNote[] {
  const path = [...within, name].join("/");
  return notes.filter(({ code, where }) => code !== "cloud-link" && where === path);
}

function asFound({ notes, ...place }: Unopened): FoundInPart {
  return { ...unread(notes), ...place, inBody: false };
}

function seeMailsText(facts: MailFacts, campaign: Campaign): Found[] {
  const form = seeBody(facts.text, campaign);
  const place = { part: MAIL_ITSELF, piece: 0, name: "邮件正文", within: [] };
  return form ? [{ ...form, ...place, medium: "other", mayHoldScan: false, inBody: true }] : [];
}

function unread(notes: ReadingNote[]): SeenPaper {
  return { ...unknownDocument(notes), mayHoldScan: false };
}

/** What one file holds, whatever it came in. At least one entry. */
export function seeFile(facts: DocumentFacts, campaign: Campaign): SeenPaper[] {
  const { word, pages, notes } = facts;
  if (word) {
    const pictured = holdsPicture(facts.kind, word);
    return seeWord(word, notes, campaign).map((one) => ({
      ...one,
      mayHoldScan: pictured && one.document === "unknown" && !one.foreign,
    }));
  }
  const papers = papersOf(pages, campaign.documents);
  if (papers.length === 0) return [unread(notes)];
  return papers.map((paper) => ({ ...seePages(paper.document, paper.pages, notes, campaign), mayHoldScan: false }));
}

/** Old kinds of Word files tell nothing of their pictures. */
function holdsPicture(kind: FileKind, { blocks, dropped }: WordFacts): boolean {
  const texts = blocks.flatMap((block) => ("paragraph" in block ? block.paragraph : block.table.flat()));
  const text = [...texts, ...dropped].join("");
  return text.includes(OBJECT) || (text.trim() === "" && kind !== "docx");
}

function seePages(document: DocumentKind, pages: PageFacts[], notes: ReadingNote[], campaign: Campaign): SeenContent {
  const scan = readScan(
    pages.flatMap((page) => page.lines),
    campaign.form,
  );
  const nameCertain = pages.every((page) => page.textSource !== "ocr");
  const foreign = document === "unknown" && pages.every((page) => isForeign(wellRead(page), campaign));
  return { document, unitName: scan.unitName, nameCertain, foreign, form: null, scan, pages, notes };
}

const WELL_READ = 0.8;

function wellRead({ lines }: PageFacts): string {
  return lines.map((line) => (line.confidence >= WELL_READ ? line.text : "")).join("");
}

/** A signature's logo, a disclaimer, a vCard: nothing that an applicant means as a document. */
function isDecoration(part: PartFacts, seen: SeenContent, campaign: Campaign): boolean {
  if (seen.document !== "unknown") return false;
  // A web disk's login page saved as 申请表.docx was meant as that.
  const isWords = part.kind === "text" || part.kind === "html";
  if (mediumOf(part.kind) !== "image") return isWords && !isNamedAsDocument(part, campaign);
  // A telephone puts the picture of a page into the body, as others do with their logo.
  const isPage = seen.pages.some((page) => page.seals.length > 0 || page.lines.length >= LINES_OF_A_PAGE);
  const unread = seen.notes.length > 0 && !part.inline;
  return !isPage && !unread && (part.inline || part.size < 20_000);
}

const LINES_OF_A_PAGE = 8;
