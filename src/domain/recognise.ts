import type { Campaign, DocumentKind, Recognition } from "./campaign.ts";
import { alikeWithin, bare } from "./chinese-text.ts";
import type { PageFacts } from "./facts.ts";
import { similarity } from "./names.ts";
import { bounded } from "./page-bounds.ts";

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
  const lines = bareLines(text);
  return recogniseBy(lines, phrasesOf(lines, documents), documents);
}

function recogniseBy(lines: string[], phrases: Phrases, documents: Kinds): Recognised {
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
function titleAlike(title: string, line: string): number {
  const hopeless = line.length < title.length * 0.9 || title.length < line.length * ALIKE;
  return hopeless ? 0 : similarity(title, line);
}

function withoutAnnexNumber(line: string): string {
  return line.replace(/^附件[\d一二三]?/, "");
}

/** As many lines as are looked at, without signs. */
function bareLines(text: string): string[] {
  // Spaces and signs count too here: a page of nothing else is not worth a second.
  const lines = text
    .slice(0, 4 * MOST_CHARACTERS)
    .split("\n")
    .map(bare);
  return lines.filter((line) => line !== "");
}

/** The phrases of each kind that occur. */
type Phrases = Record<Kind, string[]>;

function phrasesOf(lines: string[], documents: Kinds): Phrases {
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

/** Does a page show by a title or by phrases that it is one of this kind's, as none of another paper does? */
export function isPageOf(page: PageFacts, kind: DocumentKind, documents: Kinds): boolean {
  const sight = sightOf(page, documents);
  return kind !== "unknown" && (sight.document === kind || sight.inner === kind || isKin(sight.phrases[kind]));
}

export interface Paper {
  document: DocumentKind;
  /** In the file's order. */
  pages: PageFacts[];
}

/** One page with what speaks for each kind of document. */
interface Sight extends Recognised {
  page: PageFacts;
  phrases: Phrases;
  /** The kind that it is a further page of by its own title (成员守则). */
  inner: Kind | null;
  /** The kind that it is a further page of by that title, or by phrases too few to be recognised by. */
  kin: Kind | null;
  /** Well read, and nothing of the kinds asked for: a letter, a licence, a certificate. */
  stray: boolean;
}

type Open = { document: DocumentKind; sights: Sight[] };

/**
 * Parts a file's pages into papers, whatever order they lie in: a page joins the paper whose phrases it completes,
 * and a second copy of the same page begins another paper. A page of something else (its seal may be anybody's) is a
 * paper of its own kind, `unknown`; a blank page, or one with a few words, goes with what precedes it.
 */
export function papersOf(asRead: PageFacts[], documents: Kinds): Paper[] {
  const pages = asRead.map(bounded);
  const papers: Open[] = [];
  const left: Sight[] = [];
  for (const sight of pages.map((page) => sightOf(page, documents))) {
    if (!joinKnown(sight, papers)) left.push(sight);
  }
  for (const sight of left) joinOther(sight, papers, pages);
  const inOrder = papers.map(({ document, sights }) => ({
    document,
    pages: sights.map(({ page }) => page).sort((a, b) => pages.indexOf(a) - pages.indexOf(b)),
  }));
  return inOrder.sort((a, b) => firstPlace(a, pages) - firstPlace(b, pages));
}

const firstPlace = (paper: Paper, pages: PageFacts[]): number => pages.findIndex((page) => paper.pages.includes(page));

/** Chinese characters, read well: more on a page that says nothing of the kinds is another paper. */
const WORDS_OF_A_STRAY = 20;
/** As many, where the place for seal and date is among them: the foot of a paper that ran over. */
const WORDS_OF_A_FOOT = 45;
const FOOT = /公章|盖章|签章|日期|年.{0,4}月.{0,4}日/;
const WELL_READ = 0.8;

function sightOf(page: PageFacts, documents: Kinds): Sight {
  const lines = bareLines(page.lines.map((line) => line.text).join("\n"));
  const phrases = phrasesOf(lines, documents);
  const inner = innerOf(lines.slice(0, FIRST_LINES), documents);
  const kin = inner ?? kinOf(phrases, documents);
  const words = page.lines.map((line) => (line.confidence >= WELL_READ ? line.text : "")).join("");
  const count = words.match(/\p{Script=Han}/gu)?.length ?? 0;
  const stray = kin === null && count >= (FOOT.test(words.replace(/\s/g, "")) ? WORDS_OF_A_FOOT : WORDS_OF_A_STRAY);
  return { page, ...recogniseBy(lines, phrases, documents), phrases, inner, kin, stray };
}

function innerOf(first: string[], documents: Kinds): Kind | null {
  const isInner = (kind: Kind) => (documents[kind].inner ?? []).some((title) => titleAmong(bare(title), first));
  return kindsOf(documents).find(isInner) ?? null;
}

/** Short phrases (单位名称) stand on licences and certificates too. */
const TELLING = 6;

function kinOf(phrases: Sight["phrases"], documents: Kinds): Kind | null {
  return kindsOf(documents).find((kind) => isKin(phrases[kind])) ?? null;
}

function isKin(phrases: string[]): boolean {
  return phrases.length > 1 || phrases.some((one) => one.length >= TELLING);
}

function titleAmong(title: string, lines: string[]): boolean {
  return lines.some((line, i) => [line, line + (lines[i + 1] ?? "")].some((one) => titleAlike(title, one) >= ALIKE));
}

/** Recognised pages: with the paper that they complete, else as a new one. */
function joinKnown(sight: Sight, papers: Open[]): boolean {
  const last = papers[papers.length - 1];
  if (last?.document === "notice" && isBlankAnnex(sight)) {
    last.sights.push(sight);
    return true;
  }
  const { document } = sight;
  if (document === "unknown") return false;
  const completed = papers.find((paper) => paper.document === document && completes(sight, paper, document));
  if (completed) completed.sights.push(sight);
  else papers.push({ document, sights: [sight] });
  return true;
}

/** Two first pages are two copies, and so are two pages with the same phrases. */
function completes(sight: Sight, { sights }: Open, kind: Kind): boolean {
  const own = sight.phrases[kind];
  const there = new Set(sights.flatMap(({ phrases }) => phrases[kind]));
  const shared = own.filter((phrase) => there.has(phrase)).length;
  const apart = shared * 2 < Math.min(own.length, there.size);
  const bothTitled = sight.titled && sights.some(({ titled }) => titled);
  return bothTitled ? apart && own.length > 1 && there.size > 1 : apart || own.length === 0 || there.size === 0;
}

/** Pages that no phrases place for sure. Called in order, so that what precedes a page has its paper. */
function joinOther(sight: Sight, papers: Open[], pages: PageFacts[]): void {
  const { kin, inner, page, stray } = sight;
  const at = pages.indexOf(page);
  const wants = (one: Open) => one.document === kin && (inner !== null || completes(sight, one, kin));
  const before = papers.find(({ sights }) => sights.some((one) => one.page === pages[at - 1]));
  const alone = stray || kin !== null;
  const blank = page.seals.length === 0 && page.lines.every(({ text }) => text.trim() === "");
  const paper =
    nearest(papers.filter(wants), at, pages) ??
    (alone && before?.document !== "unknown" ? undefined : before) ??
    (blank && before === undefined ? nearest(papers, at, pages) : undefined);
  if (paper) paper.sights.push(sight);
  else papers.push({ document: "unknown", sights: [sight] });
}

/** The one before rather than the one behind. */
function nearest(papers: Open[], at: number, pages: PageFacts[]): Open | undefined {
  const distance = ({ sights }: Open): number =>
    Math.min(...sights.map(({ page }) => at - pages.indexOf(page)).map((gap) => (gap > 0 ? gap : 0.5 - gap)));
  return [...papers].sort((a, b) => distance(a) - distance(b))[0];
}

/** The forms at the notice's end are blank: no seal, no date. */
function isBlankAnnex({ page }: Sight): boolean {
  const text = page.lines.map((line) => line.text).join("\n");
  return page.seals.length === 0 && !/\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}/.test(text.normalize("NFKC"));
}
