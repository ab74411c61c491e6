import type { FormField } from "../campaign.ts";
import { bare } from "../chinese-text.ts";
import type { WordTable } from "../facts.ts";
import { boundedTo, LONGEST_ANSWER, MOST_CELLS, MOST_STRAYS } from "./limits.ts";
import { isUnrelatedLabel, joinPieces, takesMore } from "./cells.ts";
import { leadingLabel, splitByLabels, wholeLabel, type Labels } from "./labels.ts";

/** What one form in the file says. */
export interface Draft {
  /** As written, by field id; a label without a value gives "". */
  values: Map<string, string>;
  strays: Stray[];
}

/** Text in a cell that no label claims: a label typed over with its value, or a row that the applicant added. */
export interface Stray {
  text: string;
  /** The ids of the labels before and after it; null at either end. */
  after: string | null;
  before: string | null;
  /** Nothing beside it that could be its value or its label. */
  alone: boolean;
  /** The id of the label that its row has, where that label's own cell is empty or holds a whole value. */
  beside: string | null;
}

export function emptyDraft(): Draft {
  return { values: new Map(), strays: [] };
}

/** Takes down values in the order of reading; the company's name coming again begins another form. */
export class Notebook {
  readonly drafts: Draft[] = [emptyDraft()];
  private last: string | null = null;
  private filled = new Set<string>();

  private get current(): Draft {
    return this.drafts[this.drafts.length - 1] ?? emptyDraft();
  }

  label(field: FormField): void {
    if (field.check === "unit-name" && this.current.values.has(field.id)) this.beginForm();
    const { values, strays } = this.current;
    if (!values.has(field.id)) values.set(field.id, "");
    for (const stray of strays) stray.before ??= field.id;
    this.last = field.id;
  }

  private beginForm(): void {
    this.drafts.push(emptyDraft());
    this.last = null;
    this.filled = new Set();
  }

  add(field: FormField, text: string): void {
    const before = this.current.values.get(field.id) ?? "";
    this.current.values.set(field.id, before === "" || text === "" ? before + text : `${before}\n${text}`);
    if (bare(text) !== "") this.filled.add(field.id);
  }

  has(field: FormField): boolean {
    return this.filled.has(field.id);
  }

  stray(text: string, { alone = false, beside = null }: { alone?: boolean; beside?: string | null }): void {
    if (this.current.strays.length >= MOST_STRAYS) return;
    const read = boundedTo(LONGEST_ANSWER, text);
    this.current.strays.push({ text: read, after: this.last, before: null, alone, beside });
  }
}

/** Reads a table laid out as label and value side by side (several pairs a row), one above the other, or in one cell. */
export function readTable(table: WordTable, labels: Labels, notes: Notebook): void {
  let above: RowRead = { columns: [], last: null };
  for (const whole of table) {
    const row = whole.slice(0, MOST_CELLS);
    const cells = row.map((text, column) => cellOf(text, row[column + 1] ?? "", labels));
    if (cells.some(({ field, pairs }) => field || pairs.length > 0)) above = readRow(cells, notes);
    else above = continueRow(row, above, notes);
  }
}

interface Cell {
  text: string;
  /** The field whose label is all that the cell holds. */
  field: FormField | null;
  /** Labels in it together with their values. */
  pairs: Pair[];
}

type Pair = { field: FormField; start: number; value: string };

function cellOf(text: string, next: string, labels: Labels): Cell {
  const field = wholeLabel(text, labels);
  return { text, field, pairs: field ? [] : pairsIn(text, next, labels) };
}

function pairsIn(text: string, next: string, labels: Labels): Pair[] {
  const parts = splitByLabels(text, labels);
  const typedInto = parts.length === 0 && next.trim() === "" ? leadingLabel(text, labels) : null;
  if (typedInto) parts.push({ field: typedInto.field, start: 0, value: text.slice(typedInto.end) });
  return parts[0]?.start === 0 ? parts : [];
}

interface RowRead {
  /** The fields by column where the row holds labels and nothing else. */
  columns: FormField[];
  /** The field whose value the row ended with. */
  last: FormField | null;
}

/** Each label with the cells behind it, up to the next; what stands before the first label belongs to nobody. */
function readRow(cells: Cell[], notes: Notebook): RowRead {
  let last: FormField | null = null;
  for (let from = 0; from < cells.length;) {
    const next = cells.findIndex((cell, column) => column > from && startsGroup(cell, cells[from], column - from));
    const group = cells.slice(from, next < 0 ? cells.length : next);
    last = readGroup(group, notes) ?? last;
    from += group.length;
  }
  const columns = cells.flatMap(({ field }) => field ?? []);
  return { columns: columns.length === cells.length ? columns : [], last };
}

/**
 * A label with its value in one cell: right behind a label that stands by itself it says the same again, and in a long
 * answer it is part of what is told.
 */
function startsGroup({ field, pairs }: Cell, head: Cell | undefined, distance: number): boolean {
  if (field || pairs.length === 0) return field !== null;
  return !head?.field || (distance > 1 && !takesMore(head.field));
}

function readGroup([head, ...others]: Cell[], notes: Notebook): FormField | null {
  const texts = others.map((cell) => cell.text);
  if (head?.field) {
    notes.label(head.field);
    readValue(head.field, texts, notes);
    return head.field;
  }
  for (const { field, value } of head?.pairs ?? []) {
    notes.label(field);
    notes.add(field, value.trim());
  }
  const last = head?.pairs[head.pairs.length - 1]?.field ?? null;
  if (last) readValue(last, texts, notes);
  else readStrays([head?.text ?? "", ...texts], notes);
  return last;
}

/** The cells behind a label: the value, perhaps cut over several, then perhaps a label that the form does not have. */
function readValue(field: FormField, cells: string[], notes: Notebook): void {
  const stop = cells.findIndex((cell, i) => isUnrelatedLabel(cell, cells.slice(i + 1)));
  const own = stop < 0 ? cells : cells.slice(0, stop);
  const { value, rest } = joinPieces(field, own);
  notes.add(field, value);
  for (const text of rest) notes.stray(text, { beside: field.id });
  if (stop >= 0) readStrays(cells.slice(stop), notes);
}

function readStrays(cells: string[], notes: Notebook): void {
  const filled = cells.filter((cell) => cell.trim() !== "");
  for (const text of filled) notes.stray(text, { alone: filled.length === 1 && !isUnrelatedLabel(text, [""]) });
}

/** A row without labels goes on where the row above left off: values under labels, or more of a merged label's value. */
function continueRow(row: string[], above: RowRead, notes: Notebook): RowRead {
  if (above.columns.length > 0 && above.columns.length === row.length) {
    for (const [column, field] of above.columns.entries()) notes.add(field, row[column] ?? "");
    return { columns: [], last: null };
  }
  const [first, ...others] = row;
  const text = others.filter((cell) => cell !== "").join("\t");
  if (above.last && first === "" && text !== "" && (takesMore(above.last) || !notes.has(above.last))) {
    notes.add(above.last, text);
    // Where the label before it was deleted, the text is another field's.
    notes.stray(text, {});
    return above;
  }
  readStrays(row, notes);
  return { columns: [], last: first === "" && text === "" ? above.last : null };
}
