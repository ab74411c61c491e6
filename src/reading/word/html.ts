import { Parser } from "htmlparser2";
import type { ReadingNote } from "../../domain/facts.ts";
import { limits, type LimitName } from "../limits.ts";
import { decodeText } from "../mail/charset.ts";
import { depthOf, withoutPictures } from "../mail/html.ts";
import { parseMime } from "../mail/mime.ts";
import { BlockBuilder } from "./block-builder.ts";
import type { WordReading } from "./word-reading.ts";

/** Reads a web page, which may be what Word or WPS saved under the name of a .doc, alone or in one file with its pictures. */
export async function readHtml(bytes: Buffer): Promise<WordReading> {
  const page = isMultipart(bytes) ? (await parseMime(bytes)).html : pageText(bytes);
  const html = withoutPictures(page);
  const limit = passedLimit(html);
  if (limit !== null) return { word: null, notes: [{ code: "over-limit", detail: limit }] };
  const blocks = blocksOfPage(html);
  const notes: ReadingNote[] = blocks.length === 0 ? [{ code: "empty", detail: "no text" }] : [];
  return { word: blocks.length === 0 ? null : { blocks, dropped: [] }, notes };
}

const isMultipart = (bytes: Buffer) => /^content-type:\s*multipart\//im.test(bytes.toString("latin1", 0, 4096));

/** The charset stands in the first kilobyte (HTML Standard, 13.2.3.2) or nearly; a byte order mark goes before it. */
function pageText(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  const declared = /<meta[^>]*charset\s*=\s*["']?([\w-]+)/i.exec(bytes.toString("latin1", 0, 4096))?.[1];
  return decodeText(bytes, declared).replace(/^\ufeff/, "");
}

function passedLimit(html: string): LimitName | null {
  if (html.length > limits.wordChars) return "wordChars";
  return depthOf(html) > limits.htmlDepth ? "htmlDepth" : null;
}

const SILENT = new Set(["head", "style", "script", "title", "template", "noscript", "del"]);
/** These end a line before them and behind them. */
const BLOCKS = new Set(
  "p div h1 h2 h3 h4 h5 h6 li ul ol dl dt dd pre blockquote section article header footer form hr center body address".split(
    " ",
  ),
);

function blocksOfPage(html: string) {
  const builder = new BlockBuilder();
  const spans: [columns: number, rows: number][] = [];
  let silent = 0;
  let line = "";
  const endLine = (): void => {
    builder.paragraph(line);
    line = "";
  };
  const parser = new Parser({
    onopentag(name, attributes) {
      if (SILENT.has(name)) silent++;
      if (BLOCKS.has(name) || name === "table") endLine();
      if (name === "table" && builder.depth < limits.tableDepth) builder.openTable();
      if (name === "td" || name === "th") spans.push([span(attributes.colspan), span(attributes.rowspan)]);
      if (name === "br") line += "\n";
      if (name === "input") line += valueOf(attributes);
    },
    ontext(text) {
      if (silent === 0) line += folded(text, line);
    },
    onclosetag(name) {
      if (SILENT.has(name)) silent--;
      if (BLOCKS.has(name) || ["table", "td", "th", "tr"].includes(name)) endLine();
      if (name === "td" || name === "th") builder.endCell(...(spans.pop() ?? [1, 1]));
      if (name === "tr") builder.endRow();
      if (name === "table") builder.closeTable();
    },
  });
  parser.end(html);
  endLine();
  return builder.blocks();
}

/** A span of 0 means “all that follow”; more rows than a form can have are made up. */
function span(written: string | undefined): number {
  const value = Number(written ?? "1");
  return Number.isInteger(value) && value > 0 ? Math.min(value, 1000) : 1;
}

/** What was typed into a form's field and saved with the page. */
function valueOf({ type = "text", value = "", checked }: Record<string, string | undefined>): string {
  if (type === "checkbox" || type === "radio") return checked === undefined ? "☐" : "☑";
  return type === "text" ? value : "";
}

/** White space folds into one blank; the unbreakable ones stay. */
function folded(text: string, before: string): string {
  const single = text.replace(/[ \t\r\n\f]+/g, " ");
  return /(?:^|[ \n])$/.test(before) ? single.replace(/^ /, "") : single;
}
