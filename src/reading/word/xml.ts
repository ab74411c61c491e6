import { DOMParser, type Document, type Element, type Node } from "@xmldom/xmldom";

// Names are compared without their prefix: files written by other programs bind other prefixes.

const ELEMENT_NODE = 1;

export function isElement(node: Node | null | undefined): node is Element {
  return node?.nodeType === ELEMENT_NODE;
}

export function childrenOf(node: Node): Element[] {
  return [...node.childNodes].filter(isElement);
}

/** The elements of that name below, in document order, as a plain list. */
export function all(within: Document | Element, name: string): Element[] {
  return [...within.getElementsByTagNameNS("*", name)];
}

export function firstChild(element: Element, name: string): Element | null {
  return childrenOf(element).find((child) => child.localName === name) ?? null;
}

/** The attribute of that name in whatever namespace. */
export function attribute(element: Element | null, name: string): string | null {
  return [...(element?.attributes ?? [])].find((one) => one.localName === name)?.value ?? null;
}

/** A fatal error throws by itself; what xmldom mends silently a browser would refuse, and so do we. */
export function parseXml(xml: string): Document {
  return new DOMParser({ onError: stopOnError }).parseFromString(xml, "text/xml");
}

function stopOnError(level: "warning" | "error" | "fatalError", message: string): void {
  if (level !== "warning") throw new Error(message);
}
