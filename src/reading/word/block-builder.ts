import type { WordBlock, WordTable } from "../../domain/facts.ts";
import { limits } from "../limits.ts";

interface OpenTable {
  rows: WordTable;
  /** The row in hand: each cell's blocks, empty where a cell above reaches down. */
  row: WordBlock[][];
  cell: WordBlock[];
  /** By column, how many further rows its merged cell covers. */
  covered: number[];
  column: number;
}

/** Puts paragraphs, cells and rows together as they come, tables within cells too; the result is what a .docx gives. */
export class BlockBuilder {
  readonly #body: WordBlock[] = [];
  readonly #open: OpenTable[] = [];

  get depth(): number {
    return this.#open.length;
  }

  /** Opens and closes tables until so many lie within one another; 0 is the text outside of all. */
  toDepth(depth: number): void {
    const wanted = Math.min(depth, limits.tableDepth);
    while (this.depth > wanted) this.closeTable();
    while (this.depth < wanted) this.openTable();
  }

  paragraph(text: string): void {
    const tidy = text.replace(/\u00a0/g, " ").trim();
    if (tidy !== "") this.#here.push({ paragraph: tidy });
  }

  /** Blocks that are whole already, such as a text box's. */
  add(blocks: WordBlock[]): void {
    this.#here.push(...blocks);
  }

  openTable(): void {
    this.#open.push({ rows: [], row: [], cell: [], covered: [], column: 0 });
  }

  /** A cell merged downwards gives its text once and an empty cell in the rows below, so that these keep their columns. */
  endCell(columns = 1, rows = 1): void {
    const table = this.#open.at(-1);
    if (!table) return;
    skipCovered(table);
    table.row.push(table.cell);
    table.cell = [];
    for (let i = 0; i < Math.min(columns, limits.tableColumns); i++) table.covered[table.column++] = rows - 1;
  }

  endRow(): void {
    const table = this.#open.at(-1);
    if (!table) return;
    if (table.cell.length > 0) this.endCell();
    skipCovered(table);
    table.rows.push(...(soleTable(table.row) ?? [table.row.map(cellText)]));
    Object.assign(table, { row: [], column: 0 });
  }

  closeTable(): void {
    const last = this.#open.at(-1);
    if (!last) return;
    if (last.row.length + last.cell.length > 0) this.endRow();
    this.#open.pop();
    const table = last.rows.filter((row) => row.length > 0);
    if (table.some((row) => row.some((cell) => cell !== ""))) this.#here.push({ table });
  }

  /** All of it; what is still open is closed. */
  blocks(): WordBlock[] {
    this.toDepth(0);
    return this.#body;
  }

  get #here(): WordBlock[] {
    return this.#open.at(-1)?.cell ?? this.#body;
  }
}

function skipCovered(table: OpenTable): void {
  for (let left = table.covered[table.column] ?? 0; left > 0; left = table.covered[table.column] ?? 0) {
    table.covered[table.column++] = left - 1;
    table.row.push([]);
  }
}

/** A table that is all there is in a row is there for the layout: its rows stand for themselves. */
function soleTable(row: WordBlock[][]): WordTable | null {
  const filled = row.filter((cell) => cell.length > 0);
  const [block, another] = filled.length === 1 && filled[0] ? filled[0] : [];
  return block && "table" in block && !another ? block.table : null;
}

/** A table within a cell becomes lines, its cells parted by tabs. */
function cellText(blocks: WordBlock[]): string {
  return blocks
    .map((block) => ("paragraph" in block ? block.paragraph : block.table.map((row) => row.join("\t")).join("\n")))
    .join("\n");
}
