import type { Campaign, DocumentKind } from "./campaign.ts";
import type { DocumentFacts, FileKind, MailFacts, PageFacts, PartFacts, ReadingNote, WordFacts } from "./facts.ts";
import { readForm, type FormReading } from "./form.ts";
import { hasSigns, papersOf, recognise } from "./recognise.ts";
import { readScan, type ScanReading } from "./scan-fields.ts";

export type Medium = "word" | "pdf" | "image" | "ofd" | "archive" | "other";

/** One document as seen in a mail's attachment; a PDF that holds both papers is seen as two. */
export interface SeenDocument {
  mailId: string;
  /** Its attachment's place in the mail, and its own place in the attachment. */
  part: number;
  piece: number;
  name: string;
  within: string[];
  receivedAt: string;
  document: DocumentKind;
  medium: Medium;
  /** The company that it names; null where it names none or could not be read. */
  unitName: string | null;
  /** False where the name was read by OCR: a character may be wrong. */
  nameCertain: boolean;
  /** Read well enough to say that it is none of those asked for. */
  foreign: boolean;
  form: FormReading | null;
  scan: ScanReading | null;
  pages: PageFacts[];
  notes: ReadingNote[];
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

type Content = Omit<SeenDocument, "mailId" | "part" | "piece" | "name" | "within" | "receivedAt" | "medium">;

/** What one file holds, whatever it came in. At least one entry. */
export function seeFile(facts: DocumentFacts, campaign: Campaign): Content[] {
  if (facts.word) return [seeWord(facts.word, facts.notes, campaign)];
  const papers = papersOf(facts.pages, campaign.documents);
  if (papers.length === 0) return [unknownDocument(facts.notes)];
  return papers.map((paper) => seePages(paper.document, paper.pages, facts.notes, campaign));
}

function seeWord(word: WordFacts, notes: ReadingNote[], campaign: Campaign): Content {
  const form = readForm(word, campaign.form);
  const text = word.blocks
    .map((block) => ("paragraph" in block ? block.paragraph : block.table.map((row) => row.join("\n")).join("\n")))
    .join("\n");
  const recognised = recognise(text, campaign.documents).document;
  // The notice itself carries a blank form; with values in it, it has become an application.
  const filledNotice = recognised === "notice" && Object.values(form.fields).filter(Boolean).length >= 5;
  const document = filledNotice ? "application-form" : recognised;
  const foreign = document === "unknown" && word.dropped.length === 0 && isForeign(text, campaign);
  if (document !== "application-form") return { ...unknownDocument(notes), document, foreign };
  return { ...unknownDocument(notes), document, form, unitName: unitNameOf(form.fields, campaign), nameCertain: true };
}

function seePages(document: DocumentKind, pages: PageFacts[], notes: ReadingNote[], campaign: Campaign): Content {
  const scan = readScan(
    pages.flatMap((page) => page.lines),
    campaign.form,
  );
  const nameCertain = pages.every((page) => page.textSource !== "ocr");
  const foreign = document === "unknown" && pages.every((page) => isForeign(wellRead(page), campaign));
  return { document, unitName: scan.unitName, nameCertain, foreign, form: null, scan, pages, notes };
}

/** Chinese characters on a page: the declaration, the shortest paper, has more than twice as many. */
const LEAST_LEGIBLE = 60;
const WELL_READ = 0.8;

function isForeign(text: string, campaign: Campaign): boolean {
  const characters = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return characters >= LEAST_LEGIBLE && !hasSigns(text, campaign.documents);
}

function wellRead({ lines }: PageFacts): string {
  return lines.map((line) => (line.confidence >= WELL_READ ? line.text : "")).join("");
}

function unknownDocument(notes: ReadingNote[]): Content {
  return {
    document: "unknown",
    unitName: null,
    nameCertain: false,
    foreign: false,
    form: null,
    scan: null,
    pages: [],
    notes,
  };
}

/** The value of the field that the rules call the company's name. */
export function unitNameOf(fields: Record<string, string | null>, campaign: Campaign): string | null {
  const field = campaign.form.fields.find((one) => one.check === "unit-name");
  return field ? (fields[field.id] ?? null) : null;
}

/** A signature's logo, a disclaimer, a vCard: nothing that an applicant means as a document. */
function isDecoration(part: PartFacts, seen: Content): boolean {
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
