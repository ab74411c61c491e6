import { bare } from "./chinese-text.ts";
import type { PageFacts, TextLine } from "./facts.ts";

/** A clause of a field in both versions. */
export interface FiguresApart {
  word: string;
  scan: string;
}

/** More than this, and the text is another one rather than the same with other figures. */
const LONGEST_FIGURE = 12;

/** Longer, or with more figures, it is no sentence of a form; both texts are strangers'. */
const LONGEST_SENTENCE = 300;
const MOST_FIGURES = 20;
/** Characters: ten times a long answer, and the values of ten pages. */
const LONGEST_VALUE = 5_000;
const LONGEST_COLUMN = 15_000;

/**
 * Where a long field's words stand in the stamped form's text layer to the letter and a figure among them differs. Said of the first
 * such sentence; null where the words are not found so, for then there is nothing certain. `beside`: a short value of the form,
 * to tell where the column of values begins.
 */
export function figuresThatDiffer(value: string, pages: PageFacts[], beside: string): FiguresApart | null {
  const column = bare(valueColumn(pages, beside));
  for (const sentence of withPlainFigures(value.slice(0, LONGEST_VALUE)).split(/[\n。；;]+/)) {
    const figures = sentence.match(FIGURE) ?? [];
    if (figures.length === 0 || figures.length > MOST_FIGURES) continue;
    if (sentence.length > LONGEST_SENTENCE || bare(sentence).length < LEAST_WORDS) continue;
    const found = standsAs(sentence, figures.map(bare), column);
    if (found) return clausesApart(sentence, found);
  }
  return null;
}

const FIGURE = /\d+(?:[.,]\d+)*/g;
/** Fewer characters may stand anywhere. */
const LEAST_WORDS = 8;

/** Figures of other widths as those that `bare` makes of them: no word between two figures holds one. */
function withPlainFigures(text: string): string {
  return text.replace(/[^\0-\x7f]/gu, (character) => {
    const plain = character.normalize("NFKC");
    return /\d/.test(plain) ? plain : character;
  });
}

/** The figures that stand in the column among the sentence's words; null where it stands there as it is, or nowhere for certain. */
function standsAs(sentence: string, figures: string[], column: string): string[] | null {
  if (column.includes(bare(sentence))) return null;
  const words = sentence.split(FIGURE).map(bare);
  // Two figures with nothing but marks between them cannot be told apart.
  if (words.slice(1, -1).includes("")) return null;
  // Three years are told in the same words: the one meant has more figures in common than the others.
  const ranked = figuresAmong(words, column)
    .map((found) => ({ found, same: found.filter((figure, i) => figure === figures[i]).length }))
    .sort((a, b) => b.same - a.same);
  const [best, second] = ranked;
  return best && best.same > (second?.same ?? -1) ? best.found : null;
}

/** Wherever the column has these words, the figures between them. */
function figuresAmong(words: string[], column: string): string[][] {
  const [texts, figures] = [column.split(/\d+/), column.match(/\d+/g) ?? []];
  const last = words.length - 1;
  const fits = (word: string, i: number, text = ""): boolean =>
    i === 0 ? text.endsWith(word) : i === last ? text.startsWith(word) : text === word;
  return figures.flatMap((_, at) => {
    if (!words.every((word, i) => fits(word, i, texts[at + i]))) return [];
    const found = figures.slice(at, at + last);
    return found.length === last && found.every((figure) => figure.length <= LONGEST_FIGURE) ? [found] : [];
  });
}

/** The clauses whose figures differ, after the year that they are about. */
function clausesApart(sentence: string, found: string[]): FiguresApart {
  let place = 0;
  const clauses = sentence.split(/(?<=[，、,](?!\d))/).map((word) => {
    const scan = word.replace(FIGURE, (figure) => asWritten(figure, found[place++] ?? ""));
    return { word, scan };
  });
  const apart = clauses.filter(({ word, scan }) => word !== scan);
  const year = /20\d\d\s*年/.exec(sentence)?.[0] ?? "";
  const shown = (one: "word" | "scan"): string => {
    const text = apart
      .map((clause) => clause[one])
      .join("")
      .replace(/^\s+|[\s，、,]+$/g, "");
    return year === "" || /20\d\d\s*年/.test(text) ? text : `${year}${text}`;
  };
  return { word: shown("word"), scan: shown("scan") };
}

/** A figure that is the same keeps its marks. */
function asWritten(figure: string, found: string): string {
  return bare(figure) === found ? figure : found;
}

/** What stands right of the labels, in reading order. */
function valueColumn(pages: PageFacts[], beside: string): string {
  const lines = pages.flatMap((page) => page.lines);
  const key = bare(beside);
  const start = lines.find(({ text }) => bare(text) === key)?.box.x;
  const isRight = ({ box }: TextLine): boolean => start !== undefined && box.x >= start - INDENT;
  return lines
    .filter(isRight)
    .map(({ text }) => text)
    .join("")
    .slice(0, LONGEST_COLUMN);
}

/** Fraction of the page's width: a first line may be drawn out or in. */
const INDENT = 0.02;
