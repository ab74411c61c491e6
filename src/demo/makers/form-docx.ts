import { DOMParser, XMLSerializer, type Document, type Element } from "@xmldom/xmldom";
import JSZip from "jszip";
import { FORM_FIELDS, type FormValues, LABELS } from "./form-values.ts";

const MAIN_PART = "word/document.xml";

/** The blank form of 附件1 filled in. A field not given keeps its example text; "" empties its cell. */
export async function fillFormDocx(blank: Buffer, values: Partial<FormValues>): Promise<Buffer> {
  return rewrite(blank, (xml) => {
    for (const field of FORM_FIELDS) {
      const value = values[field];
      if (value === undefined) continue;
      if (field === "applicationDate") setLine(xml, LABELS.applicationDate, value);
      else setCell(cellBeside(xml, LABELS[field]), value, field === "opinion" ? 1 : Infinity);
    }
  });
}

/** The blank declaration of 附件2 with its date, e.g. 2022 年 11 月 18 日. */
export async function fillDeclarationDocx(blank: Buffer, date: string): Promise<Buffer> {
  return rewrite(blank, (xml) => {
    setLine(xml, "日 期:", ` ${date}`);
  });
}

async function rewrite(docx: Buffer, change: (xml: Document) => void): Promise<Buffer> {
  const zip = await JSZip.loadAsync(docx);
  const part = zip.file(MAIN_PART);
  if (part === null) throw new Error(`The blank form has no ${MAIN_PART}.`);
  const xml = new DOMParser().parseFromString(await part.async("string"), "text/xml");
  change(xml);
  zip.file(MAIN_PART, new XMLSerializer().serializeToString(xml), { date: part.date, createFolders: false });
  return zip.generateAsync({ type: "nodebuffer", compression: "DEFLATE" });
}

const elements = (within: Document | Element, name: string): Element[] =>
  Array.from(within.getElementsByTagName(`w:${name}`));
const wordsOf = (element: Element) =>
  elements(element, "t")
    .map((t) => t.textContent ?? "")
    .join("");
const bare = (words: string) => words.replace(/\s/g, "");

function cellBeside(xml: Document, label: string): Element {
  for (const row of elements(xml, "tr")) {
    const cells = elements(row, "tc");
    const found = cells.findIndex((cell) => bare(wordsOf(cell)) === bare(label));
    const value = cells[found + 1];
    if (found >= 0 && value) return value;
  }
  throw new Error(`The blank form has no cell beside “${label}”.`);
}

/** Puts the lines in place of the cell's first `replaced` paragraphs, in the first one's type. */
function setCell(cell: Element, value: string, replaced: number): void {
  const paragraphs = elements(cell, "p");
  const [pattern] = paragraphs;
  if (!pattern) throw new Error("A cell of the blank form has no paragraph.");
  for (const line of value.split("\n")) {
    const copy = pattern.cloneNode(true) as Element;
    setWords(copy, line);
    cell.insertBefore(copy, pattern);
  }
  for (const paragraph of paragraphs.slice(0, replaced)) cell.removeChild(paragraph);
}

/** The paragraph that begins with the label becomes the label and the words. */
function setLine(xml: Document, label: string, words: string): void {
  const line = elements(xml, "p").find((paragraph) => wordsOf(paragraph).startsWith(label));
  if (!line) throw new Error(`The blank form has no line “${label}”.`);
  setWords(line, label + words);
}

function setWords(paragraph: Element, words: string): void {
  const [first, ...rest] = elements(paragraph, "t");
  if (!first) throw new Error("A paragraph of the blank form has no run to write in.");
  first.textContent = words;
  for (const other of rest) other.textContent = "";
}
