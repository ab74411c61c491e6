import JSZip from "jszip";
import readSheets from "read-excel-file/node";
import type { WordBlock, WordTable } from "../../domain/facts.ts";
import { limits } from "../limits.ts";
import { openPackage, type Package } from "../open-package.ts";
import { OverLimit } from "../over-limit.ts";
import type { WordReading } from "./word-reading.ts";

/** Reads a workbook (.xlsx): each sheet is a table. @throws OverLimit; Error where the file is damaged */
export async function readSheetFile(bytes: Buffer): Promise<WordReading> {
  const reduced = await wordsAlone(await openPackage(bytes));
  const sheets = await readSheets(reduced);
  const blocks = sheets
    .map(({ data }): WordBlock => ({ table: tableOf(data) }))
    .filter((block) => "table" in block && block.table.length > 0);
  if (blocks.length === 0) return { word: null, notes: [{ code: "empty", detail: "no text" }] };
  return { word: { blocks, dropped: [] }, notes: [] };
}

/** What the sheets' words are made of; pictures and whatever else lies in the file are never unpacked. */
const WANTED =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|xl\/(?:workbook|sharedStrings|styles)\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/worksheets\/[^/]+\.xml)$/i;

async function wordsAlone(file: Package): Promise<Buffer> {
  const zip = new JSZip();
  for (const name of file.names.filter((one) => WANTED.test(one))) {
    const part = await file.part(name);
    if (!part) continue;
    if (part.length > limits.docxXmlBytes) throw new OverLimit("docxXmlBytes");
    if (cellsSpanned(part) > limits.sheetCells) throw new OverLimit("sheetCells");
    zip.file(name, part);
  }
  return zip.generateAsync({ type: "nodebuffer", compression: "STORE" });
}

/** The reader makes a cell for every place up to the last one that is written: XFD1048576 would be 17 billion. */
function cellsSpanned(xml: Buffer): number {
  let columns = 0;
  let rows = 0;
  for (const [, letters = "", number] of xml.toString("latin1").matchAll(/\br\s*=\s*["']([A-Z]{0,3})(\d{1,7})["']/gi)) {
    const column = Array.from(letters.toUpperCase()).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
    columns = Math.max(columns, column);
    rows = Math.max(rows, Number(number));
  }
  return columns * rows;
}

/** Empty rows, and the empty cells at a row's end, are how a sheet is, not what somebody wrote. */
function tableOf(rows: unknown[][]): WordTable {
  return rows
    .map((row) => {
      const cells = row.map(cellText);
      return cells.slice(0, cells.findLastIndex((cell) => cell !== "") + 1);
    })
    .filter((cells) => cells.length > 0);
}

function cellText(cell: unknown): string {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return typeof cell === "string" || typeof cell === "number" || typeof cell === "boolean" ? String(cell).trim() : "";
}
