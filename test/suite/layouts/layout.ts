import { type FormValues, LABELS } from "../../../src/demo/makers/form-values.ts";
import { wide } from "../../makers/docx.ts";
import type { Application } from "../made.ts";
import { escape } from "../word-forms.ts";

export type Field = keyof FormValues;

/** One way to lay the form out; `otherwise`: what is other than that all is satisfied and every field the company's. */
export type Layout = [
  name: string,
  why: string,
  build: (values: FormValues) => Promise<Buffer>,
  otherwise?: (values: FormValues) => Application,
];

/** The rows as XML's cells; the named field's value replaced by other XML. */
export function spannedCells(rows: string[][], field?: Field, inside?: string): string[][] {
  return rows.map((row) => {
    const value =
      field !== undefined && row[0] === LABELS[field] && inside !== undefined
        ? `<w:tc><w:tcPr><w:gridSpan w:val="3"/></w:tcPr>${inside}</w:tc>`
        : wide(escape(row[1] ?? ""), 3);
    return row.length === 2 ? [escape(row[0] ?? ""), value] : row.map(escape);
  });
}
