import type { AlignedCharacter, Alignment } from "./ctc.ts";
import { isMark, type Spelling } from "./spelling.ts";
import type { Lattice } from "../facts.ts";
import { LEAST_PLACE, MOST_PLACE, PLACE_JITTER } from "./thresholds.ts";

/**
 * Engravers set the characters evenly round the arc, so one that went unread leaves its place: too wide a step from
 * one character to the next hides another, too narrow a one has no room for a character that was not seen.
 */
export function hasEvenPlaces(
  { characters, steps: at }: Alignment,
  { marksAfter }: Spelling,
  raw: Lattice,
  isUnsaid: (one: AlignedCharacter) => boolean,
): boolean {
  const seen = characters.flatMap((one, place) => (isUnsaid(one) ? [] : [{ place, step: at[place] ?? 0 }]));
  const ways = seen.slice(1).map(({ place, step }, index) => {
    const before = seen[index] ?? { place, step };
    const places = place - before.place;
    const isMarked = Array.from({ length: places }, (_, by) => marksAfter.has(before.place + by)).includes(true);
    const marked = isMarked || raw.slice(before.step + 1, step).some(isMarkShown);
    return { steps: step - before.step, places, marked };
  });
  const single = ways.filter(({ places, marked }) => places === 1 && !marked).map(({ steps }) => steps);
  const pitch = single.sort((a, b) => a - b)[single.length >> 1] ?? 0;
  const last = seen.at(-1);
  const after = characters.length - 1 - (last?.place ?? 0);
  const room = raw.length - 1 - (last?.step ?? 0);
  if (characters.at(-1)?.hidden && !isRoomFor(after, room, pitch)) return false;
  return ways.every(({ steps, places, marked }) => {
    if (places > 1 && steps < pitch * places * LEAST_PLACE) return false;
    if (places > 1 && marked) return !isTooWide(steps - pitch * places, pitch);
    return marked || !isTooWide(steps - pitch * (places - 1), pitch);
  });
}

/** Is this many steps to the strip's end what so many characters beyond the page's edge take up, and the strip's margin? */
const isRoomFor = (characters: number, steps: number, pitch: number) =>
  steps > (characters - 0.3) * pitch && steps < (characters + 1.8) * pitch;

/** The same of a text as read, its marks among the characters. */
export function areEven(steps: number[]): boolean {
  const ways = steps.slice(1).map((step, index) => step - (steps[index] ?? 0));
  const pitch = [...ways].sort((a, b) => a - b)[ways.length >> 1] ?? 0;
  return !ways.some((way) => isTooWide(way, pitch));
}

const isTooWide = (way: number, pitch: number) => way > pitch + Math.max(PLACE_JITTER, MOST_PLACE * pitch);

function isMarkShown([best]: Lattice[number]): boolean {
  return best !== undefined && best[0] !== "" && isMark(best[0]);
}
