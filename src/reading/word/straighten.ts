import type { Document, Element, Node } from "@xmldom/xmldom";
import { hasText, isPrompt, runsOf, undelivered } from "./runs.ts";
import { all, attribute, childrenOf, firstChild, isElement } from "./xml.ts";

export interface Straightened {
  xml: string;
  /** Texts of boxes that hang outside of any table: they stand in the XML too, but may belong anywhere on the page. */
  unplaced: string[];
}

/** Another document put in whole (HTML, RTF), which Word shows and we cannot read. */
export function hasForeignPart(document: Document): boolean {
  return all(document, "altChunk").length > 0;
}

/**
 * Writes the document anew with what mammoth would lose (mammoth.js#415) as what it reads: text boxes stand as
 * paragraphs after the one that they hang on. One pass, for removing nodes one by one is quadratic.
 */
export function straighten(document: Document): Straightened {
  const unplaced: string[] = [];
  const root = document.documentElement;
  const xml = root ? write(root, { inCell: false, silent: false, boxes: null, unplaced }) : "";
  return { xml, unplaced };
}

interface Place {
  inCell: boolean;
  /** Within a content control that shows only its prompt. */
  silent: boolean;
  /** Collects the text boxes that hang on the paragraph. */
  boxes: string[] | null;
  unplaced: string[];
}

// They point to parts that mammoth is not given (without its style a table makes it throw);
// the phonetic guide (rt) repeats what it stands over.
const DANGLING = new Set([
  ...["blip", "imagedata", "footnoteReference", "endnoteReference", "commentReference"],
  ...["pStyle", "rStyle", "tblStyle", "numPr", "rt"],
]);
const TRANSPARENT = new Set(["hyperlink", "fldSimple", "dir", "bdo", "ruby", "rubyBase", "customXml", "smartTag"]);

function write(element: Element, place: Place): string {
  const name = element.localName ?? "";
  if (DANGLING.has(name) || (name === "t" && place.silent)) return "";
  if (TRANSPARENT.has(name)) return content(element, place);
  switch (name) {
    case "AlternateContent":
      return alternate(element, place);
    case "txbxContent":
      return box(element, place);
    case "p": {
      const boxes: string[] = [];
      return tag(element, { ...place, boxes }) + boxes.join("");
    }
    case "r":
      return chosenEntry(element) + tag(element, place);
    case "tc":
      return tag(element, { ...place, inCell: true });
    case "sdt":
      return tag(element, { ...place, silent: place.silent || isPrompt(element) });
    default:
      return tag(element, place);
  }
}

/** mammoth takes the fallback only; newer writers leave it out or empty. */
function alternate(element: Element, place: Place): string {
  const contents = childrenOf(element);
  const chosen = contents.find(hasText) ?? contents[contents.length - 1];
  return chosen ? content(chosen, place) : "";
}

function box(element: Element, place: Place): string {
  if (!place.boxes) return content(element, place);
  if (!place.inCell) place.unplaced.push(...undelivered(runsOf(element), []));
  place.boxes.push(content(element, place));
  return "";
}

/** A legacy drop-down field keeps its choice as a number in a list, not as text. */
function chosenEntry(run: Element): string {
  const field = firstChild(run, "fldChar");
  const data = field && firstChild(field, "ffData");
  const list = data && firstChild(data, "ddList");
  if (!list) return "";
  const entries = childrenOf(list).filter((child) => child.localName === "listEntry");
  const number = attribute(firstChild(list, "result"), "val") ?? attribute(firstChild(list, "default"), "val") ?? "0";
  const entry = attribute(entries[Number(number)] ?? null, "val");
  const prefix = run.prefix ? `${run.prefix}:` : "";
  return entry ? `<${prefix}r><${prefix}t>${escaped(entry)}</${prefix}t></${prefix}r>` : "";
}

function tag(element: Element, place: Place): string {
  const attributes = [...element.attributes].map((one) => ` ${one.name}="${escaped(one.value)}"`).join("");
  return `<${element.tagName}${attributes}>${content(element, place)}</${element.tagName}>`;
}

function content(element: Element, place: Place): string {
  let written = "";
  for (let node: Node | null = element.firstChild; node; node = node.nextSibling) {
    written += isElement(node) ? write(node, place) : escaped(node.nodeType === COMMENT ? "" : (node.nodeValue ?? ""));
  }
  return written;
}

const COMMENT = 8;

function escaped(text: string): string {
  return text.replace(/[&<>"\n\t]/g, (character) => `&#${character.codePointAt(0) ?? 0};`);
}
