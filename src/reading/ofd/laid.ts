import type { Box } from "../../domain/facts.ts";
import type { Laid } from "../seal-how.ts";
import { at, type Rectangle } from "./geometry.ts";
import { objectsOf, type Placed } from "./objects.ts";
import type { OfdFile, OfdPage, Stamp } from "./ofd-file.ts";

/** The pictures and drawings on a page, and what signatures show on it. */
export function laidOnOfd(page: OfdPage, ofd: OfdFile): Laid[] {
  const things = objectsOf(page, ofd).flatMap((placed): Laid[] => {
    const box = boxOf(placed);
    if (box === null) return [];
    const what = placed.over ? "stamp" : placed.kind === "ImageObject" ? "picture" : "drawing";
    return [{ what, box: fractionsOf(box, { ...page.area, x: 0, y: 0 }) }];
  });
  const signatures = page.stamps.map((stamp) => ({ what: "signature" as const, box: stampBox(stamp, page.area) }));
  return [...things, ...signatures];
}

/** What shows of a signature's seal. */
export function stampBox({ boundary, clip }: Pick<Stamp, "boundary" | "clip">, area: Rectangle): Box {
  const { x, y, width, height } = clip ?? { x: 0, y: 0, width: boundary.width, height: boundary.height };
  return fractionsOf({ x: boundary.x + x, y: boundary.y + y, width, height }, area);
}

function fractionsOf({ x, y, width, height }: Rectangle, area: Rectangle): Box {
  return {
    x: (x - area.x) / area.width,
    y: (y - area.y) / area.height,
    width: width / area.width,
    height: height / area.height,
  };
}

/** In mm from the page's corner; null for words, and for paths whose matrix stretches them who knows how far. */
function boxOf({ kind, matrix, boundary, hasMatrix }: Placed): Rectangle | null {
  if (kind === "TextObject" || (kind === "PathObject" && hasMatrix)) return null;
  // A picture with a matrix is one by one in its own coordinates (10).
  const [width, height] = hasMatrix ? [1, 1] : [boundary.width, boundary.height];
  const corners = [at(matrix, 0, 0), at(matrix, width, 0), at(matrix, 0, height), at(matrix, width, height)];
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}
