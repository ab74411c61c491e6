import { Sheet } from "./sheet.ts";
import type { Item, Placed, WrittenAmount } from "./word.ts";
import { financialWords } from "./read-words.ts";

/** What a heading cell or a row's first cells say of the figures beside or below them. */
interface Heading {
  year: number | null;
  item: Item | null;
  rank: number;
  loss: boolean;
  unit: number | null;
}

/**
 * A table within the cell, its cells parted by tabs: years down and items across, or the other way round. Read by
 * columns, so that an empty cell shifts nothing. null where no row heads the others.
 */
export function tableSheet(text: string): Sheet | null {
  const rows = text.split("\n").map((line) => line.split("\t").map((cell) => cell.trim()));
  const words = rows.map((row) => row.map((cell) => financialWords(cell)));
  const amounts = rows.map((row) => row.map(amountIn));
  const head = words.findIndex((row) => count(row, "item") >= 2 || count(row, "years") >= 2);
  const columns = words[head]?.map(headingOf);
  if (!columns) return null;
  const declared = words.flat(2).find((word) => word.kind === "unit" && word.whole);
  const unit = declared?.kind === "unit" ? declared.unit : 1;
  const sheet = new Sheet();
  for (const [i, row] of words.entries()) if (i > head) readRow(row, amounts[i] ?? [], columns, unit, sheet);
  return sheet.years().some(({ items }) => Object.keys(items).length > 0) ? sheet : null;
}

function count(row: Placed[][], kind: "item" | "years"): number {
  return row.filter((cell) => cell.some((word) => word.kind === kind) && !cell.some((word) => word.kind === "amount"))
    .length;
}

function headingOf(cell: Placed[]): Heading {
  const year = cell.find((word) => word.kind === "years");
  const item = cell.find((word) => word.kind === "item");
  const unit = cell.find((word) => word.kind === "unit" && !word.whole);
  return {
    year: year?.kind === "years" ? (year.part ? -1 : 1) * (year.years[0] ?? 0) : null,
    item: item?.kind === "item" ? item.item : null,
    rank: item?.kind === "item" ? item.rank : 0,
    loss: item?.kind === "item" && item.loss,
    unit: unit?.kind === "unit" ? unit.unit : null,
  };
}

/** Behind an item's name a figure like 2020 is an amount. */
function amountIn(cell: string): WrittenAmount | null {
  return financialWords(`收入${cell}`).find((word) => word.kind === "amount") ?? null;
}

function readRow(
  row: Placed[][],
  amounts: (WrittenAmount | null)[],
  columns: Heading[],
  declared: number,
  sheet: Sheet,
): void {
  const own = row.map(headingOf).find((heading) => heading.year !== null || heading.item !== null);
  if (!own) return;
  for (const [i, column] of columns.entries()) {
    if (column.year === null && column.item === null) continue;
    const year = column.year ?? own.year;
    const named = column.item === null ? own : column;
    if (year === null || named.item === null) continue;
    sheet.name(year, named.item);
    const amount = amounts[i];
    const unit = column.unit ?? own.unit ?? declared;
    if (amount) sheet.note(year, named.item, amount, unit, named.loss, named.rank);
  }
}
