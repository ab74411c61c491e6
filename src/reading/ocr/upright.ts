import type { TextLine } from "../../domain/facts.ts";
import { type Quarters, turnBack, turnBox } from "../turn.ts";
import { type GreyPage, turnPage } from "./grey.ts";
import type { Begun } from "./text-reader.ts";

/** Letters, digits and Chinese characters read for sure that prove a page to be the right way up. */
const PROOF = 12;
const SURE = 0.8;

/**
 * Reads a page as it lies where that gives text; else tries the other ways up, a sideways scan first.
 * A page that is the right way up costs nothing; another, or one that holds no text, up to three samples.
 */
export async function readUpright(page: GreyPage, begin: (page: GreyPage) => Promise<Begun>): Promise<TextLine[]> {
  let best: { begun: Begun; quarters: Quarters; sure: number } | undefined;
  for (const quarters of [0, 1, 3, 2] as const) {
    const begun = await begin(turnPage(page, quarters));
    const sure = surelyRead(begun.sample);
    if (best === undefined || sure > best.sure) best = { begun, quarters, sure };
    if (sure >= PROOF || begun.sample.length === 0) break;
  }
  if (best === undefined) return [];
  const lines = await best.begun.whole();
  const back = turnBack(best.quarters);
  return back === 0
    ? lines
    : lines.map((line) => ({ ...line, box: turnBox(line.box, back), upright: line.upright ?? line.box }));
}

function surelyRead(lines: Begun["sample"]): number {
  const sure = lines.filter(({ confidence }) => confidence >= SURE).map(({ text }) => text);
  return (sure.join("").match(/[\p{Script=Han}\p{Letter}\p{Number}]/gu) ?? []).length;
}
