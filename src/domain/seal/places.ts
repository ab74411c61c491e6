import type { AlignedCharacter, Alignment } from "./ctc.ts";
import { isMark, type Spelling } from "./spelling.ts";
import type { Lattice } from "../facts.ts";
import { LEAST_PLACE, MOST_PLACE, PLACE_JITTER, ROOM_JITTER } from "./thresholds.ts";

/**
 * Engravers set the characters evenly round the arc, so one that went unread leaves its place: too wide a step from
 * one character to the next hides another, too narrow a one has no room for a character that was not seen.
 */
export function hasEvenPlaces(
  { characters, steps: at }: Alignment,
  spelling: Spelling,
  raw: Lattice,
  isUnsaid: (one: AlignedCharacter) => boolean,
): boolean {
  const seen = characters.flatMap((one, place) => (isUnsaid(one) ? [] : [{ place, step: at[place] ?? 0 }]));
  const ways = seen.slice(1).map(({ place, step }, index) => {
    const before = seen[index] ?? { place, step };
    const places = place - before.place;
    const marks = Math.max(
      marksFrom(spelling, before.place, place),
      raw.slice(before.step + 1, step).some(isMarkShown) ? 1 : 0,
    );
    return { steps: step - before.step, places, marks };
  });
  const single = ways.filter(({ places, marks }) => places === 1 && marks === 0).map(({ steps }) => steps);
  const pitch = usual(single);
  return ways.every(({ steps, places, marks }) => {
    if (places > 1 && steps < pitch * places * LEAST_PLACE) return false;
    return !isTooWide(steps - pitch * (places + marks - 1), pitch);
  });
}

/**
 * Is what lies beyond the page's edge as long as the name's end? A strip about the seal's foot leaves as much room after
 * the last character as before the first one.
 */
export function isRoomForRest(
  { characters, steps }: Alignment,
  spelling: Spelling,
  raw: Lattice,
  isUnsaid: (one: AlignedCharacter) => boolean,
): boolean {
  const seen = characters.flatMap((one, place) => (isUnsaid(one) ? [] : [place]));
  const [first = 0, last = 0] = [seen[0], seen.at(-1)];
  const [start = 0, end = 0] = [steps[first], steps[last]];
  const pitch = (end - start) / Math.max(1, last - first + marksFrom(spelling, first, last));
  const missing = characters.length - 1 - last + marksFrom(spelling, last, characters.length - 1);
  return first === 0 && Math.abs((raw.length - 1 - start - end) / pitch - missing) < ROOM_JITTER;
}

/** Brackets after the character at one place and before that at another. */
const marksFrom = ({ marksAfter }: Spelling, from: number, to: number) =>
  [...marksAfter].filter((after) => after >= from && after < to).length;

/** `hasEvenPlaces` of a text as read, its marks among the characters. `jitter`: steps that a character may be out of its place. */
export function areEven(steps: number[], jitter = PLACE_JITTER): boolean {
  const ways = steps.slice(1).map((step, index) => step - (steps[index] ?? 0));
  const pitch = median(ways);
  return !ways.some((way) => isTooWide(way, pitch, jitter));
}

const isTooWide = (way: number, pitch: number, jitter = PLACE_JITTER) =>
  way > pitch + Math.max(jitter, MOST_PLACE * pitch);

function isMarkShown([best]: Lattice[number]): boolean {
  return best !== undefined && best[0] !== "" && isMark(best[0]);
}

/** Characters stand at whole steps, so that a way between two is that much out. */
const ROUNDING = 1;

const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** Of steps from one character to the next, the mean of those about the middle one: over a long gap a fraction of a step tells. */
function usual(ways: number[]): number {
  const middle = median(ways);
  const near = ways.filter((way) => Math.abs(way - middle) <= ROUNDING);
  return near.reduce((sum, way) => sum + way, 0) / Math.max(1, near.length);
}
