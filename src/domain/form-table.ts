import type { FormField } from "./campaign.ts";
import type { WordTable } from "./facts.ts";
import { leadingLabel, splitByLabels, wholeLabel, type Labels } from "./form-labels.ts";

/** What one form in the file says, as written: by field id; a label without a value gives "". */
export type Draft = Map<string, string>;

/** Takes down values in the order of reading; the company's name coming again begins another form. */
export class Notebook {
  readonly drafts: Draft[] = [new Map<string, string>()];

  get current(): Draft {
    return this.drafts[this.drafts.length - 1] ?? new Map<string, string>();
  }

  label(field: FormField): void {
    if (field.check === "unit-name" && this.current.has(field.id)) this.drafts.push(new Map());
    if (!this.current.has(field.id)) this.current.set(field.id, "");
  }

  add(field: FormField, text: string): void {
    const before = this.current.get(field.id) ?? "";
    this.current.set(field.id, before === "" || text === "" ? before + text : `${before}\n${text}`);
  }
}

/** Reads a table laid out as label and value side by side (several pairs a row), one above the other, or in one cell. */
export function readTable(table: WordTable, labels: Labels, notes: Notebook): void {
  let above: RowRead = { columns: [], last: null };
  for (const row of table) {
    const fields = row.map((cell) => wholeLabel(cell, labels));
    const read = readRow(row, fields, labels, notes);
    if (read.last) above = read;
    else above = continueRow(row, above, notes);
  }
}

interface RowRead {
  /** The fields by column where the row holds labels and nothing else. */
  columns: FormField[];
  /** The field whose value the row ended with. */
  last: FormField | null;
}

function readRow(row: string[], fields: (FormField | null)[], labels: Labels, notes: Notebook): RowRead {
  let pending: FormField | null = null;
  let last: FormField | null = null;
  for (const [column, cell] of row.entries()) {
    const label = fields[column] ?? null;
    if (label) notes.label((last = pending = label));
    else if (cell.trim() === "") continue;
    else if (pending) notes.add(pending, cell);
    else last = pending = readCell(cell, row[column + 1] ?? "", labels, notes) ?? last;
  }
  const onlyLabels = fields.every((field) => field !== null);
  return { columns: onlyLabels ? fields : [], last };
}

/** A cell that holds labels together with their values. Returns the last field, whose value may go on in the next cell. */
function readCell(cell: string, next: string, labels: Labels, notes: Notebook): FormField | null {
  const parts = splitByLabels(cell, labels);
  const typedInto = parts.length === 0 && next.trim() === "" ? leadingLabel(cell, labels) : null;
  if (typedInto) parts.push({ field: typedInto.field, start: 0, value: cell.slice(typedInto.end) });
  if (parts[0]?.start !== 0) return null;
  for (const { field, value } of parts) {
    notes.label(field);
    notes.add(field, value.trim());
  }
  return parts[parts.length - 1]?.field ?? null;
}

/** A row without labels goes on where the row above left off: values under labels, or more of a merged label's value. */
function continueRow(row: string[], above: RowRead, notes: Notebook): RowRead {
  if (above.columns.length > 0 && above.columns.length === row.length) {
    for (const [column, field] of above.columns.entries()) notes.add(field, row[column] ?? "");
    return { columns: [], last: null };
  }
  const [first, ...others] = row;
  const text = others.filter((cell) => cell !== "").join("\t");
  if (above.last && first === "" && text !== "") {
    notes.add(above.last, text);
    return above;
  }
  return { columns: [], last: null };
}
