import type { DocumentKind } from "./campaign.ts";
import { bare, chineseCount } from "./chinese-text.ts";
import type { PageFacts } from "./facts.ts";
import { bounded } from "./page-bounds.ts";
import {
  ALIKE,
  bareLines,
  FIRST_LINES,
  kindsOf,
  phrasesOf,
  recogniseBy,
  titleAlike,
  type Kind,
  type Kinds,
  type Phrases,
  type Recognised,
} from "./recognise.ts";

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
  const count = chineseCount(words);
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
