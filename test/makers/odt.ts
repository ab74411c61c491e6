import JSZip from "jszip";
import type { WordBlock } from "../../src/domain/facts.ts";

const TYPE = "application/vnd.oasis.opendocument.text";
const NAMESPACES = ["office", "text", "table", "draw", "form"]
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name === "draw" ? "drawing" : name}:1.0"`)
  .join(" ");

/** An .odt of these blocks; a cell's line breaks part its paragraphs. */
export function odt(blocks: WordBlock[]): Promise<Buffer> {
  return odtOf(
    blocks.map((block) => ("paragraph" in block ? odtParagraphs(block.paragraph) : odtTable(block.table))).join(""),
  );
}

/** An .odt whose text is the given XML; `manifest` is the XML within the manifest. */
export async function odtOf(text: string, manifest = ""): Promise<Buffer> {
  const zip = new JSZip();
  zip.file("mimetype", TYPE, { compression: "STORE" });
  zip.file(
    "content.xml",
    `<?xml version="1.0" encoding="UTF-8"?><office:document-content ${NAMESPACES} office:version="1.2"><office:body><office:text>${text}</office:text></office:body></office:document-content>`,
  );
  zip.file(
    "META-INF/manifest.xml",
    `<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="${TYPE}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">${manifest}</manifest:file-entry></manifest:manifest>`,
  );
  return zip.generateAsync({ type: "nodebuffer", compression: "DEFLATE" });
}

export const odtParagraphs = (text: string): string =>
  text
    .split("\n")
    .map((line) => `<text:p>${withSpaces(escaped(line))}</text:p>`)
    .join("");

export const odtTable = (rows: string[][]): string =>
  `<table:table><table:table-column table:number-columns-repeated="${Math.max(...rows.map((row) => row.length))}"/>${rows.map(rowOf).join("")}</table:table>`;

const rowOf = (cells: string[]): string =>
  `<table:table-row>${cells.map((cell) => `<table:table-cell>${odtParagraphs(cell)}</table:table-cell>`).join("")}</table:table-row>`;

/** White space runs are written as elements, for XML's readers fold them (OpenDocument 1.2, part 1, 6.1.2). */
const withSpaces = (xml: string) =>
  xml.replaceAll("\t", "<text:tab/>").replace(/(?<= ) +|^ +/g, (spaces) => `<text:s text:c="${spaces.length}"/>`);

export const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
