import type { LineReader } from "../picture.ts";
import { deblurred } from "./deblur.ts";
import type { Ellipse } from "./ellipse.ts";
import { firstStrike } from "./first-strike.ts";
import type { Imprint } from "./imprint.ts";
import { inkLevel } from "./ink.ts";
import { readPrints, type SealReading } from "./read-prints.ts";
import { readSeal } from "./read-seal.ts";
import type { SealPlace } from "./read-words.ts";

/** A print, and its ring there. */
interface Shown {
  imprint: Imprint;
  ring: Ellipse;
}

/**
 * What a seal says: as it is printed, then without another seal's ink or what a second strike or a slide left, then without blur.
 * `ownInk`: null where there is none to take away.
 */
export async function readPrint(
  imprint: Imprint,
  ownInk: () => Imprint | null,
  place: SealPlace,
  readLines: LineReader,
): Promise<SealReading> {
  const level = inkLevel(imprint.print);
  let shown: Shown = { imprint, ring: place.ring };
  const shownAs = (made: Imprint | null): Shown | null => made && { imprint: made, ring: shown.ring };
  const ways: (() => Shown | null)[] = [
    () => shown,
    () => shownAs(ownInk()) ?? firstStrike(shown.imprint, shown.ring),
    () => shownAs(deblurred(shown.imprint, shown.ring)),
  ];
  return readPrints(
    ways.map((way) => async () => {
      const next = way();
      if (next === null) return null;
      shown = next;
      return readSeal(shown.imprint, { ...place, ring: shown.ring }, level, readLines);
    }),
  );
}
