import { tellsKind } from "../../domain/seal/kind.ts";
import { isReadSurely } from "../../domain/seal/name.ts";
import type { LineReader } from "../picture.ts";
import { deblurred } from "./deblur.ts";
import type { Ellipse } from "./ellipse.ts";
import { firstStrike } from "./first-strike.ts";
import type { Imprint } from "./imprint.ts";
import { inkLevel } from "./ink.ts";
import { readSeal, type SealPlace, type SealReading } from "./read-seal.ts";

/** A print, and its ring there. */
interface Shown {
  imprint: Imprint;
  ring: Ellipse;
}

/**
 * What a seal says; as long as its name or its kind stays in doubt, once more without another seal's ink or what a second strike
 * or a slide left, and once more without blur. Words that tell a kind stand, whatever lies over them. `ownInk`: null where there
 * is none to take away.
 */
export async function readPrint(
  imprint: Imprint,
  ownInk: () => Imprint | null,
  place: SealPlace,
  readLines: LineReader,
): Promise<SealReading> {
  const level = inkLevel(imprint.print);
  const shownAs = (ring: Ellipse, made: Imprint | null): Shown | null => made && { imprint: made, ring };
  const ways: ((shown: Shown) => Shown | null)[] = [
    (shown) => shownAs(shown.ring, ownInk()) ?? firstStrike(shown.imprint, shown.ring),
    (shown) => shownAs(shown.ring, deblurred(shown.imprint, shown.ring)),
  ];
  let shown: Shown = { imprint, ring: place.ring };
  const readings = [await readSeal(imprint, place, level, readLines)];
  for (const clearer of ways) {
    const told = together(readings);
    if (tellsKind(told.words) || (isReadSurely(told.arc) && told.lines === 0)) return told;
    const next = clearer(shown);
    if (next === null) continue;
    shown = next;
    readings.push(await readSeal(shown.imprint, { ...place, ring: shown.ring }, level, readLines));
  }
  return together(readings);
}

/**
 * Noise may wear words away where another's ink or blur is taken out: that there are none is believed only where the name
 * stands unharmed about a known foot, and else what all readings show. Where one sees none and another tells a kind, nobody knows.
 */
export function together(readings: SealReading[]): SealReading {
  const arc = readings.flatMap((one) => one.arc);
  const bare = readings.find(({ isBare }) => isBare);
  const telling = readings.find(({ words }) => tellsKind(words));
  if (bare) return telling ? { arc, words: "", lines: bare.lines + telling.lines, isBare: false } : { ...bare, arc };
  const words = readings.flatMap((one) => wordsIn(one));
  const most = Math.max(...readings.map(({ lines }) => lines));
  const unread = readings.filter(({ lines }) => lines === most).map((one) => most - wordsIn(one).length);
  return { arc, words: words.join("\n"), lines: words.length + Math.min(...unread), isBare: false };
}

const wordsIn = ({ words }: SealReading) => words.split("\n").filter((word) => word !== "");
