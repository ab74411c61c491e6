import type { Element, Node } from "@xmldom/xmldom";
import { all, attribute, childrenOf, isElement } from "./xml.ts";

/** The text within OpenDocument's paragraphs. */
export class OdtText {
  /** What the form's controls hold, by their ids (OpenDocument 1.2, part 1, 13.5). */
  readonly #controls = new Map<string, string>();

  constructor(document: Element) {
    for (const forms of all(document, "forms")) {
      for (const control of all(forms, "*")) {
        const id = attribute(control, "id");
        if (id !== null) this.#controls.set(id, valueOf(control));
      }
    }
  }

  /** `boxes` takes the text boxes found on the way, which hold paragraphs of their own. */
  of(element: Element, boxes: Element[]): string {
    return [...element.childNodes].map((child) => this.#textOf(child, boxes)).join("");
  }

  #textOf(node: Node, boxes: Element[]): string {
    if (!isElement(node)) return node.nodeType === TEXT || node.nodeType === CDATA ? folded(node.nodeValue ?? "") : "";
    switch (node.localName ?? "") {
      case "s":
        return " ".repeat(Math.min(Number(attribute(node, "c") ?? "1") || 1, MOST_SPACES));
      case "tab":
        return "\t";
      case "line-break":
        return "\n";
      case "control":
        return this.#controls.get(attribute(node, "control") ?? "") ?? "";
      default:
        if (SILENT.has(node.localName ?? "")) return "";
        if (!holdsParagraphs(node)) return this.of(node, boxes);
        boxes.push(node);
        return "";
    }
  }
}

/** Text boxes, and shapes that are written on. */
const holdsParagraphs = (element: Element) =>
  childrenOf(element).some(({ localName }) => localName === "p" || localName === "table" || localName === "list");

const TEXT = 3;
const CDATA = 4;
/** More in a row mean nothing, and the file may ask for a billion. */
const MOST_SPACES = 40;
/** Notes, comments, readings above characters, prompts, and the descriptions of pictures. */
const SILENT = new Set([
  "note",
  "annotation",
  "annotation-end",
  "ruby-text",
  "placeholder",
  "title",
  "desc",
  "binary-data",
]);

/** White space in XML folds into one blank; what is meant is written as elements (6.1.2). */
const folded = (text: string) => text.replace(/[ \t\r\n]+/g, " ");

function valueOf(control: Element): string {
  if (control.localName === "checkbox" || control.localName === "radio") {
    return attribute(control, "current-state") === "checked" || attribute(control, "current-selected") === "true"
      ? "☑"
      : "☐";
  }
  if (!VALUED.has(control.localName ?? "")) return "";
  return attribute(control, "current-value") ?? attribute(control, "value") ?? "";
}

const VALUED = new Set(["text", "textarea", "formatted-text", "date", "number", "combobox", "time", "value-range"]);
