import { inflateSync } from "node:zlib";
import { dictionaryAt, type PdfDictionary, type PdfValue } from "./pdf-syntax.ts";

/** Where an object's value begins: in the file itself, or in the unpacked bytes of an object stream. */
export interface Place {
  in: Buffer;
  at: number;
}

/** Of 44 MB in objects of usual size there are fewer. */
const MOST_OBJECTS = 400_000;
/** Bytes unpacked from all streams of objects: those of a form of ten thousand fields are 2 MB. */
const MOST_UNPACKED = 20_000_000;
const MOST_STREAMS = 500;
/** Bytes looked at in reading dictionaries, where what is broken may be looked at again and again. */
const MOST_READ = 50_000_000;

/**
 * A file's objects by number, found without its tables: the last one of a number counts, as where a file was added to.
 * For looking at signatures, whose values stand bare in the file; not for drawing pages.
 */
export class PdfObjects {
  readonly #places = new Map<number, Place>();
  /** Numbers and offsets of the objects that stand in the file itself, in its order. */
  readonly #starts: { object: number; at: number }[] = [];

  readonly #budget = { bytes: MOST_READ };

  constructor(private readonly file: Buffer) {
    this.#findBare();
    this.#findPacked();
  }

  dictionary(object: number): PdfDictionary | null {
    const place = this.#places.get(object);
    return place ? dictionaryAt(place.in, place.at, this.#budget) : null;
  }

  /** A value itself, or the dictionary that it refers to. */
  resolved(value: PdfValue | undefined): PdfDictionary | null {
    if (value?.is === "reference") return this.dictionary(value.object);
    return value?.is === "dictionary" ? value.entries : null;
  }

  /** The number of the object that stands around an offset of the file. */
  objectAround(at: number): number | null {
    let [low, high] = [0, this.#starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle]?.at ?? Infinity) <= at) low = middle + 1;
      else high = middle;
    }
    return this.#starts[low - 1]?.object ?? null;
  }

  /** The numbers of the objects in whose bytes a word stands, each once. */
  *holding(word: string): Generator<number> {
    const seen = new Set<number>();
    for (let at = this.file.indexOf(word); at >= 0; at = this.file.indexOf(word, at + word.length)) {
      const object = this.objectAround(at);
      if (object !== null && !seen.has(object)) yield object;
      if (object !== null) seen.add(object);
    }
    for (const [object, place] of this.#places) if (place.in !== this.file && !seen.has(object)) yield object;
  }

  /** `12 0 obj`. */
  #findBare(): void {
    const { file } = this;
    let at = file.indexOf("obj");
    for (let seen = 0; at >= 0 && seen < 2 * MOST_OBJECTS; seen++, at = file.indexOf("obj", at + 3)) {
      const before = file.toString("latin1", Math.max(0, at - 24), at);
      const head = /(\d{1,10})[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+$/.exec(before);
      if (head === null) continue;
      const object = Number(head[1]);
      this.#places.set(object, { in: file, at: at + 3 });
      this.#starts.push({ object, at });
    }
  }

  /** Those within streams of objects (7.5.7), where they are newer than one that stands bare. */
  #findPacked(): void {
    let left = MOST_UNPACKED;
    for (const object of this.#streams()) {
      const start = this.#places.get(object)?.at ?? 0;
      const dictionary = this.dictionary(object);
      const unpacked = dictionary && this.#unpack(dictionary, start, left);
      if (!dictionary || !unpacked) continue;
      left -= unpacked.length;
      const first = numberOf(dictionary.get("First")) ?? 0;
      const numbers = unpacked.toString("latin1", 0, Math.min(first, 1_000_000)).match(/\d+/g) ?? [];
      for (let index = 0; index + 1 < numbers.length; index += 2) {
        const packed = Number(numbers[index]);
        const known = this.#places.get(packed);
        if ((known?.in === this.file && known.at > start) || this.#places.size > MOST_OBJECTS) continue;
        this.#places.set(packed, { in: unpacked, at: first + Number(numbers[index + 1]) });
      }
    }
  }

  #streams(): Set<number> {
    const found = new Set<number>();
    const word = "/ObjStm";
    for (let at = this.file.indexOf(word); at >= 0; at = this.file.indexOf(word, at + word.length)) {
      const object = this.objectAround(at);
      if (object !== null) found.add(object);
      if (found.size >= MOST_STREAMS) break;
    }
    return found;
  }

  #unpack(dictionary: PdfDictionary, start: number, most: number): Buffer | null {
    const from = this.file.indexOf("stream", start);
    if (from < 0 || most <= 0) return null;
    const begin = from + 6 + (this.file[from + 6] === 13 ? 2 : 1);
    const end = this.file.indexOf("endstream", begin);
    if (end < 0) return null;
    const packed = this.file.subarray(begin, end);
    if (!dictionary.has("Filter")) return packed;
    try {
      return inflateSync(packed, { maxOutputLength: most });
    } catch {
      return null;
    }
  }
}

export function numberOf(value: PdfValue | undefined): number | null {
  return value?.is === "number" ? value.number : null;
}
