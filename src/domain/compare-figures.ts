import { bare } from "./chinese-text.ts";
import type { PageFacts, TextLine } from "./facts.ts";

/** A clause of a field in both versions. */
export interface FiguresApart {
  word: string;
  scan: string;
}

/** More than this, and the text is another one rather than the same with other figures. */
const LONGEST_FIGURE = 12;

/**
 * Where a long field's words stand in the stamped form's text layer to the letter and a figure among them differs. Said of the first
 * such sentence; null where the words are not found so, for then there is nothing certain. `beside`: a short value of the form,
 * to tell where the column of values begins.
 */
export function figuresThatDiffer(value: string, pages: PageFacts[], beside: string): FiguresApart | null {
  const column = bare(valueColumn(pages, beside));
  for (const sentence of value.split(/[\n。；;]+/)) {
    const figures = sentence.match(FIGURE) ?? [];
    if (figures.length === 0 || bare(sentence).length < LEAST_WORDS) continue;
    const found = standsAs(sentence, figures.map(bare), column);
    if (found) return clausesApart(sentence, found);
  }
  return null;
}

const FIGURE = /\d+(?:[.,]\d+)*/g;
/** Fewer characters may stand anywhere. */
const LEAST_WORDS = 8;

/** The figures that stand in the column among the sentence's words; null where it stands there as it is, or nowhere for certain. */
function standsAs(sentence: string, figures: string[], column: string): string[] | null {
  if (column.includes(bare(sentence))) return null;
  const words = sentence.split(FIGURE).map(bare);
  // Two figures with nothing but marks between them cannot be told apart.
  if (words.slice(1, -1).includes("")) return null;
  const pattern = new RegExp(words.map(escaped).join(`(\\d{1,${LONGEST_FIGURE}})`), "g");
  // Three years are told in the same words: the one meant has more figures in common than the others.
  const ranked = [...column.matchAll(pattern)]
    .map(([, ...found]) => ({ found, same: found.filter((figure, i) => figure === figures[i]).length }))
    .sort((a, b) => b.same - a.same);
  const [best, second] = ranked;
  return best && best.same > (second?.same ?? -1) ? best.found : null;
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

function escaped(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** A figure that is the same keeps its marks. */
function asWritten(figure: string, found: string): string {
  return bare(figure) === found ? figure : found;
}

/** What stands right of the labels, in reading order. */
function valueColumn(pages: PageFacts[], beside: string): string {
  const lines = pages.flatMap((page) => page.lines);
  const start = lines.find(({ text }) => bare(text) === bare(beside))?.box.x;
  const isRight = ({ box }: TextLine): boolean => start !== undefined && box.x >= start - INDENT;
  return lines
    .filter(isRight)
    .map(({ text }) => text)
    .join("");
}

/** Fraction of the page's width: a first line may be drawn out or in. */
const INDENT = 0.02;
