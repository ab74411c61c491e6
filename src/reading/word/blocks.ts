import { DOMParser, type Element, type Node } from "@xmldom/xmldom";
import type { WordBlock, WordTable } from "../../domain/facts.ts";
import { attribute, childrenOf, isElement } from "./xml.ts";

/** mammoth's HTML, which is well-formed XML, as blocks. */
export function blocksOfHtml(html: string): WordBlock[] {
  const body = new DOMParser().parseFromString(`<body>${html}</body>`, "text/xml").documentElement;
  return body ? blocksOf(body) : [];
}

function blocksOf(container: Element): WordBlock[] {
  return childrenOf(container).flatMap((element): WordBlock[] => {
    if (element.tagName === "table") return [{ table: tableOf(element) }];
    if (element.tagName === "ul" || element.tagName === "ol" || element.tagName === "li") {
      const own = element.tagName === "li" ? [{ paragraph: tidy(inlineText(element)) }] : [];
      return [...own.filter(({ paragraph }) => paragraph !== ""), ...blocksOf(element)];
    }
    const paragraph = tidy(inlineText(element));
    return paragraph === "" || !PARAGRAPHS.has(element.tagName) ? [] : [{ paragraph }];
  });
}

const PARAGRAPHS = new Set(["p", "h1", "h2", "h3", "h4", "h5", "h6"]);

function tableOf(table: Element): WordTable {
  const rows: WordTable = [];
  // By column, how many further rows its merged cell covers.
  const covered: number[] = [];
  for (const row of rowsOf(table)) {
    const inner = soleTable(row);
    if (inner) rows.push(...tableOf(inner));
    else rows.push(cellsOf(row, covered));
  }
  return rows;
}

function rowsOf(table: Element): Element[] {
  return childrenOf(table).flatMap((child) => (child.tagName === "tr" ? [child] : rowsOf(child)));
}

/** A table that is all there is in a row is there for the layout: its rows stand for themselves. */
function soleTable(row: Element): Element | null {
  const filled = childrenOf(row).filter((cell) => cellText(cell) !== "");
  const [block, another] = filled.length === 1 && filled[0] ? childrenOf(filled[0]) : [];
  return block?.tagName === "table" && !another ? block : null;
}

/** A cell merged downwards gives its text once and an empty cell in the rows below, so that these keep their columns. */
function cellsOf(row: Element, covered: number[]): string[] {
  const cells: string[] = [];
  let column = 0;
  const skipCovered = (): void => {
    while ((covered[column] ?? 0) > 0) {
      covered[column] = (covered[column] ?? 0) - 1;
      cells.push("");
      column++;
    }
  };
  for (const cell of childrenOf(row)) {
    skipCovered();
    cells.push(cellText(cell));
    const rowspan = spanOf(cell, "rowspan");
    for (let i = 0; i < spanOf(cell, "colspan"); i++) covered[column++] = rowspan - 1;
  }
  skipCovered();
  return cells;
}

// Word's tables have at most 63 columns and 32,767 rows; a larger figure is made up.
const MOST_COLUMNS = 63;

function spanOf(cell: Element, name: "rowspan" | "colspan"): number {
  const span = Number(attribute(cell, name) ?? "1");
  return Number.isInteger(span) && span > 0 ? Math.min(span, name === "colspan" ? MOST_COLUMNS : 32_767) : 1;
}

/** A nested table becomes lines, its cells parted by tabs. */
function cellText(cell: Element): string {
  const lines = blocksOf(cell).map((block) =>
    "paragraph" in block ? block.paragraph : block.table.map((row) => row.join("\t")).join("\n"),
  );
  return lines.join("\n").trim();
}

function inlineText(node: Node): string {
  return [...node.childNodes]
    .map((child) => (isElement(child) ? elementText(child) : (child.nodeValue ?? "")))
    .join("");
}

function elementText(element: Element): string {
  switch (element.tagName) {
    case "br":
      return "\n";
    case "input":
      return attribute(element, "checked") === null ? "☐" : "☑";
    case "ul":
    case "ol":
    case "table":
      return "";
    default:
      return inlineText(element);
  }
}

function tidy(text: string): string {
  return text.replace(/\u00a0/g, " ").trim();
}
