import type { Element } from "@xmldom/xmldom";
import { attribute, childrenOf } from "./xml.ts";

const OBJECTS = new Set(["blip", "imagedata", "contentPart", "chart", "relIds", "OLEObject"]);

/** Does the drawing show something that is no text and no mere line? What its text boxes hold stands for itself. */
export function holdsObject(drawing: Element): boolean {
  return childrenOf(drawing).some((child) => {
    if (child.localName === "txbxContent") return false;
    return OBJECTS.has(child.localName ?? "") || holdsObject(child);
  });
}

/** How a picture lies: in the line; over the text, so that it may belong anywhere on the page; or as a seal put on it. */
export function layOf(drawing: Element): "inline" | "floating" | "seal" {
  const style = attribute(descendant(drawing, "shape"), "style") ?? "";
  const anchored = descendant(drawing, "anchor") !== null || /position:\s*absolute/.test(style);
  if (!anchored) return "inline";
  return isSealLike(sizeMm(drawing, style)) ? "seal" : "floating";
}

// A seal's picture may have a margin around its 38 to 45 mm, or be drawn a little small.
const SEAL_MM = { least: 25, most: 65 };
const NEARLY_SQUARE = 1.25;
const EMU_PER_MM = 36_000;
const POINTS_PER_MM = 72 / 25.4;

function isSealLike([width, height]: [number, number]): boolean {
  const [short, long] = [Math.min(width, height), Math.max(width, height)];
  return short >= SEAL_MM.least && long <= SEAL_MM.most && long / short <= NEARLY_SQUARE;
}

function sizeMm(drawing: Element, style: string): [width: number, height: number] {
  const extent = descendant(drawing, "extent");
  if (extent) {
    const [width, height] = ["cx", "cy"].map((name) => Number(attribute(extent, name)) / EMU_PER_MM);
    return [width ?? 0, height ?? 0];
  }
  const [width, height] = ["width", "height"].map((name) => {
    const points = new RegExp(`(?:^|;)\\s*${name}:\\s*([\\d.]+)pt`).exec(style)?.[1];
    return Number(points ?? 0) / POINTS_PER_MM;
  });
  return [width ?? 0, height ?? 0];
}

function descendant(element: Element, name: string): Element | null {
  return element.getElementsByTagNameNS("*", name)[0] ?? null;
}
