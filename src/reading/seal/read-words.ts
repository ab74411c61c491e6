import { readOpenly } from "../../domain/seal/name.ts";
import type { LineReader } from "../picture.ts";
import type { Ellipse } from "./ellipse.ts";
import { possibleFeet } from "./foot.ts";
import type { InkMap } from "./ink.ts";
import { hasInkWithin } from "./inner-ink.ts";
import { footOfName, type ReadBand } from "./name-foot.ts";
import type { IsThere } from "./other-seals.ts";
import type { Polar } from "./polar.ts";
import { straightLines } from "./straight-lines.ts";
import type { TextBand } from "./text-band.ts";
import { FLATTEST_ROUND } from "./thresholds.ts";
import { isBareOfWords, WORDS_ROWS } from "./words-zone.ts";

/** Where a seal lies on a map of its print. */
export interface SealPlace {
  ring: Ellipse;
  /** The same ring with what lies beyond it. */
  around: Polar;
  /** Another seal lies there too. */
  isOthers: IsThere;
}

/** What stands beneath a seal's star. */
export interface SealWords {
  words: string;
  /** How many straight lines there are, read or not, and at least one where there is ink that was not made out to be a line. */
  lines: number;
  /** The foot is known, and it is bare where words would stand. */
  isBare: boolean;
}

/** A print, where its text runs round, and how that was read. */
interface ReadRound {
  map: InkMap;
  polar: Polar;
  band: TextBand;
  readings: ReadBand[];
}

/** Reads the straight lines beneath a seal's centre, black from `level` on. */
export async function readWords(
  { map, polar, band, readings }: ReadRound,
  { ring, around, isOthers }: SealPlace,
  level: number,
  readLines: LineReader,
): Promise<SealWords> {
  const foot = isOval(ring) ? null : footOfName(readings, possibleFeet(polar, ring));
  const isBare = foot !== null && isBareOfWords(map, ring, level, { polar, band, foot, isOthers });
  const tilt = (((foot?.foot ?? band.foot) - 90) * Math.PI) / 180;
  const last = isBare ? WORDS_ROWS[1] : band.outer;
  const lines = straightLines(map, ring, level, { tilt, last, isLeftOut: isBare ? isOthers : () => false });
  const words = (await readLines(lines)).map((lattice) => readOpenly(lattice).text);
  const isInked = foot ? !isBare : hasInkWithin(polar, around, ring, band);
  return {
    words: words.filter((word) => word !== "").join("\n"),
    lines: Math.max(lines.length, isInked ? 1 : 0),
    isBare,
  };
}

const isOval = ({ a, b }: Ellipse) => b < FLATTEST_ROUND * a;
