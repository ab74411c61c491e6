import type { Campaign, DocumentKind, Recognition } from "./campaign.ts";
import { alikeWithin, bare } from "./chinese-text.ts";
import type { PageFacts } from "./facts.ts";
import { similarity } from "./names.ts";

export interface Recognised {
  document: DocumentKind;
  /** 0…1: 1 for a title, else the share of the phrases that occur. */
  score: number;
  /** Its title stands at the top. */
  titled: boolean;
}

type Kinds = Campaign["documents"];

/** What a text is, by its title or its phrases; slips of OCR are allowed for. */
export function recognise(text: string, documents: Kinds): Recognised {
  const lines = text
    .split("\n")
    .map(bare)
    .filter((line) => line !== "");
  const whole = lines.join("").slice(0, MOST_CHARACTERS);
  const titled = firstTitle(lines.slice(0, FIRST_LINES), documents);
  const signs = kindsOf(documents).map((kind) => ({ kind, count: countPhrases(documents[kind], whole) }));
  // The notice carries both blank forms and so all of their phrases: its own count first.
  const enough = signs.filter(({ kind, count }) => count >= documents[kind].enough);
  const notice = enough.find(({ kind }) => kind === "notice");
  if (titled && (titled === "notice" || !notice)) return { document: titled, score: 1, titled: true };
  const share = ({ kind, count }: (typeof signs)[number]): number =>
    count / Math.max(1, documents[kind].phrases.length);
  const best = notice ?? enough.sort((a, b) => share(b) - share(a))[0];
  return best
    ? { document: best.kind, score: share(best), titled: false }
    : { document: "unknown", score: 0, titled: false };
}

/** A title comes first, under a letterhead, a number and perhaps 附件 1. */
const FIRST_LINES = 8;
/** Ten pages: enough to tell what a paper is. */
const MOST_CHARACTERS = 15_000;
const ALIKE = 0.8;

type Kind = keyof Kinds;

function kindsOf(documents: Kinds): Kind[] {
  return Object.keys(documents) as Kind[];
}

/** The first title. It is a line of its own, or two where it is broken; a mention within a sentence is none. */
function firstTitle(lines: string[], documents: Kinds): Kind | null {
  for (const [i, line] of lines.entries()) {
    const candidates = [line, line + (lines[i + 1] ?? "")].map(withoutAnnexNumber);
    const ranked = kindsOf(documents).map((kind) => {
      const titles = documents[kind].titles.map(bare);
      const alike = Math.max(0, ...titles.flatMap((title) => candidates.map((one) => titleAlike(title, one))));
      return { kind, alike };
    });
    const [best] = ranked.sort((a, b) => b.alike - a.alike);
    if (best && best.alike >= ALIKE) return best.kind;
  }
  return null;
}

/** The action's name alone is most of the declaration's title and yet none. */
function titleAlike(title: string, line: string): number {
  return line.length < title.length * 0.9 ? 0 : similarity(title, line);
}

function withoutAnnexNumber(line: string): string {
  return line.replace(/^附件[\d一二三]?/, "");
}

function countPhrases(recognition: Recognition, text: string): number {
  return recognition.phrases.map(bare).filter((phrase) => alikeWithin(phrase, text) >= ALIKE).length;
}

/** Does anything of the form's or the declaration's words occur? A page of one by itself may hold too few to be recognised. */
export function hasSigns(text: string, documents: Kinds): boolean {
  const whole = bare(text).slice(0, MOST_CHARACTERS);
  return countPhrases(documents["application-form"], whole) + countPhrases(documents.declaration, whole) > 0;
}

export interface Paper {
  document: DocumentKind;
  pages: PageFacts[];
}

/**
 * Parts a file's pages into papers. A page that cannot be recognised goes with the paper before it; what comes
 * before the first recognised page is a paper of its own kind, `unknown`.
 */
export function papersOf(pages: PageFacts[], documents: Kinds): Paper[] {
  const papers: (Paper & { titled: boolean })[] = [];
  for (const page of pages) {
    const { document, titled } = recognisePage(page, papers, documents);
    const open = papers[papers.length - 1];
    const another = document !== "unknown" && (document !== open?.document || (titled && open.titled));
    if (!open || another) papers.push({ document, pages: [page], titled });
    else {
      open.pages.push(page);
      open.titled ||= titled;
    }
  }
  return papers.map(({ document, pages: own }) => ({ document, pages: own }));
}

function recognisePage(page: PageFacts, before: Paper[], documents: Kinds): Recognised {
  const text = page.lines.map((line) => line.text).join("\n");
  const recognised = recognise(text, documents);
  const inNotice = before[before.length - 1]?.document === "notice";
  return inNotice && isBlankAnnex(page, text) ? { ...recognised, document: "notice", titled: false } : recognised;
}

/** The forms at the notice's end are blank: no seal, no date. */
function isBlankAnnex(page: PageFacts, text: string): boolean {
  return page.seals.length === 0 && !/\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}/.test(text.normalize("NFKC"));
}
