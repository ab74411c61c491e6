import type { Element } from "@xmldom/xmldom";
import { limits } from "../limits.ts";
import { OverLimit } from "../over-limit.ts";
import { attribute, childrenOf, firstChild } from "../word/xml.ts";
import { IDENTITY, type Matrix, matrixOf, move, type Rectangle, rectangleOf, times } from "./geometry.ts";
import type { OfdFile, OfdPage } from "./ofd-file.ts";

/** A text, picture or path object with the way from its own coordinates to the page's in mm. */
export interface Placed {
  kind: "TextObject" | "ImageObject" | "PathObject";
  element: Element;
  matrix: Matrix;
  boundary: Rectangle;
  hasMatrix: boolean;
  /** In a stamp or remark, which is laid over the print. */
  over: boolean;
}

const KINDS = new Set(["TextObject", "ImageObject", "PathObject"]);
/** Composites within composites; the standard names no bound. */
const DEPTH = 8;

/** All objects of a page from the bottom up, those of its templates, composites, stamps and remarks included. */
export function objectsOf(page: OfdPage, ofd: OfdFile): Placed[] {
  const found: Placed[] = [];
  // Composites too: those that hold nothing but each other would go on for ever.
  let seen = 0;
  const origin = move(-page.area.x, -page.area.y);
  for (const content of page.contents) collect(content, origin, false, 0);
  for (const appearance of page.annotations) {
    const { x = 0, y = 0 } = rectangleOf(attribute(appearance, "Boundary")) ?? {};
    collect(appearance, times(origin, move(x, y)), true, 0);
  }
  return found;

  function collect(container: Element, outer: Matrix, over: boolean, depth: number): void {
    for (const element of childrenOf(container)) {
      const kind = element.localName ?? "";
      if (attribute(element, "Visible") === "false") continue;
      if (!KINDS.has(kind) && kind !== "CompositeObject") {
        if (kind !== "Clips") collect(element, outer, over, depth);
        continue;
      }
      if (++seen > limits.ofdObjects) throw new OverLimit("ofdObjects");
      const boundary = rectangleOf(attribute(element, "Boundary")) ?? { x: 0, y: 0, width: 0, height: 0 };
      const own = matrixOf(attribute(element, "CTM"));
      const matrix = times(outer, times(move(boundary.x, boundary.y), own ?? IDENTITY));
      if (kind !== "CompositeObject") {
        found.push({ kind: kind as Placed["kind"], element, matrix, boundary, hasMatrix: own !== null, over });
        continue;
      }
      const unit = ofd.resource(attribute(element, "ResourceID"));
      const content = unit && firstChild(unit, "Content");
      if (content && depth < DEPTH) collect(content, matrix, over, depth + 1);
    }
  }
}
