import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { parse } from "csv-parse/sync";
import { readSheet } from "read-excel-file/node";
import { Refusal } from "./refusal.ts";

/**
 * A table that staff keep, from CSV (UTF-8 or GB18030) or XLSX (its first sheet): one record a row, by the headings of the first row.
 * @throws Refusal where the file cannot be read as a table
 */
export async function readTable(path: string): Promise<Record<string, string>[]> {
  const rows = await readRows(path);
  const [headings, ...records] = rows;
  if (!headings) throw new Refusal(`${path} holds no table; its first row must hold the headings`);
  return records
    .filter((row) => row.some((cell) => cell !== ""))
    .map((row) => Object.fromEntries(headings.map((heading, i) => [heading, row[i] ?? ""])));
}

async function readRows(path: string): Promise<string[][]> {
  try {
    const bytes = await readFile(path);
    if (extname(path).toLowerCase() === ".xlsx") {
      return (await readSheet(bytes)).map((row) => row.map(cellText));
    }
    return parse(decode(bytes), { relaxColumnCount: true, skipEmptyLines: true, trim: true, bom: true });
  } catch (cause) {
    const reason = (cause as Error).message.split("\n")[0] ?? "";
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
