import type { Campaign, FormField } from "./campaign.ts";
import { bare, dateIn, halfWidth, tidyValue } from "./chinese-text.ts";
import type { TextLine } from "./facts.ts";
import { labelsOf, leadingLabel, splitByLabels, wholeLabel, type Labels } from "./form/labels.ts";
import { LONGEST_NAME } from "./names.ts";

export interface ScanReading {
  unitName: string | null;
  /** 0…1; 0 without a name. */
  unitNameConfidence: number;
  /** YYYY-MM-DD; null where the page bears none, or none that could be read. */
  date: string | null;
  /** Short fields read with fair certainty, by id; a field that could not be read is absent. */
  fields: Record<string, string | null>;
  /** 0…1, of each of `fields`. */
  certainty?: Record<string, number>;
}

interface Read {
  text: string;
  confidence: number;
}

/** Below this a difference from the Word form would be the reader's rather than the applicant's. */
export const FAIRLY_CERTAIN = 0.8;

/** Reads a stamped form or declaration from its lines with their boxes, as they stand in reading order and `papersOf` bounds them. */
export function readScan(asFed: TextLine[], form: Campaign["form"]): ScanReading {
  const lines = pagesApart(asFed.map((line) => ({ ...line, box: line.upright ?? line.box })));
  // Long fields break their labels and values into many lines; too little certainty to compare.
  const short = form.fields.filter((field) => field.example === null && field.check !== "opinion");
  const read = readPairs(lines, labelsOf({ ...form, fields: short }));
  const unitField = form.fields.find((field) => field.check === "unit-name");
  const unit = (unitField && read.get(unitField.id)) ?? signatory(lines);
  const certain = [...read].filter(([, value]) => value.confidence >= FAIRLY_CERTAIN);
  const isDate = (id: string): boolean => form.fields.some((field) => field.id === id && field.check === "date");
  const fields = certain.filter(([id]) => !isDate(id));
  return {
    unitName: unit?.text.slice(0, LONGEST_NAME) ?? null,
    unitNameConfidence: unit?.confidence ?? 0,
    date: dateOf(lines, labelsOf({ ...form, fields: form.fields.filter((field) => field.check === "date") })),
    fields: Object.fromEntries(fields.map(([id, value]) => [id, value.text])),
    certainty: Object.fromEntries(fields.map(([id, value]) => [id, value.confidence])),
  };
}

/** Heights of a line that the next one in reading order never stands above the one before, but on another page. */
const UP_TO_NEXT_PAGE = 2;

/** Several pages' lines as of one long page: what stands beside what is seen on one page only. */
function pagesApart(lines: TextLine[]): TextLine[] {
  let page = 0;
  return lines.map((line, i) => {
    const before = lines[i - 1];
    if (before && before.box.y - line.box.y > UP_TO_NEXT_PAGE * line.box.height) page++;
    return page === 0 ? line : { ...line, box: { ...line.box, y: line.box.y + 2 * page } };
  });
}

function readPairs(lines: TextLine[], labels: Labels): Map<string, Read> {
  const found = new Map<string, Read>();
  const note = (field: FormField, text: string, confidence: number): void => {
    const value = tidyValue(text);
    if (value !== null && !found.has(field.id)) found.set(field.id, { text: value, confidence });
  };
  const alone = lines.map((line) => wholeLabel(line.text, labels));
  const labelOf = lines.map((_, i) => labelOfValue(i, lines, alone));
  for (const [i, line] of lines.entries()) {
    const field = alone[i];
    if (field) {
      const values = around(i, lines).flatMap(({ line: value, i: j }) => (labelOf[j] === i ? [value] : []));
      note(field, values.map((value) => value.text).join(""), Math.min(...values.map((value) => value.confidence)));
    } else {
      for (const part of mergedPairs(line.text, labels)) note(part.field, part.value, line.confidence);
    }
  }
  return found;
}

/** Lines of several pages follow each other; what is further away in reading order is on another page. */
const NEIGHBOURS = 8;

function around(at: number, lines: TextLine[]): { line: TextLine; i: number }[] {
  const first = Math.max(0, at - NEIGHBOURS);
  return lines.slice(first, at + NEIGHBOURS + 1).map((line, k) => ({ line, i: first + k }));
}

const SAME_ROW = 0.6;
const SAME_CELL = 1.5;

