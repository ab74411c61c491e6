import { isTurned, readOpenly, saysWholeName } from "./arc-text.ts";
import { areConfusable } from "./confusable.ts";
import {
  comparisonOf,
  fit,
  isHidden,
  isUnsaid,
  marginOf,
  meanScore,
  readingsOf,
  scoreOf,
  type Aligned,
  type Comparison,
} from "./comparison.ts";
import { FLOOR, type AlignedCharacter, type Alignment } from "./ctc.ts";
import { hasEvenPlaces, isRoomForRest } from "./places.ts";
import { spellings, type Spelling } from "./spelling.ts";
import { isToldLegalForm, sharedCharacters } from "./trade-words.ts";
import type { Lattice } from "../facts.ts";
import {
  ANOTHER_NAME,
  CONFUSED,
  CONTRADICTED,
  HARDLY_AT_ALL,
  HARDLY_SAID,
  LEAST_NAME,
  LEAST_SEEN,
  LEAST_SEEN_SHARE,
  LIKELY_STANDS,
  LONG_ENOUGH_TO_SPARE,
  MOST_AGAINST,
  SHORTEST_NAME,
  SURE_ALTERNATIVE,
  WHOLE_NAME,
} from "./thresholds.ts";

export { isReadTwice, readOpenly, readSealName, says, sealText, surelyRead, surelyReadBothWays } from "./arc-text.ts";

export interface SealNameMatch {
  /** null: cannot be told. */
  matches: boolean | null;
  /** Mean natural-log probability of the expected name's characters; FLOOR where nothing was read. */
  score: number;
  /** In the name's order, brackets left out, each from the reading that shows it best. */
  perCharacter: AlignedCharacter[];
}

/**
 * Does a seal's arc, read in several ways, say this name? Brackets, their width and 责任 do not matter. One character
 * that the arc contradicts may be a near twin's or one that the recogniser does not know: neither yes nor no.
 */
export function matchSealName(arc: Lattice[], expected: string): SealNameMatch {
  const readings = readingsOf(arc);
  const comparisons = spellings(expected)
    .flatMap((spelling) => comparisonOf(readings, spelling))
    .sort((one, other) => fit(other.alignments[0]) - fit(one.alignments[0]));
  // A suffix that is cut off, or read faintly, may fit its place in one spelling alone.
  const best = comparisons.find(agrees) ?? comparisons[0];
  if (best === undefined) return { matches: null, score: FLOOR, perCharacter: [] };
  const isWhole = saysWholeName(arc, WHOLE_NAME * best.characters.length);
  const isOther = isWhole && differs(best) && !readings.some(({ lattice }) => isPartOf(lattice, expected));
  const matches = agrees(best) ? true : isOther ? false : null;
  return { matches, score: meanScore(best.characters), perCharacter: best.characters };
}

/** Where a reading shows it is not known. */
const isDoubtful = (one: AlignedCharacter) => scoreOf(one) < Math.max(one.bestScore, LIKELY_STANDS);

const isSurelyAnother = (one: AlignedCharacter) => marginOf(one) < CONTRADICTED && one.bestScore > SURE_ALTERNATIVE;

/**
 * Every character is said, or all but one of a word that many names share, worn away at its place, or two of the legal form; or
 * the page's edge has cut off the rest. A character of the place or the brand is never made up for: it is what a twin has
 * otherwise.
 */
function agrees(comparison: Comparison): boolean {
  const { characters, alignments, spelling } = comparison;
  const [first] = alignments;
  const finest = finestOf(alignments);
  const said = characters.filter((one) => !isUnsaid(one));
  const hidden = characters.flatMap((one, index) => (isHidden(one) ? [index] : []));
  const worn = characters.flatMap((one, index) => (isUnsaid(one) || scoreOf(one) <= HARDLY_SAID ? [index] : []));
  const isBlank = worn.every((index) => isBlankAt(characters[index]));
  const isWornAway = worn.length <= 1 ? isShared(worn, spelling) : isBlank && isToldLegalForm(spelling.text, worn);
  const isSpared = characters.length >= LONG_ENOUGH_TO_SPARE && isWornAway;
  return (
    first.extra.length === 0 &&
    !isOutvoted(comparison) &&
    meanScore(said) > LEAST_NAME &&
    said.reduce((sum, one) => sum + Math.min(0, marginOf(one)), 0) > MOST_AGAINST &&
    (characters.length === said.length || isSpared || lacksOnlyEnd(comparison, said.length, hidden)) &&
    characters.every((one, index) => scoreOf(one) > HARDLY_SAID || !showsAnother(alignments, index)) &&
    characters.every((one) => marginOf(one) > CONFUSED || !areConfusable(one.character, one.best)) &&
    hasEvenPlaces(first, spelling, first.raw, isUnsaid) &&
    hasEvenPlaces(finest, spelling, finest.raw, isDoubtful)
  );
}

