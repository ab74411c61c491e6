import type { Lattice } from "../../domain/facts.ts";
import { hasUntoldWords, tellsKind } from "../../domain/seal/kind.ts";
import { says, surelyRead, surelyReadBothWays } from "../../domain/seal/name.ts";
import type { PrintText } from "./read-seal.ts";
import type { SealWords } from "./read-words.ts";

/** What a seal says. */
export interface SealReading extends SealWords {
  arc: Lattice[];
}

/**
 * Reads one print of a seal after another, each clearer than the last (null: it would not be), until name and kind are told. What
 * is in doubt then is sought in more ways, on each print in turn; and so is the name on a print that says another than the rest.
 */
export async function readPrints(read: (() => Promise<PrintText | null>)[]): Promise<SealReading> {
  const prints: PrintText[] = [];
  const readOn = async () => {
    for (const one of prints) {
      const name = nameOf(prints);
      const isOdd = name !== null && !says(one.arc, name);
      if (name === null || isOdd || isUntold(await wordsOf(prints)))
        await one.readOn(() => !isOdd && nameOf(prints) !== null);
    }
  };
  const isTold = async () => {
    const words = await wordsOf(prints);
    if (nameOf(prints) !== null && !isUntold(words)) return true;
    if (!tellsKind(words.words)) return false;
    // More readings of the arc may show where the foot is, and that those words are another seal's.
    await readOn();
    return tellsKind((await wordsOf(prints)).words);
  };
  for (const next of read) {
    if (prints.length > 0 && (await isTold())) break;
    const print = await next();
    if (print !== null) prints.push(print);
  }
  await readOn();
  const arc = prints.flatMap((one) => one.arc).filter((lattice) => lattice.length > 0);
  return { arc, ...(await wordsOf(prints)) };
}

const isUntold = ({ words, lines }: SealWords) => hasUntoldWords(words, lines);

/** The name, where it is read surely on one print in any ways, or on all of them in the two ways that each is first read in. */
function nameOf(prints: PrintText[]): string | null {
  const firstly = (way: 0 | 1) => prints.map(({ arc }) => arc[way] ?? []);
  const alone = prints.map(({ arc }) => surelyRead(arc)).find((name) => name !== null);
  return alone ?? surelyReadBothWays(firstly(0), firstly(1));
}

/** Of the first prints that tell enough: words that tell a kind stand, whatever lies over them. */
async function wordsOf(prints: PrintText[]): Promise<SealWords> {
  const read: SealWords[] = [];
  for (const one of prints) {
    read.push(await one.words());
    const told = together(read);
    if (tellsKind(told.words) || (nameOf(prints.slice(0, read.length)) !== null && !isUntold(told))) break;
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
