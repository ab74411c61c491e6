/** MAPI properties by their id ([MS-OXTNEF] 2.1.3.4, MsgPropertyList); of several values the first. */
export type Properties = Map<number, Property>;

export interface Property {
  type: number;
  value: Buffer;
}

const MULTIPLE = 0x1000;
/** Bytes of the types of fixed size, filled up to a multiple of 4. */
const FIXED: Record<number, number> = {
  0x02: 4,
  0x03: 4,
  0x04: 4,
  0x05: 8,
  0x06: 8,
  0x07: 8,
  0x0a: 4,
  0x0b: 4,
  0x14: 8,
  0x40: 8,
  0x48: 16,
};
/** String8, Unicode, object, binary: each value behind its length. */
const VARIABLE = [0x1e, 0x1f, 0x0d, 0x102];

/** @throws Error (or RangeError) where it is cut short or has a type that is none */
export function readProperties(bytes: Buffer): Properties {
  const cursor = new Cursor(bytes);
  const found: Properties = new Map();
  const count = cursor.number();
  for (let index = 0; index < count; index++) {
    const tag = cursor.number();
    const [type, id] = [tag & 0xffff, tag >>> 16];
    if (id >= 0x8000) skipName(cursor);
    const value = valueOf(cursor, type);
    if (!found.has(id)) found.set(id, { type: type & ~MULTIPLE, value });
  }
  return found;
}

/** A named property: GUID, then a number, or a name in UTF-16. */
function skipName(cursor: Cursor): void {
  cursor.take(16);
  const isName = cursor.number() === 1;
  const numberOrLength = cursor.number();
  if (isName) cursor.padded(numberOrLength);
}

function valueOf(cursor: Cursor, type: number): Buffer {
  const single = type & ~MULTIPLE;
  const fixed = FIXED[single];
  if (fixed !== undefined) return firstOf(type & MULTIPLE ? cursor.number() : 1, () => cursor.take(fixed));
  if (VARIABLE.includes(single)) return firstOf(cursor.number(), () => cursor.padded(cursor.number()));
  throw new Error(`TNEF: a property of type 0x${type.toString(16)}`);
}

function firstOf(count: number, next: () => Buffer): Buffer {
  const first = count > 0 ? next() : Buffer.alloc(0);
  for (let index = 1; index < count; index++) next();
  return first;
}

class Cursor {
  #at = 0;
  constructor(private readonly bytes: Buffer) {}

  number(): number {
    this.#at += 4;
    return this.bytes.readUInt32LE(this.#at - 4);
  }

  take(length: number): Buffer {
    if (this.#at + length > this.bytes.length) throw new Error("TNEF: cut short");
    this.#at += length;
    return this.bytes.subarray(this.#at - length, this.#at);
  }

  padded(length: number): Buffer {
    const value = this.take(length);
    this.#at += (4 - (length % 4)) % 4;
    return value;
  }
}
