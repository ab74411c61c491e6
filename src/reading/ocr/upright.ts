import type { TextLine } from "../../domain/facts.ts";
import { type Quarters, turnBack, turnBox } from "../turn.ts";
import { type GreyPage, turnPage } from "./grey.ts";
import type { Begun } from "./text-reader.ts";

/** Letters, digits and Chinese characters read for sure that prove a page to be the right way up. */
const PROOF = 12;
const SURE = 0.8;

/**
 * Reads a page as it lies where that gives text; else tries the other ways up that its lines run in.
 * A page that is the right way up costs nothing; another, or one that holds no text, up to three samples.
 */
export async function readUpright(page: GreyPage, begin: (page: GreyPage) => Promise<Begun>): Promise<TextLine[]> {
  const first = await tryWay(page, 0, begin);
  let best = first;
  for (const quarters of otherWays(first.begun)) {
    if (best.sure >= PROOF) break;
    const next = await tryWay(page, quarters, begin);
    if (next.sure > best.sure) best = next;
  }
  const lines = await best.begun.whole();
  const back = turnBack(best.quarters);
  return back === 0
    ? lines
    : lines.map((line) => ({ ...line, box: turnBox(line.box, back), upright: line.upright ?? line.box }));
}

interface Way {
  begun: Begun;
  quarters: Quarters;
  sure: number;
}

async function tryWay(page: GreyPage, quarters: Quarters, begin: (page: GreyPage) => Promise<Begun>): Promise<Way> {
  const begun = await begin(turnPage(page, quarters));
  return { begun, quarters, sure: surelyRead(begun.sample) };
}

/** The likelier first. */
function otherWays({ runs }: Begun): Quarters[] {
  if (runs === "none") return [];
  return runs === "upwards" ? [1, 3, 2] : [2, 1, 3];
}

function surelyRead(lines: Begun["sample"]): number {
  const sure = lines.filter(({ confidence }) => confidence >= SURE).map(({ text }) => text);
  return (sure.join("").match(/[\p{Script=Han}\p{Letter}\p{Number}]/gu) ?? []).length;
}
