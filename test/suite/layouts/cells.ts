import { type FormValues, LABELS } from "../../../src/demo/makers/form-values.ts";
import { merged, paragraphs, table, wide } from "../../makers/docx.ts";
import { docxOf, escape, formRows, formWith, plainTable, singleRows, spanned, TITLE } from "../word-forms.ts";
import { type Field, type Layout, spannedCells } from "./layout.ts";

/** The same words in other cells and rows. */
export const cells: Layout[] = [
  [
    "one-cell",
    "label and value in one cell: 单位名称：某某",
    (values) =>
      formWith(
        plainTable(singleRows(values).map(([label = "", value = ""]) => [`${label.replace("\n", "")}：${value}`])),
      ),
  ],
  [
    "one-cell-pairs",
    "two labels with their values in one cell each",
    (values) =>
      formWith(
        plainTable(
          formRows(values).map((row) => pairs(row).map(([label, value]) => `${label.replace("\n", "")}：${value}`)),
        ),
      ),
  ],
  [
    "several-paragraphs",
    "long values in paragraphs of their own",
    (values) => formWith(spanned(formRows({ ...values, serviceScope: values.serviceScope.replaceAll("、", "\n") }))),
    (values) => ({ fields: { ...values, serviceScope: values.serviceScope.replaceAll("、", "\n") } }),
  ],
  [
    "soft-breaks",
    "line breaks within a paragraph",
    (values) =>
      formWith(
        spanned(formRows(values)).replace(
          /服务领域：[^<]*<\/w:t><\/w:r><\/w:p><w:p><w:r><w:t xml:space="preserve">/,
          (found) => found.replace(/<\/w:t><\/w:r><\/w:p>.*$/, '</w:t><w:br/><w:t xml:space="preserve">'),
        ),
      ),
  ],
  [
    "nested-table",
    "the figures in a table within their cell",
    (values) => formWith(table(...spannedCells(formRows(values), "financials", nested(financialRows(values))))),
    (values) => ({
      fields: {
        ...values,
        financials: financialRows(values)
          .map((row) => row.join("\t"))
          .join("\n"),
      },
    }),
  ],
  [
    "merged-downwards",
    "a label merged over two rows, its value in both",
    (values) => {
      const rows = formRows(values).map((row) =>
        row.length === 2 ? [escape(row[0] ?? ""), wide(escape(row[1] ?? ""), 3)] : row,
      );
      const at = rows.findIndex(([label]) => label === LABELS.sectorsAndScale);
      const [first = "", second = ""] = values.sectorsAndScale.split("\n");
      rows.splice(
        at,
        1,
        [merged(LABELS.sectorsAndScale, "restart"), wide(first, 3)],
        [merged("", "continue"), wide(second, 3)],
      );
      return formWith(table(...rows));
    },
  ],
  [
    "empty-columns",
    "narrow empty cells between label and value",
    (values) => formWith(plainTable(formRows(values).map((row) => row.flatMap((cell) => [cell, ""])))),
  ],
  [
    "rows-reordered",
    "the rows in another order",
    (values) => {
      const rows = formRows(values);
      const opinion = rows.pop() ?? [];
      return formWith(spanned([...rows.reverse(), opinion]));
    },
  ],
  [
    "rows-added",
    "rows that the form has not",
    (values) =>
      formWith(
        spanned([
          ...formRows(values).slice(0, 3),
          ["传真", "010-00000000", "邮编", "100000"],
          ["统一社会信用代码", "91110000MA0000000X"],
          ["法定代表人", "某某"],
          ...formRows(values).slice(3),
        ]),
      ),
  ],
  ["single-pairs", "each label in a row of its own", (values) => formWith(plainTable(singleRows(values)))],
  [
    "two-tables",
    "the table broken in two by a page break",
    (values) =>
      formWith(spanned(formRows(values).slice(0, 6)) + paragraphs("（续）") + spanned(formRows(values).slice(6))),
  ],
  [
    "title-in-table",
    "the title is the table's first row",
    (values) => docxOf(table([wide(TITLE, 4)], ...spannedCells(formRows(values)))),
  ],
  [
    "head-column",
    "a column of group heads before the labels",
    (values) => {
      const rows = formRows(values).map((row) => row.map(escape));
      return formWith(
        table(
          ...rows.map((row, at) => [merged(at === 0 ? "基本情况" : "", at === 0 ? "restart" : "continue"), ...row]),
        ),
      );
    },
  ],
  [
    "values-below",
    "contact's labels in one row, values in the next",
    (values) => {
      const [unit = [], , , ...rest] = formRows(values);
      const short: Field[] = ["contact", "mobile", "position", "email"];
      return formWith(
        plainTable([unit, short.map((field) => LABELS[field]), short.map((field) => values[field]), ...rest]),
      );
    },
  ],
  [
    "date-in-own-row",
    "申请日期 as a row of the table",
    (values) =>
      formWith(
        plainTable([
          ...singleRows({ ...values, applicationDate: "" }).slice(0, -1),
          ["单位意见", values.opinion],
          ["申请日期", values.applicationDate],
        ]),
      ),
  ],
];

function pairs(row: string[]): [string, string][] {
  return row.flatMap((cell, at): [string, string][] => (at % 2 === 0 ? [[cell, row[at + 1] ?? ""]] : []));
}

const nested = (rows: string[][]) => `${table(...rows)}<w:p/>`;

function financialRows(values: FormValues): string[][] {
  const years = values.financials.split("\n").map((line) => line.match(/\d+/g) ?? []);
  return [["年度", "收入", "利润", "成本"], ...years.map(([year = "", ...figures]) => [`${year}年`, ...figures])];
}
