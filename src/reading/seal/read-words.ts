import { isShortCode } from "../../domain/seal/kind.ts";
import { readOpenly } from "../../domain/seal/name.ts";
import type { LineReader } from "../picture.ts";
import type { Ellipse } from "./ellipse.ts";
import { possibleFeet } from "./foot.ts";
import type { InkMap } from "./ink.ts";
import { hasInkWithin } from "./inner-ink.ts";
import { footOfName, type ReadBand } from "./name-foot.ts";
import type { IsThere } from "./other-seals.ts";
import { RAYS, type Polar } from "./polar.ts";
import { straightLines, type StraightLine } from "./straight-lines.ts";
import type { TextBand } from "./text-band.ts";
import { FLATTEST_ROUND } from "./thresholds.ts";
import { isBareOfWords, WORDS_ROWS } from "./words-zone.ts";

/**
 * In short radii below an oval's centre: the code of an official one lies lower, at 0.73 and more on the made pages of the tuning
 * set, and an invoice seal's tax number higher, at 0.10 to 0.15. Digits left of that tell nothing.
 */
const ACROSS = 0.5;

/** Where a seal lies on a map of its print. */
export interface SealPlace {
  ring: Ellipse;
  /** The same ring with what lies beyond it. */
  around: Polar;
  /** Another seal lies there too. */
  isOthers: IsThere;
}

/** What stands beneath a seal's star, or across an oval one. */
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

/** A straight line; text: empty where none was read. */
interface ReadLine extends Pick<StraightLine, "belowCentre"> {
  text: string;
}

/** Reads the straight lines beneath a seal's centre, of an oval also those about it, black from `level` on. */
export async function readWords(
  { map, polar, band, readings }: ReadRound,
  { ring, around, isOthers }: SealPlace,
  level: number,
  readLines: LineReader,
): Promise<SealWords> {
  const foot = footOfName(readings, possibleFeet(polar, ring));
  const isBare = foot !== null && isBareOfWords(map, ring, level, { polar, band, foot, isOthers });
  const sought = isBare ? { last: WORDS_ROWS[1], isLeftOut: isOthers } : { last: band.outer, isLeftOut: () => false };
  const readAbout = async (direction: number): Promise<ReadLine[]> => {
    const lines = straightLines(map, ring, level, { tilt: ((direction - 90) * Math.PI) / 180, ...sought });
    const read = await readLines(lines.map(({ strip }) => strip));
    return lines.map(({ belowCentre }, line) => ({ belowCentre, text: readOpenly(read[line] ?? []).text }));
  };
  const upright = await readAbout(foot?.foot ?? band.foot);
  // With no star to tell, an oval's foot may be the other one.
  const isUnread = foot === null && upright.length > 0 && wordsIn(upright) === "";
  const turned = isOval(ring) && isUnread ? await readAbout(band.foot + RAYS / 2) : upright;
  const told = isOval(ring) ? turned.filter(tellsOnOval) : turned;
  const isInked = foot ? !isBare : hasInkWithin(polar, around, ring, band);
  return {
    words: wordsIn(told),
    lines: Math.max(upright.length, turned.length, isInked ? 1 : 0),
    isBare,
  };
}

const wordsIn = (lines: ReadLine[]) => lines.flatMap(({ text }) => (text === "" ? [] : [text])).join("\n");

const tellsOnOval = ({ belowCentre, text }: ReadLine) => belowCentre > ACROSS || !isShortCode(text);

const isOval = ({ a, b }: Ellipse) => b < FLATTEST_ROUND * a;
