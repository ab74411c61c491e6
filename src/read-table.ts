import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { parse } from "csv-parse/sync";
import { readSheet } from "read-excel-file/node";
import { Refusal } from "./refusal.ts";

/** By the headings of the table's first row. */
export type Row = Record<string, string>;

/**
 * A table that staff keep, from CSV (UTF-8 or GB18030) or XLSX (its first sheet): one record a row; blank rows mean nothing.
 * @throws Refusal where the file cannot be read as a table
 */
export async function readTable(path: string): Promise<Row[]> {
  return (await readNumberedTable(path)).map(({ row }) => row);
}

/** The same with each row's number as spreadsheets show it: from 1, blank rows and the headings counted. */
export async function readNumberedTable(path: string): Promise<{ number: number; row: Row }[]> {
  const [headings, ...records] = (await readRows(path))
    .map((cells, i) => ({ number: i + 1, cells }))
    .filter(({ cells }) => cells.some((cell) => cell !== ""));
  if (!headings) throw new Refusal(`${path} holds no table; its first row must hold the headings`);
  return records.map(({ number, cells }) => ({
    number,
    row: Object.fromEntries(headings.cells.map((heading, i) => [heading, cells[i] ?? ""])),
  }));
}

async function readRows(path: string): Promise<string[][]> {
  try {
    const bytes = await readFile(path);
    if (extname(path).toLowerCase() === ".xlsx") {
      return (await readSheet(bytes)).map((row) => row.map(cellText));
    }
    return parse(decode(bytes), { relaxColumnCount: true, trim: true, bom: true });
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === "ENOENT") throw new Refusal(`there is no file ${path}; it must be a .csv or .xlsx file`);
    const reason = code === "EISDIR" ? "it is a folder" : (message.split("\n")[0] ?? "");
    throw new Refusal(`${path} cannot be read as a table (${reason}); it must be a .csv or .xlsx file`);
  }
}

function cellText(cell: unknown): string {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return typeof cell === "string" || typeof cell === "number" || typeof cell === "boolean" ? String(cell).trim() : "";
}

/** Chinese Excel saves CSV as GB18030. */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}
