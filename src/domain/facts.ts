/**
 * What reading found out about a mail or a document: facts only, the same for every campaign and
 * every day, so that they can be kept by content hash and judged again when the rules change.
 */

export interface Address {
  /** As written, e.g. `li@example.com`; compared without regard to case. */
  address: string;
  name: string;
}

/** Why something could not be read, or not whole. The words for people stand in the campaign's wording. */
export interface ReadingNote {
  code:
    | "unreadable"
    | "damaged"
    | "encrypted"
    | "over-limit"
    | "timed-out"
    | "unsupported-kind"
    | "empty"
    | "cloud-link"
    | "text-dropped"
    | "ocr-unavailable";
  /** The limit's name, the library's message or the link: for staff, never shown to applicants as it is. */
  detail: string;
  /** The file within an archive or the page that it is about, where it is not the whole. */
  where?: string;
}

/** A file's kind by its content, never by its name. */
export type FileKind =
  | "docx"
  | "doc"
  | "wps"
  | "rtf"
  | "odt"
  | "pdf"
  | "ofd"
  | "jpeg"
  | "png"
  | "tiff"
  | "bmp"
  | "webp"
  | "avif"
  | "heic"
  | "xlsx"
  | "zip"
  | "rar"
  | "7z"
  | "gzip"
  | "tar"
  /** Outlook's winmail.dat. */
  | "tnef"
  /** A message of S/MIME that is wrapped up in its signature, or encrypted. */
  | "p7m"
  | "eml"
  | "html"
  | "text"
  | "other";

export interface PartFacts {
  sha256: string;
  /** Decoded and NFC; empty where the mail gives none. */
  name: string;
  /** bytes */
  size: number;
  kind: FileKind;
  declaredType: string;
  /** The names of the archives and mails that it came in, outermost first. */
  within: string[];
  /** Shown inside the mail's body (a logo in a signature), by Content-Disposition or Content-ID. */
  inline: boolean;
}

export interface MailFacts {
  /** With its angle brackets; null where absent or empty. */
  messageId: string | null;
  inReplyTo: string | null;
  references: string[];
  from: Address | null;
  replyTo: Address[];
  to: Address[];
  cc: Address[];
  subject: string;
  /** ISO instants; null where absent or not a date. */
  date: string | null;
  /** The topmost Received header's date. */
  received: string | null;
  /** Every header in order, its name in lower case, its value unfolded and decoded. */
  headers: [name: string, value: string][];
  /** The body as plain text. */
  text: string;
  /** Every part but the bodies, at any depth, archives unpacked: an archive stands before its entries. */
  parts: PartFacts[];
  /** Content type of the whole, in lower case, e.g. `multipart/report`. */
  contentType: string;
  notes: ReadingNote[];
}

/** One file's content. `word` for Word files, `pages` for PDFs and pictures; neither where it could not be read. */
export interface DocumentFacts {
  kind: FileKind;
  word: WordFacts | null;
  pages: PageFacts[];
  /** The signature fields of a PDF or an OFD, in the file's order, as the file states them; absent where it has none. */
  signatures?: SignatureField[];
  notes: ReadingNote[];
}

export type WordBlock = { paragraph: string } | { table: WordTable };
/** Rows of cells, merged cells given once; a cell's paragraphs are joined with line breaks. */
export type WordTable = string[][];

/** Stands in a text where a picture or another object stands (Unicode's own character for it). */
export const OBJECT = "\uFFFC";

export interface WordFacts {
  /** In reading order. */
  blocks: WordBlock[];
  /** Runs of text that stand in the document's XML but that the reader did not deliver (text boxes, content controls, …). */
  dropped: string[];
  /** Texts beside the body: headers, footers, notes, comments, charts, diagrams, descriptions of pictures, bound data. */
  aside?: string[];
}

/** Fractions of the page as displayed, origin top left. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface TextLine {
  text: string;
  box: Box;
  /** Where it stands on the page made level, turned upright and freed from a desk; absent where that is its box. */
  upright?: Box;
  /** 0…1; 1 for a text layer. */
  confidence: number;
}

export interface PageFacts {
  /** From 1. */
  number: number;
  /** Of the page as displayed; null for a bare picture without dpi. */
  widthMm: number | null;
  heightMm: number | null;
  textSource: "text-layer" | "ocr" | "none";
  /** In reading order. */
  lines: TextLine[];
  seals: SealFacts[];
  /**
   * Of a page without colour: its dark ink in mm² that is neither read print nor a rule, about the places printed for a
   * seal, or anywhere where none was read. Absent on a page in colour.
   */
  strayInkMm2?: number;
}

/** An ellipse on a page as displayed: its outer edge is the seal's. */
export interface PageEllipse {
  /** Its centre in fractions of the page's width and height. */
  x: number;
  y: number;
  /** Half the long and half the short axis, both in fractions of the page's WIDTH. */
  a: number;
  b: number;
  /** Of the long axis, in degrees clockwise from the page's horizontal, 0 ≤ angle < 180; 0 of a circle. */
  angle: number;
}

/**
 * How a seal came onto its page. `ink-scan`: it lies within a picture of the whole page, where a seal that was pasted
 * before the page was flattened cannot be told from ink. `pasted-image`: it was laid over the page as a picture, a
 * form or drawn lines of its own. `signature-field`: it is the appearance of a signature field (PDF) or of a
 * signature's stamp (OFD).
 */
export type SealHow = "ink-scan" | "pasted-image" | "signature-field";

/** A seal-like thing on a page, with the evidence for it. What it is worth is judged in `seals.ts`. */
export interface SealFacts {
  box: Box;
  /** Of a mended page on the page as it came, as the box is; null for a square. */
  ellipse: PageEllipse | null;
  how: SealHow;
  /** Mean outer diameter (round, oval) or side (square); null where the page's size is unknown. */
  diameterMm: number | null;
  shape: "round" | "oval" | "square" | "irregular";
  colour: "red" | "purple" | "orange" | "grey";
  /** 0…1, that this is a seal at all. */
  confidence: number;
  /** Each piece of evidence by name with its score, e.g. `ringCoverage: 0.93`. */
  evidence: Record<string, number>;
  /** The text band unwrapped and read, one entry for each way of cutting it; empty where nothing was read. */
  arc: Lattice[];
  /** The straight text inside, as read (合同专用章, the 13-digit code, …). */
  words: string;
}

/** A field of a PDF for a signature (ISO 32000-1, 12.7.4.5), or a signature of an OFD (GB/T 33190-2016, 18). */
export interface SignatureField {
  /** The field's full name; of an OFD the signature's ID. */
  name: string;
  /** From 1; null where it stands on no page. */
  page: number | null;
  /** null where nothing of it shows. */
  box: Box | null;
  /** false: a field that nobody has signed yet; null: not known, in an encrypted file. */
  isSigned: boolean | null;
  /** The subject's common name in the signer's certificate, else the name that the signature gives itself. */
  signedBy: string | null;
  /** ISO instant, as the signer's machine claims it. */
  signedAt: string | null;
  /** The signature speaks for every byte of the file; false: the file goes on after it, or has parts outside it. null: not known. */
  coversWholeFile: boolean | null;
}

/**
 * A line recogniser's output before a decision: for each time step the likeliest characters with
 * their natural-log probabilities, best first; the CTC blank is the empty string.
 */
export type Lattice = [character: string, logProbability: number][][];