/**
 * Half of all readings show the same character more at one place within the name, or the same other one for a place's or brand's
 * that none of them more than hints at.
 */
function isOutvoted({ characters, every, spelling }: Comparison): boolean {
  const isHalf = (shown: string[]) =>
    shown.some((one) => every.length > 1 && 2 * shown.filter((other) => other === one).length >= every.length);
  return characters.some((_, index) => {
    const shown = every.flatMap((reading) => reading.characters[index] ?? []);
    const isHinted =
      shown.every((one) => scoreOf(one) < HARDLY_AT_ALL || isHidden(one)) && !isShared([index], spelling);
    const others = shown.filter((one) => one.bestScore > scoreOf(one)).map(({ best }) => best);
    const more = every.flatMap(({ extra }) => extra.filter(({ after }) => after === index && after > 0));
    return isHalf(more.map(({ character }) => character)) || (isHinted && isHalf(others));
  });
}

/** In a strip of more steps a character that went unread leaves a wider gap. */
const finestOf = (alignments: Comparison["alignments"]) =>
  alignments.reduce((a, b) => (b.raw.length > a.raw.length ? b : a));

function isShared(places: number[], { text }: Spelling): boolean {
  const shared = sharedCharacters(text);
  return places.every((place) => shared[place]);
}

/**
 * All else is said, and words at a company's end that many names share run over the page's edge; 研究院 may be 研究所. One reading
 * must show both the room for them and the others at their places.
 */
function lacksOnlyEnd({ spelling, alignments }: Comparison, said: number, hidden: number[]): boolean {
  const shared = sharedCharacters(spelling.text);
  const { length } = shared;
  const isShared = spelling.text.endsWith("公司") && shared.slice(hidden[0]).every((one) => one);
  const isEnough = said >= Math.max(LEAST_SEEN, LEAST_SEEN_SHARE * length);
  const isEnd = said + hidden.length === length && isShared && isEnough;
  const isRoomIn = (one: Aligned) =>
    isRoomForRest(one, spelling, one.raw, isUnsaid) && hasEvenPlaces(one, spelling, one.raw, isUnsaid);
  return isEnd && spelling.asGiven && alignments.some(isRoomIn);
}

/** Nothing else is even likely to stand there, and it lies on the page. */
const isBlankAt = (one?: AlignedCharacter) => one !== undefined && !isHidden(one) && one.bestScore <= HARDLY_SAID;

/** Some reading shows another character that surely stands there. */
function showsAnother(alignments: Alignment[], index: number): boolean {
  return alignments.some(({ characters }) => (characters[index]?.bestScore ?? FLOOR) > SURE_ALTERNATIVE);
}

/** Two characters that every reading shows to be others, or so many doubtful ones that it must be another name. */
function differs({ characters, alignments }: Comparison): boolean {
  const surely = characters.filter(
    (one) => isSurelyAnother(one) && alignments.every((other) => shows(other, one.best)),
  );
  const seen = characters.filter((one) => !isHidden(one));
  return surely.length >= 2 || seen.filter(isUnsaid).length >= ANOTHER_NAME * characters.length;
}

/** Another name lies against the expected one a character further on in one reading than in the next. */
const shows = ({ characters, extra }: Alignment, another: string): boolean =>
  characters.some(({ best }) => best === another) || extra.some(({ character }) => character === another);

/** The cut may have lost the ends of a name, or run through it: what is left of it contradicts nothing. */
function isPartOf(reading: Lattice, expected: string): boolean {
  const { text } = readOpenly(reading);
  if (Array.from(text).length < SHORTEST_NAME) return false;
  if (isTurned(text)) return true;
  return spellings(expected).some(
    ({ text: name }) => name.includes(text) || text.includes(name.slice(-2) + name.slice(0, 1)),
  );
}
