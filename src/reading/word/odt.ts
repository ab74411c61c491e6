import type { Element } from "@xmldom/xmldom";
import type { ReadingNote } from "../../domain/facts.ts";
import { openPackage } from "../open-package.ts";
import { BlockBuilder } from "./block-builder.ts";
import { OdtText } from "./odt-text.ts";
import type { WordReading } from "./word-reading.ts";
import { all, attribute, childrenOf, firstChild } from "./xml.ts";

/** Reads an OpenDocument text (.odt). @throws OverLimit; Error where the file is damaged */
export async function readOdt(bytes: Buffer): Promise<WordReading> {
  const file = await openPackage(bytes);
  const manifest = await file.xml("META-INF/manifest.xml").catch(() => null);
  // With a password every part is encrypted, but not the list of them (OpenDocument 1.2, part 3, 3.4).
  if (manifest && all(manifest, "encryption-data").length > 0) return refused("encrypted", "encrypted OpenDocument");
  const content = await file.xml("content.xml");
  const text = content && all(content, "body").flatMap((body) => firstChild(body, "text") ?? [])[0];
  if (!content || !text) return refused("unsupported-kind", "no text in content.xml");
  const builder = new BlockBuilder();
  walk(text, builder, new OdtText(content));
  const blocks = builder.blocks();
  return blocks.length === 0 ? refused("empty", "no text") : { word: { blocks, dropped: [] }, notes: [] };
}

function refused(code: ReadingNote["code"], detail: string): WordReading {
  return { word: null, notes: [{ code, detail }] };
}

/** What is not the text as it stands: deleted text is kept in tracked-changes, prompts and definitions elsewhere. */
const SILENT = new Set(["tracked-changes", "forms", "sequence-decls", "variable-decls", "user-field-decls"]);

/** Paragraphs, tables, and whatever else holds some: sections, lists, indexes, frames. */
function walk(container: Element, builder: BlockBuilder, texts: OdtText): void {
  for (const element of childrenOf(container)) {
    const name = element.localName ?? "";
    if (SILENT.has(name)) continue;
    if (name === "p" || name === "h") readParagraph(element, builder, texts);
    else if (name === "table") readTable(element, builder, texts);
    else walk(element, builder, texts);
  }
}

/** A text box stands behind the paragraph that it is anchored in. */
function readParagraph(element: Element, builder: BlockBuilder, texts: OdtText): void {
  const boxes: Element[] = [];
  builder.paragraph(texts.of(element, boxes));
  for (const box of boxes) walk(box, builder, texts);
}

function readTable(table: Element, builder: BlockBuilder, texts: OdtText): void {
  builder.openTable();
  for (const row of rowsOf(table)) {
    for (const cell of childrenOf(row)) {
      // Those covered by a merged cell are counted by the builder.
      if (cell.localName !== "table-cell") continue;
      walk(cell, builder, texts);
      builder.endCell(numberOf(cell, "number-columns-spanned"), numberOf(cell, "number-rows-spanned"));
    }
    builder.endRow();
  }
  builder.closeTable();
}

const ROWS = new Set(["table-header-rows", "table-rows", "table-row-group"]);

function rowsOf(table: Element): Element[] {
  return childrenOf(table).flatMap((child) => {
    if (child.localName === "table-row") return [child];
    return ROWS.has(child.localName ?? "") ? rowsOf(child) : [];
  });
}

function numberOf(element: Element, name: string): number {
  const value = Number(attribute(element, name) ?? "1");
  return Number.isInteger(value) && value > 0 ? Math.min(value, 1000) : 1;
}
