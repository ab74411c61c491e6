import type { Document, Element, Node } from "@xmldom/xmldom";
import { OBJECT } from "../../domain/facts.ts";
import { holdsObject, layOf } from "./pictures.ts";
import { hasText, isHidden, runsOf, undelivered } from "./runs.ts";
import { all, attribute, childrenOf, firstChild, isElement } from "./xml.ts";

export interface Straightened {
  xml: string;
  /**
   * What may belong anywhere on the page: texts of boxes that hang outside of any table, though they stand in the XML
   * too, and an OBJECT for each picture that hangs there or floats.
   */
  unplaced: string[];
}

/** Another document put in whole (HTML, RTF), which Word shows and we cannot read. */
export function hasForeignPart(document: Document): boolean {
  return all(document, "altChunk").length > 0;
}

/**
 * Writes the document anew with what mammoth would lose (mammoth.js#415) as what it reads: text boxes stand as
 * paragraphs after the one that they hang on, and an OBJECT stands for a picture. What does not show is left out.
 * One pass, for removing nodes one by one is quadratic.
 */
export function straighten(document: Document): Straightened {
  const unplaced: string[] = [];
  const root = document.documentElement;
  const xml = root ? write(root, { inCell: false, silent: false, boxes: null, unplaced }) : "";
  return { xml, unplaced };
}

interface Place {
  inCell: boolean;
  /** Within what does not show: deleted, hidden, a content control's prompt. */
  silent: boolean;
  /** Collects the text boxes that hang on the paragraph. */
  boxes: string[] | null;
  unplaced: string[];
}

// Formatting, and what points to parts that mammoth is not given (without its style a table makes it throw).
const LEFT_OUT = new Set([
  ...["rPr", "tblPr", "tblGrid", "sectPr", "footnoteReference", "endnoteReference", "commentReference"],
]);
const TRANSPARENT = new Set(["hyperlink", "fldSimple", "dir", "bdo", "ruby", "rubyBase", "customXml", "smartTag"]);

function write(element: Element, place: Place): string {
  const name = element.localName ?? "";
  if (LEFT_OUT.has(name) || (name === "t" && place.silent)) return "";
  if (TRANSPARENT.has(name)) return content(element, place);
  const within = { ...place, silent: place.silent || isHidden(element) };
  switch (name) {
    case "AlternateContent":
      return alternate(element, place);
    case "txbxContent":
      return box(element, place);
    case "drawing":
    case "pict":
    case "object":
      return picture(element, place) + boxesIn(element, place);
    case "pPr":
      return deletedMark(element);
    case "cr":
      return `<${prefixOf(element)}br/>`;
    case "p": {
      const boxes: string[] = [];
      return tag(element, { ...within, boxes }) + boxes.join("");
    }
    case "r":
      return chosenEntry(element) + tag(element, within);
    case "tc":
      return tag(element, { ...within, inCell: true });
    default:
      return tag(element, within);
  }
}

/** A deleted paragraph mark joins the paragraph to the next; the last one of a cell has nothing to be joined to. */
function deletedMark(properties: Element): string {
  const mark = firstChild(properties, "rPr");
  if (!mark || !firstChild(mark, "del") || nextElement(properties.parentNode)?.localName !== "p") return "";
  const prefix = prefixOf(properties);
  return `<${prefix}pPr><${prefix}rPr><${prefix}del/></${prefix}rPr></${prefix}pPr>`;
}

function nextElement(node: Node | null): Element | null {
  let next = node?.nextSibling ?? null;
  while (next && !isElement(next)) next = next.nextSibling;
  return next;
}

/** A picture's place in its paragraph. */
function picture(drawing: Element, place: Place): string {
  if (place.silent || !holdsObject(drawing)) return "";
  const lay = layOf(drawing);
  if (lay === "seal") return "";
  if (lay === "floating" || !place.inCell) place.unplaced.push(OBJECT);
  return `<${prefixOf(drawing)}t>${OBJECT}</${prefixOf(drawing)}t>`;
}

/** Of a drawing only the text boxes are kept. */
function boxesIn(drawing: Element, place: Place): string {
  const children = drawing.localName === "AlternateContent" ? chosenContent(drawing) : childrenOf(drawing);
  return children
    .map((child) => (child.localName === "txbxContent" ? box(child, place) : boxesIn(child, place)))
    .join("");
}

/** mammoth takes the fallback only; newer writers leave it out or empty. */
function alternate(element: Element, place: Place): string {
  return chosenContent(element)
    .map((chosen) => content(chosen, place))
    .join("");
}

function chosenContent(alternate: Element): Element[] {
  const contents = childrenOf(alternate);
  const chosen = contents.find(hasText) ?? contents.find(holdsObject) ?? contents[contents.length - 1];
  return chosen ? [chosen] : [];
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
  const prefix = prefixOf(run);
  return entry ? `<${prefix}r><${prefix}t>${escaped(entry)}</${prefix}t></${prefix}r>` : "";
}

function prefixOf(element: Element): string {
  return element.prefix ? `${element.prefix}:` : "";
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
