import type { Campaign, DocumentKind } from "./campaign.ts";
import type { DocumentFacts, FileKind, MailFacts, PageFacts, PartFacts, ReadingNote, WordFacts } from "./facts.ts";
import { papersOf } from "./recognise.ts";
import { readScan } from "./scan-fields.ts";
import { seeBody } from "./see-body.ts";
import { seeWord } from "./see-word.ts";
import { isForeign, unknownDocument, type SeenContent } from "./seen-content.ts";

export type Medium = "word" | "pdf" | "image" | "ofd" | "archive" | "other";

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
  const rest = attached.some((one) => one.form) ? [] : seeMailsText(facts, campaign);
  const all = [...attached, ...rest, ...unreadOfMail(facts)];
  return all.map((one) => ({ ...one, mailId: mail.id, receivedAt: mail.receivedAt }));
}

type FoundInPart = Omit<Found, "part" | "piece">;

function seePart(
  part: PartFacts,
  facts: MailFacts,
  read: DocumentFacts | undefined,
  campaign: Campaign,
): FoundInPart[] {
  if (isUnpacked(part.kind)) return unopened(part, facts);
  const seen = read ? seeFile(read, campaign) : [unread([])];
  const { name, within } = part;
  return seen
    .filter((one) => !isDecoration(part, one))
    .map((one) => ({ ...one, name, within, medium: mediumOf(part.kind), inBody: false }));
}

/** What of a container could not be taken out: the container where nothing could, else each file by its name. */
function unopened(part: PartFacts, facts: MailFacts): FoundInPart[] {
  const notes = unpackingNotes(part, facts);
  const path = [...part.within, part.name];
  const took = facts.parts.some((one) => one.within.join("/").startsWith(path.join("/")));
  const inside = notes.filter(({ where }) => where !== path.join("/"));
  if (notes.length === 0) return [];
  if (!took || inside.length < notes.length) {
    const { name, within } = part;
    return [{ ...unread(notes), name, within, medium: "archive", inBody: false }];
  }
  return inside.map((note) => {
    const name = note.where?.split("/").at(-1) ?? "";
    return { ...unread([note]), name, within: path, medium: mediumByName(name), inBody: false };
  });
}

/** Only of a file whose content cannot be had. */
function mediumByName(name: string): Medium {
  const extension = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? "";
  if (/^(?:docx?|docm|dotx?|wps|rtf|odt)$/.test(extension)) return "word";
  if (/^(?:jpe?g|png|tiff?|bmp|heic|heif)$/.test(extension)) return "image";
  return extension === "pdf" || extension === "ofd" ? extension : "archive";
}

function seeMailsText(facts: MailFacts, campaign: Campaign): Found[] {
  const form = seeBody(facts.text, campaign);
  const place = { part: MAIL_ITSELF, piece: 0, name: "邮件正文", within: [] };
  return form ? [{ ...form, ...place, medium: "other", mayHoldScan: false, inBody: true }] : [];
}

/** A mail, or a part of it, that was too large to be taken apart. What is said of its text concerns no document. */
const LIMITS_OF_MAIL = ["mailBytes", "parts"];

function unreadOfMail({ notes, parts }: MailFacts): Found[] {
  const paths = parts.map((one) => [...one.within, one.name].join("/")).filter((path) => path !== "");
  const own = notes.filter(
    ({ code, detail, where = "" }) =>
      code === "over-limit" && LIMITS_OF_MAIL.includes(detail) && !paths.some((path) => where.startsWith(path)),
  );
  return own.map((note, i) => {
    const name = note.where?.split("/").at(-1) ?? "来信的附件";
    const place = { part: MAIL_ITSELF, piece: i + 1, name, within: [] };
    return { ...unread([note]), ...place, medium: "archive", inBody: false };
  });
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

/** The reader puts this character where a picture stands; old kinds of Word files tell nothing of their pictures. */
const OBJECT = "\uFFFC";

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
function isDecoration(part: PartFacts, seen: SeenContent): boolean {
  if (seen.document !== "unknown") return false;
  if (mediumOf(part.kind) !== "image") return part.kind === "text" || part.kind === "html";
  // A telephone puts the picture of a page into the body, as others do with their logo.
  const isPage = seen.pages.some((page) => page.seals.length > 0 || page.lines.length >= LINES_OF_A_PAGE);
  const unread = seen.notes.length > 0 && !part.inline;
  return !isPage && !unread && (part.inline || part.size < 20_000);
}

const LINES_OF_A_PAGE = 8;

/** What these hold stands among the mail's parts. */
function isUnpacked(kind: FileKind): boolean {
  return kind === "eml" || mediumOf(kind) === "archive";
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
    case "tar":
    case "tnef":
    case "p7m":
      return "archive";
    case "eml":
    case "xlsx":
    case "html":
    case "text":
    case "other":
      return "other";
  }
}
