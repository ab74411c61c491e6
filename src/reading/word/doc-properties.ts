/** A property and its operand ([MS-DOC] 2.2.5.1). */
export type Sprm = [code: number, operand: Buffer];

const TABLE_DEFINITION = 0xd608;
const TABS_CHANGED = 0xc615;
/** Operand bytes by the code's highest three bits; 6 says its own length. */
const OPERANDS = [1, 1, 2, 4, 2, 2, 0, 3];

/** The properties of a grpprl; what does not fit at its end is no property. */
export function* sprmsOf(grpprl: Buffer): Generator<Sprm> {
  let at = 0;
  while (at + 3 <= grpprl.length) {
    const code = grpprl.readUInt16LE(at);
    at += 2;
    const kind = code >> 13;
    const size = kind === 6 ? ownLength(code, grpprl, at) : (OPERANDS[kind] ?? 1);
    yield [code, grpprl.subarray(at, at + size)];
    at += size;
  }
}

/** With the bytes that hold the length. */
function ownLength(code: number, grpprl: Buffer, at: number): number {
  if (code === TABLE_DEFINITION && at + 2 <= grpprl.length) return grpprl.readUInt16LE(at) + 1;
  const length = grpprl.readUInt8(at);
  // Its real length would follow from its content, and nothing that matters here comes after it.
  return code === TABS_CHANGED && length === 255 ? grpprl.length : length + 1;
}

/** Properties in force from one offset of the stream to another. */
export interface PropertyRun {
  start: number;
  end: number;
  grpprl: Buffer;
}

const PAGE = 512;

/** `index`: a PlcBteChpx or PlcBtePapx; its pages are those of 512 bytes in `stream` (2.9.33, 2.9.174). In order. */
export function propertyRuns(stream: Buffer, index: Buffer, kind: "character" | "paragraph"): PropertyRun[] {
  const pages = Math.max(0, (index.length - 4) >> 3);
  return Array.from({ length: pages }, (_, i) => index.readUInt32LE((pages + 1 + i) * 4) & 0x3fffff)
    .flatMap((number) => runsOfPage(stream.subarray(number * PAGE, (number + 1) * PAGE), kind))
    .sort((a, b) => a.start - b.start);
}

function runsOfPage(page: Buffer, kind: "character" | "paragraph"): PropertyRun[] {
  if (page.length < PAGE) return [];
  const step = kind === "character" ? 1 : 13;
  const count = Math.min(page.readUInt8(PAGE - 1), Math.floor((PAGE - 5) / (4 + step)));
  return Array.from({ length: count }, (_, i) => {
    const place = page.readUInt8((count + 1) * 4 + i * step) * 2;
    const grpprl = place === 0 ? Buffer.alloc(0) : kind === "character" ? chpx(page, place) : papx(page, place);
    return { start: page.readUInt32LE(i * 4), end: page.readUInt32LE((i + 1) * 4), grpprl };
  });
}

const chpx = (page: Buffer, at: number) => page.subarray(at + 1, at + 1 + page.readUInt8(at));

/** Behind its length, counted in words, and the number of its style. */
function papx(page: Buffer, at: number): Buffer {
  const words = page.readUInt8(at);
  if (words > 0) return page.subarray(at + 3, at + 2 * words);
  return page.subarray(at + 4, at + 2 + 2 * page.readUInt8(at + 1));
}

/** The run that an offset lies in. */
export function runAt(runs: PropertyRun[], offset: number): PropertyRun | undefined {
  const run = runs[indexAt(runs, offset)];
  return run && offset < run.end ? run : undefined;
}

/** By halving: the index of the last run that starts at or before the offset, or -1. */
export function indexAt(runs: PropertyRun[], offset: number): number {
  let [low, high] = [-1, runs.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((runs[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
