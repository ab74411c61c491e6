import type { Campaign, DocumentKind } from "./campaign.ts";
import type { DocumentFacts, FileKind, MailFacts, PageFacts, PartFacts, ReadingNote } from "./facts.ts";
import { papersOf } from "./recognise.ts";
import { readScan } from "./scan-fields.ts";
import { seeWord } from "./see-word.ts";
import { isForeign, unknownDocument, type SeenContent } from "./seen-content.ts";

export type Medium = "word" | "pdf" | "image" | "ofd" | "archive" | "other";

/** One document as seen in a mail's attachment; a file that holds several papers is seen as several. */
export interface SeenDocument extends SeenContent {
  mailId: string;
  /** Its attachment's place in the mail, and its own place in the attachment. */
  part: number;
  piece: number;
  name: string;
  within: string[];
  receivedAt: string;
  medium: Medium;
}

/** Every document in a mail. `documents` holds the facts of each part by its SHA-256. */
export function seeDocuments(
  mail: { id: string; receivedAt: string },
  facts: MailFacts,
  documents: Map<string, DocumentFacts>,
  campaign: Campaign,
): SeenDocument[] {
  return facts.parts.flatMap((part, place) => {
    const read = documents.get(part.sha256);
    const unopened = isUnpacked(part.kind) ? unpackingNotes(part, facts) : null;
    if (unopened?.length === 0) return [];
    const seen = read && !unopened ? seeFile(read, campaign) : [unknownDocument(unopened ?? [])];
    return seen
      .filter((one) => !isDecoration(part, one))
      .map((one, piece) => ({
        ...one,
        mailId: mail.id,
        part: place,
        piece,
        name: part.name,
        within: part.within,
        receivedAt: mail.receivedAt,
        medium: mediumOf(part.kind),
      }));
  });
}

/** What one file holds, whatever it came in. At least one entry. */
export function seeFile(facts: DocumentFacts, campaign: Campaign): SeenContent[] {
  if (facts.word) return seeWord(facts.word, facts.notes, campaign);
  const papers = papersOf(facts.pages, campaign.documents);
  if (papers.length === 0) return [unknownDocument(facts.notes)];
  return papers.map((paper) => seePages(paper.document, paper.pages, facts.notes, campaign));
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
function isDecoration(part: PartFacts, seen: SeenContent): boolean {
  if (seen.document !== "unknown") return false;
  if (mediumOf(part.kind) !== "image") return part.kind === "text" || part.kind === "html";
  // A telephone puts the picture of a page into the body, as others do with their logo.
  const isPage = seen.pages.some((page) => page.seals.length > 0 || page.lines.length >= LINES_OF_A_PAGE);
  const unread = seen.notes.length > 0 && !part.inline;
  return !isPage && !unread && (part.inline || part.size < 20_000);
}

const LINES_OF_A_PAGE = 8;

/** What these hold stands among the mail's parts; of rar, 7z and gzip nothing does. */
function isUnpacked(kind: FileKind): boolean {
  return kind === "eml" || kind === "zip";
}

/** Why a container, or something in it, could not be taken out; a part that was taken out speaks for itself. */
function unpackingNotes(part: PartFacts, facts: MailFacts): ReadingNote[] {
  const path = [...part.within, part.name].join("/");
  const taken = new Set(facts.parts.map((one) => [...one.within, one.name].join("/")));
  return facts.notes.filter(({ code, where = "" }) => {
    const inside = where.startsWith(`${path}/`) && !taken.has(where);
    return code !== "cloud-link" && (where === path || inside);
  });
}

export function mediumOf(kind: FileKind): Medium {
  switch (kind) {
    case "docx":
    case "doc":
    case "wps":
    case "rtf":
    case "odt":
      return "word";
    case "pdf":
      return "pdf";
    case "ofd":
      return "ofd";
    case "jpeg":
    case "png":
    case "tiff":
    case "bmp":
    case "heic":
      return "image";
    case "zip":
    case "rar":
    case "7z":
    case "gzip":
      return "archive";
    case "eml":
    case "xlsx":
    case "html":
    case "text":
    case "other":
      return "other";
  }
}