/** The index of the label to whose right the line stands: in its row, or a little above or below, where a value has two lines. */
function labelOfValue(value: number, lines: TextLine[], alone: (FormField | null)[]): number | null {
  const line = lines[value];
  if (!line || alone[value]) return null;
  const candidates = around(value, lines).flatMap(({ line: label, i }) => {
    if (!alone[i] || label.box.x + label.box.width / 2 > line.box.x) return [];
    const apart = rowsApart(label, line);
    return apart > SAME_CELL ? [] : [{ i, label, apart }];
  });
  const nearest = candidates.toSorted((a, b) => a.apart - b.apart)[0]?.label;
  if (nearest === undefined) return null;
  // The labels of its row are all but as near: of these, the one just to the left.
  const row = candidates.filter(({ label }) => rowsApart(label, nearest) < SAME_ROW);
  return row.toSorted((a, b) => b.label.box.x - a.label.box.x)[0]?.i ?? null;
}

/** How far two lines' middles are apart, in heights of a line. */
function rowsApart(a: TextLine, b: TextLine): number {
  const middle = ({ box }: TextLine): number => box.y + box.height / 2;
  return Math.abs(middle(a) - middle(b)) / Math.min(a.box.height, b.box.height);
}

/** Label and value read as one line, perhaps two pairs of them: 联系人 张三 手机 138…, also without the gaps. */
function mergedPairs(text: string, labels: Labels): { field: FormField; value: string }[] {
  const gapped = text.replace(GAPLESS, " $1：$2");
  const parts = splitByLabels(gapped, labels);
  const lead = parts[0]?.start === 0 ? null : leadingLabel(gapped, labels);
  if (!lead || bare(gapped.slice(0, lead.end)).length < 3) return parts;
  return [{ field: lead.field, value: gapped.slice(lead.end, parts[0]?.start) }, ...parts];
}

/** A mobile number or an address of e-mail tells where the label before it ends. */
const GAPLESS = /\s*(手\s*机|电\s*话|邮\s*箱)\s*[:：]?\s*((?:\+?86)?1[3-9]\d|[\w.+-]+@)/g;

/** What may be printed before a signatory's name, in its line: the place for the seal, or for the name. */
const BEFORE_NAME = /^\s*[（(]?\s*(?:申请)?(?:单位|公司)?\s*[（(]?(?:公章|盖章|签章|名称)[)）]?\s*[:：]?\s*/;
const NAME = /^[\p{Script=Han}A-Za-z0-9()（）·&]{2,36}(?:公司|集团|中心|研究院|研究所|设计院|大学|学院)$/u;
/** What is left of a name whose beginning lies under the seal. */
const ENDING = /^(?:股份|有限|责任|分)*公司$/;

/** Whose name stands by itself on a page without a form: above or beside the place for the seal. The last one, for it signs. */
function signatory(lines: TextLine[]): Read | null {
  const names = lines.flatMap((line) => {
    const text = line.text.replace(/\s+/g, "").replace(BEFORE_NAME, "");
    return NAME.test(text) && !ENDING.test(text) ? [{ text, confidence: line.confidence }] : [];
  });
  return names[names.length - 1] ?? null;
}

/** Below this a figure is as likely a wrong one: a seal lies over it. */
const LEGIBLE = 0.7;

function dateOf(all: TextLine[], labels: Labels): string | null {
  const lines = all.filter(({ confidence }) => confidence >= LEGIBLE);
  const isLabelled = ({ text }: TextLine) => (wholeLabel(text, labels) ?? leadingLabel(text, labels)) !== null;
  const labelled = lines.flatMap((line, i) => (isLabelled(line) ? [i] : []));
  if (labelled.length > 0) return last(labelled.map((i) => dateIn(figures(rowFrom(i, lines)))));
  return last(lines.filter((line) => bare(line.text).length <= 12).map((line) => dateIn(figures(line.text))));
}

function last(dates: (string | null)[]): string | null {
  return dates.filter((date) => date !== null).pop() ?? null;
}

/** The line and what stands to its right, for 年, 月 and 日 are often set or written apart. */
function rowFrom(at: number, lines: TextLine[]): string {
  const start = lines[at];
  if (!start) return "";
  return around(at, lines)
    .map(({ line }) => line)
    .filter((line) => line.box.x >= start.box.x && rowsApart(line, start) < SAME_ROW)
    .sort((a, b) => a.box.x - b.box.x)
    .map((line) => line.text)
    .join("");
}

/** Letters that OCR takes for figures, where figures stand beside them. */
function figures(text: string): string {
  return halfWidth(text)
    .replace(/(?<=\d)[oO]|[oO](?=\d)/g, "0")
    .replace(/(?<=\d)[lI|]|[lI|](?=\d)/g, "1");
}
