import type { Lattice } from "../../domain/facts.ts";
import { tellsKind } from "../../domain/seal/kind.ts";
import { isReadSurely, isReadSurelyBothWays } from "../../domain/seal/name.ts";
import type { LineReader } from "../picture.ts";
import { deblurred } from "./deblur.ts";
import type { Ellipse } from "./ellipse.ts";
import { firstStrike } from "./first-strike.ts";
import type { Imprint } from "./imprint.ts";
import { inkLevel } from "./ink.ts";
import { readSeal, type PrintText } from "./read-seal.ts";
import type { SealPlace, SealWords } from "./read-words.ts";

/** A print, and its ring there. */
interface Shown {
  imprint: Imprint;
  ring: Ellipse;
}

/** What a seal says. */
export interface SealReading extends SealWords {
  arc: Lattice[];
}

/**
 * What a seal says; as long as its name or its kind stays in doubt, once more without another seal's ink or what a second strike
 * or a slide left, and once more without blur; and a name that is then in doubt still, in more ways. Words that tell a kind stand,
 * whatever lies over them. `ownInk`: null where there is none to take away.
 */
export async function readPrint(
  imprint: Imprint,
  ownInk: () => Imprint | null,
  place: SealPlace,
  readLines: LineReader,
): Promise<SealReading> {
  const level = inkLevel(imprint.print);
  const prints: PrintText[] = [];
  const arc = () => prints.flatMap((one) => one.arc).filter((lattice) => lattice.length > 0);
  const firstly = (way: 0 | 1) => prints.map((one) => one.arc[way] ?? []);
  const isSure = () => prints.some((one) => isReadSurely(one.arc)) || isReadSurelyBothWays(firstly(0), firstly(1));
  const read = async ({ imprint: shown, ring }: Shown) => {
    prints.push(await readSeal(shown, { ...place, ring }, level, readLines));
  };
  const shownAs = (ring: Ellipse, made: Imprint | null): Shown | null => made && { imprint: made, ring };
  const ways: ((shown: Shown) => Shown | null)[] = [
    (shown) => shownAs(shown.ring, ownInk()) ?? firstStrike(shown.imprint, shown.ring),
    (shown) => shownAs(shown.ring, deblurred(shown.imprint, shown.ring)),
  ];
  let shown: Shown = { imprint, ring: place.ring };
  await read(shown);
  for (const clearer of ways) {
    const { words, lines } = await wordsOf(prints);
    if (tellsKind(words) || (isSure() && lines === 0)) break;
    const next = clearer(shown);
    if (next === null) continue;
    shown = next;
    await read(shown);
  }
  for (const one of prints) if (!isSure()) await one.readOn(isSure);
  return { arc: arc(), ...(await wordsOf(prints)) };
}

/** Of all prints, the first that tells a kind the last of them. */
async function wordsOf(prints: PrintText[]): Promise<SealWords> {
  const read: SealWords[] = [];
  for (const one of prints) {
    read.push(await one.words());
    if (tellsKind(together(read).words)) break;
  }
  return together(read);
}

/**
 * Noise may wear words away where another's ink or blur is taken out: that there are none is believed only where the name
 * stands unharmed about a known foot, and else what all readings show. Where one sees none and another tells a kind, nobody knows.
 */
export function together(readings: SealWords[]): SealWords {
  const bare = readings.find(({ isBare }) => isBare);
  const telling = readings.find(({ words }) => tellsKind(words));
  if (bare) return telling ? { words: "", lines: bare.lines + telling.lines, isBare: false } : bare;
  const words = readings.flatMap((one) => wordsIn(one));
  const most = Math.max(...readings.map(({ lines }) => lines));
  const unread = readings.filter(({ lines }) => lines === most).map((one) => most - wordsIn(one).length);
  return { words: words.join("\n"), lines: words.length + Math.min(...unread), isBare: false };
}

const wordsIn = ({ words }: SealWords) => words.split("\n").filter((word) => word !== "");
