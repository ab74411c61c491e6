import type { Campaign, DocumentKind, Recognition } from "./campaign.ts";
import { alikeWithin, bare } from "./chinese-text.ts";
import { similarity } from "./names.ts";

export interface Recognised {
  document: DocumentKind;
  /** 0…1: 1 for a title, else the share of the phrases that occur. */
  score: number;
  /** Its title stands at the top. */
  titled: boolean;
}

export type Kinds = Campaign["documents"];

/** What a text is, by its title or its phrases; slips of OCR are allowed for. */
export function recognise(text: string, documents: Kinds): Recognised {
  const lines = bareLines(text);
  return recogniseBy(lines, phrasesOf(lines, documents), documents);
}

/** The same, of a text whose phrases are known. */
export function recogniseBy(lines: string[], phrases: Phrases, documents: Kinds): Recognised {
  const titled = firstTitle(lines.slice(0, FIRST_LINES), documents);
  const signs = kindsOf(documents).map((kind) => ({ kind, count: phrases[kind].length }));
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
export const FIRST_LINES = 8;
/** Ten pages: enough to tell what a paper is. */
const MOST_CHARACTERS = 15_000;
export const ALIKE = 0.8;

export type Kind = keyof Kinds;

export function kindsOf(documents: Kinds): Kind[] {
  return Object.keys(documents) as Kind[];
}

/** The first title. It is a line of its own, or two where it is broken; a mention within a sentence is none. */
function firstTitle(lines: string[], documents: Kinds): Kind | null {
  const kindOfTitle = titleReader(documents);
  for (const [i, line] of lines.entries()) {
    const kind = kindOfTitle(line, lines[i + 1] ?? "");
    if (kind) return kind;
  }
  return null;
}

/** Tells whose title a line is, by itself or together with the next; both without signs, as `bare` gives them. */
export function titleReader(documents: Kinds): (line: string, next: string) => Kind | null {
  const known = kindsOf(documents).map((kind) => ({ kind, titles: documents[kind].titles.map(bare) }));
  return (line, next) => {
    const candidates = [line, line + next].map(withoutAnnexNumber);
    const ranked = known.map(({ kind, titles }) => {
      const alike = Math.max(0, ...titles.flatMap((title) => candidates.map((one) => titleAlike(title, one))));
      return { kind, alike };
    });
    const [best] = ranked.sort((a, b) => b.alike - a.alike);
    return best && best.alike >= ALIKE ? best.kind : null;
  };
}

/** The action's name alone is most of the declaration's title and yet none. */
export function titleAlike(title: string, line: string): number {
  const hopeless = line.length < title.length * 0.9 || title.length < line.length * ALIKE;
  return hopeless ? 0 : similarity(title, line);
}

function withoutAnnexNumber(line: string): string {
  return line.replace(/^附件[\d一二三]?/, "");
}

/** As many lines as are looked at, without signs. */
export function bareLines(text: string): string[] {
  // Spaces and signs count too here: a page of nothing else is not worth a second.
  const lines = text
    .slice(0, 4 * MOST_CHARACTERS)
    .split("\n")
    .map(bare);
  return lines.filter((line) => line !== "");
}

/** The phrases of each kind that occur. */
export type Phrases = Record<Kind, string[]>;

export function phrasesOf(lines: string[], documents: Kinds): Phrases {
  const whole = lines.join("").slice(0, MOST_CHARACTERS);
  const [form, declaration, notice] = (["application-form", "declaration", "notice"] as const).map((kind) =>
    phrasesIn(documents[kind], whole),
  ) as [string[], string[], string[]];
  return { "application-form": form, declaration, notice };
}

function phrasesIn(recognition: Recognition, text: string): string[] {
  return recognition.phrases.map(bare).filter((phrase) => mayOccur(phrase, text) && alikeWithin(phrase, text) >= ALIKE);
}

/** Of a phrase with so few slips one of the pieces between them stands whole: the search that allows for slips is slow. */
function mayOccur(phrase: string, text: string): boolean {
  const pieces = Math.floor(phrase.length * (1 - ALIKE) + 1e-9) + 1;
  const cuts = Array.from({ length: pieces + 1 }, (_, i) => Math.floor((i * phrase.length) / pieces));
  return cuts.slice(1).some((end, i) => text.includes(phrase.slice(cuts[i], end)));
}

/** Does anything of the form's or the declaration's words occur? A page of one by itself may hold too few to be recognised. */
export function hasSigns(text: string, documents: Kinds): boolean {
  const { "application-form": form, declaration } = phrasesOf(bareLines(text), documents);
  return form.length + declaration.length > 0;
}
