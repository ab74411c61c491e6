import type { Box } from "../domain/facts.ts";

/** A clockwise turn by this many quarters. */
export type Quarters = 0 | 1 | 2 | 3;

/** Where a box lies after the page was turned clockwise; fractions of the page before and after. */
export function turnBox(box: Box, quarters: Quarters): Box {
  const { x, y, width, height } = box;
  if (quarters === 1) return { x: 1 - y - height, y: x, width: height, height: width };
  if (quarters === 2) return { x: 1 - x - width, y: 1 - y - height, width, height };
  if (quarters === 3) return { x: y, y: 1 - x - width, width: height, height: width };
  return box;
}

export const turnBack = (quarters: Quarters): Quarters => ((4 - quarters) % 4) as Quarters;
