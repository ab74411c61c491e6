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
 * What a seal says; as long as its name or its kind stays in doubt, once more without another seal's ink (null: there is none
 * to take away) or that of a second strike, and once more without blur. Words that tell a kind stand, whatever lies over them.
 */
export async function readPrint(
  imprint: Imprint,
  ownInk: () => Imprint | null,
  place: SealPlace,
  readLines: LineReader,
): Promise<SealReading> {
  const level = inkLevel(imprint.print);
  const within = (ring: Ellipse, made: Imprint | null): Shown | null => made && { imprint: made, ring };
  const ways: ((shown: Shown) => Shown | null)[] = [
    ({ ring }) => within(ring, ownInk()) ?? firstStrike(imprint, ring),
    ({ imprint: last, ring }) => within(ring, deblurred(last, ring)),
  ];
  let shown: Shown = { imprint, ring: place.ring };
  let told = await readSeal(imprint, place, level, readLines);
  for (const clearer of ways) {
    if (tellsKind(told.words) || (isReadSurely(told.arc) && told.lines === 0)) return told;
    const next = clearer(shown);
    if (next === null) continue;
    shown = next;
    const again = await readSeal(next.imprint, { ...place, ring: next.ring }, level, readLines);
    told = { ...wordsOf(told, again), arc: [...told.arc, ...again.arc] };
  }
  return told;
}

/**
 * Noise in the hues may wear words away: that there are none is believed only where the name stands unharmed about a known
 * foot, and else what either reading shows. Where one sees none and the other tells a kind, nobody knows.
 */
function wordsOf(read: SealReading, again: SealReading): Omit<SealReading, "arc"> {
  if (read.isBare) return tellsKind(again.words) ? { ...read, lines: read.lines + again.lines, isBare: false } : read;
  if (again.isBare) return again;
  const words = [read.words, again.words].filter((one) => one !== "").join("\n");
  return { words, lines: Math.max(read.lines, again.lines), isBare: false };
}
