import { tellsKind } from "../../domain/seal/kind.ts";
import { isReadSurely } from "../../domain/seal/name.ts";
import type { LineReader } from "../picture.ts";
import { firstStrike } from "./first-strike.ts";
import type { Imprint } from "./imprint.ts";
import { inkLevel } from "./ink.ts";
import { readSeal, type SealPlace, type SealReading } from "./read-seal.ts";

/**
 * What a seal says; where its name or its kind stays in doubt, once more without another seal's ink (null: there is none to
 * take away), or else without that of a second strike. Words that tell a kind stand, whatever lies over them.
 */
export async function readPrint(
  imprint: Imprint,
  ownInk: () => Imprint | null,
  place: SealPlace,
  readLines: LineReader,
): Promise<SealReading> {
  const level = inkLevel(imprint.print);
  const read = await readSeal(imprint, place, level, readLines);
  if (tellsKind(read.words) || (isReadSurely(read.arc) && read.lines === 0)) return read;
  const own = ownInk();
  const first = own === null ? firstStrike(imprint, place.ring) : { imprint: own, ring: place.ring };
  if (first === null) return read;
  const again = await readSeal(first.imprint, { ...place, ring: first.ring }, level, readLines);
  return { ...wordsOf(read, again), arc: [...read.arc, ...again.arc] };
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
