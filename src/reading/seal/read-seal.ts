import type { Lattice } from "../../domain/facts.ts";
import { isReadTwice, readOpenly } from "../../domain/seal/name.ts";
import type { LineReader } from "../picture.ts";
import type { Imprint } from "./imprint.ts";
import { evenPlaces, type ShownBand } from "./even-places.ts";
import { readGlyphs } from "./glyphs.ts";
import { RAYS } from "./polar.ts";
import { readWords, type SealPlace, type SealWords } from "./read-words.ts";
import { findTextBands, polarOfText, type TextBand } from "./text-band.ts";
import { uprightStrip } from "./upright.ts";
import { columnsOffPage, COLUMNS_A_STEP, TRUE_LOOK, unwrapBand, type Look } from "./unwrap.ts";

/** A band this much deeper catches tall characters whose ends are faint, so much longer a faint first or last one. */
const DEEPER = 0.035;
const LONGER_DEGREES = 11;
/** Characters are at least this tall; a worn seal shows only parts of them. */
const USUAL_DEPTH = 0.24;
const SHADED_LOOK: Look = { stretch: 1, isShaded: true };
const WIDE_LOOK: Look = { stretch: 1.3, isShaded: true };
/** Of the usual level, from which a shaded strip is black: what is darker than the rest of a smear still shows as strokes. */
const SHADED_LEVEL = 1.5;
/** With less of a gap the far end of the text would come in. */
const LEAST_GAP = 60;

/** Letters behind a company's name from which on they are its beginning. */
const LEAST_BEHIND = 2;

/** A band shown in some way: how the text is read once. */
interface Showing {
  band: TextBand;
  look: Look;
}

/** What one print of a seal says, as far as it has been read. */
export interface PrintText {
  /** Of the text round it, first as every print is read first: plainly, then deeper and with its shades. Empty where nothing was read. */
  arc: Lattice[];
  /** Reads the arc in more ways, until it is sure; once. */
  readOn: (isSure: () => boolean) => Promise<void>;
  /** Reads the straight words about the foot that the arc's readings leave bare. */
  words: () => Promise<SealWords>;
}

/** Reads the text round a seal, in a band of two depths. The print's ink is black on the strips from `level` on. */
export async function readSeal(
  { print: map, shades }: Imprint,
  place: SealPlace,
  level: number,
  readLines: LineReader,
): Promise<PrintText> {
  const { ring } = place;
  const polar = polarOfText(map, ring, level);
  const [band, other] = findTextBands(polar, ring);
  const arc: Lattice[] = [];
  const readings: ShownBand[] = [];
  const readArc = async (showings: Showing[]) => {
    const strips = showings.map(({ band: shown, look }) =>
      unwrapBand(look.isShaded ? shades : map, ring, shown, look.isShaded ? SHADED_LEVEL * level : level, look),
    );
    const lattices = await readLines(strips);
    showings.forEach((one, index) => {
      const lattice = withoutHidden(lattices[index] ?? [], columnsOffPage(map, ring, one.band, one.look));
      readings.push({ ...one, lattice });
      arc.push(lattice);
    });
  };
  await readArc([
    { band, look: TRUE_LOOK },
    { band: widerBand(band), look: SHADED_LOOK },
  ]);
  let words: Promise<SealWords> | null = null;
  let more: Promise<void> | null = null;
  const readMore = async (isSure: () => boolean) => {
    if (!isReadTwice(arc)) {
      await readArc(inDoubt(band, other, arc[0] ?? []));
      words = null;
    }
    const places = isSure() ? null : evenPlaces(ring, widerBand(band), readings);
    if (places === null) return;
    const { strip, isOff } = uprightStrip(shades, ring, widerBand(band), places, SHADED_LEVEL * level);
    arc.push(...(await readLines([strip])).map((lattice) => withoutHidden(lattice, isOff)));
    arc.push(readGlyphs({ map, ring, places }, band));
  };
  return {
    arc,
    words: () => (words ??= readWords({ map, polar, band, readings }, place, level, readLines)),
    readOn: (isSure) => (more ??= readMore(isSure)),
  };
}

/** The characters plain and wider, and begun elsewhere where that can be. */
function inDoubt(band: TextBand, other: TextBand | undefined, lattice: Lattice): Showing[] {
  const wider = widerBand(band);
  const begun = [turnedBand(wider, lattice, band), other && widerBand(other)];
  return [
    ...[TRUE_LOOK, WIDE_LOOK].map((look) => ({ band: wider, look })),
    ...begun.flatMap((one) => (one ? [{ band: one, look: TRUE_LOOK }] : [])),
  ];
}

/** The whole round from the end of the company's name on, where the strip began within it: text was taken for the foot. */
function turnedBand(wider: TextBand, lattice: Lattice, { from, span }: TextBand): TextBand | null {
  const { characters } = readOpenly(lattice);
  const letters = characters.filter(({ character }) => /\p{L}/u.test(character));
  const last = letters.findIndex(({ character }, at) => character === "公" && letters[at + 1]?.character === "司") + 1;
  const [before, end] = [letters[last - 1], letters[last]];
  if (last === 0 || !before || !end || last + 2 > letters.length - LEAST_BEHIND) return null;
  const step = 1.5 * end.step - 0.5 * before.step + 0.5;
  return { ...wider, from: (from + (span * step) / lattice.length) % RAYS, span: RAYS };
}

/** What the page's edge has cut off says nothing: its steps are empty. */
function withoutHidden(lattice: Lattice, isOff: boolean[]): Lattice {
  if (lattice.length === 0 || !isOff.includes(true)) return lattice;
  const steps = Math.max(lattice.length, Math.ceil(isOff.length / COLUMNS_A_STEP));
  return Array.from({ length: steps }, (_, step) => {
    const isHidden = isOff[(step + 0.5) * COLUMNS_A_STEP] === true;
    return isHidden ? [] : (lattice[step] ?? [["", 0]]);
  });
}

function widerBand(band: TextBand): TextBand {
  // The text leaves as much room on one side of the foot as on the other: a faint end is made up for.
  const half = Math.min(turnTo(band.from + band.span, band.foot), turnTo(band.foot, band.from));
  const room = Math.max(0, half - (band.gap > LEAST_GAP ? LONGER_DEGREES : 0));
  return {
    ...band,
    inner: Math.min(band.inner - DEEPER, band.outer - USUAL_DEPTH),
    outer: band.outer + DEEPER / 2,
    from: band.foot + room,
    span: RAYS - 2 * room,
  };
}

/** Degrees clockwise from one direction to another. */
const turnTo = (from: number, to: number) => (((to - from) % RAYS) + RAYS) % RAYS;
