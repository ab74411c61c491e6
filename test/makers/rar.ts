import { crc32 } from "node:zlib";

export interface RarFile {
  name: Buffer;
  content: Buffer;
  encrypted?: boolean;
  /** Differs from the content's: a damaged file. */
  crc?: number;
  /** A header that claims another size. */
  claimedSize?: number;
}

export interface RarOptions {
  volume?: boolean;
  /** RAR 5: says that the files are packed, with a dictionary of 128 KB × 2^n. */
  dictionary?: number;
  withoutEnd?: boolean;
}

const u16 = (value: number) => Buffer.from(Uint16Array.of(value).buffer);
const u32 = (value: number) => Buffer.from(Uint32Array.of(value).buffer);

/** A RAR 4 whose files are only stored, after RARLAB's technote (technote.txt of RAR 4): blocks of CRC16, type, flags, size. */
export function rar4Of(files: RarFile[], { volume = false, withoutEnd = false }: RarOptions = {}): Buffer {
  const main = block4(0x73, volume ? 0x0001 : 0, Buffer.alloc(6));
  const entries = files.flatMap(({ name, content, encrypted, crc, claimedSize }) => {
    const head = Buffer.concat([
      u32(content.length),
      u32(claimedSize ?? content.length),
      Buffer.from([3]), // Unix
      u32(crc ?? crc32(content)),
      u32(0x55555555), // time
      Buffer.from([20, 0x30]), // version 2.0, stored
      u16(name.length),
      u32(0x81a4),
      name,
    ]);
    return [block4(0x74, 0x8000 | (encrypted ? 0x0004 : 0), head), content];
  });
  return Buffer.concat([
    Buffer.from("Rar!\x1a\x07\0", "latin1"),
    main,
    ...entries,
    ...(withoutEnd ? [] : [block4(0x7b, 0x4000, Buffer.alloc(0))]),
  ]);
}

function block4(type: number, flags: number, rest: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from([type]), u16(flags), u16(7 + rest.length), rest]);
  return Buffer.concat([u16(crc32(body) & 0xffff), body]);
}

/** A RAR 5 whose files are only stored (www.rarlab.com/technote.htm): blocks of CRC32, size, type, flags in vints. */
export function rar5Of(files: RarFile[], { volume = false, dictionary, withoutEnd = false }: RarOptions = {}): Buffer {
  const entries = files.flatMap(({ name, content, encrypted, crc, claimedSize }) => {
    const fields = Buffer.concat([
      vint(0x04), // a CRC is there
      vint(claimedSize ?? content.length),
      vint(0x81a4),
      u32(crc ?? crc32(content)),
      vint(dictionary === undefined ? 0 : (dictionary << 10) | (3 << 7)),
      vint(1), // Unix
      vint(name.length),
      name,
    ]);
    const lock = Buffer.concat([vint(1), vint(0), vint(0), Buffer.from([0]), Buffer.alloc(32, 7)]);
    const extra = encrypted ? Buffer.concat([vint(lock.length), lock]) : Buffer.alloc(0);
    return [block5(2, fields, { extra, data: content.length }), content];
  });
  return Buffer.concat([
    Buffer.from("Rar!\x1a\x07\x01\0", "latin1"),
    block5(1, vint(volume ? 1 : 0)),
    ...entries,
    ...(withoutEnd ? [] : [block5(5, vint(0))]),
  ]);
}

/** Everything behind this header is encrypted, the names too. */
export function rar5WithEncryptedHeaders(): Buffer {
  const header = Buffer.concat([vint(0), vint(0), Buffer.from([15]), Buffer.alloc(16, 3)]);
  return Buffer.concat([Buffer.from("Rar!\x1a\x07\x01\0", "latin1"), block5(4, header), Buffer.alloc(128, 9)]);
}

function block5(type: number, fields: Buffer, { extra = Buffer.alloc(0), data = 0 } = {}): Buffer {
  const flags = (extra.length > 0 ? 1 : 0) | (type === 2 ? 2 : 0);
  const sizes = [...(extra.length > 0 ? [vint(extra.length)] : []), ...(type === 2 ? [vint(data)] : [])];
  const head = Buffer.concat([vint(type), vint(flags), ...sizes, fields, extra]);
  const sized = Buffer.concat([vint(head.length), head]);
  return Buffer.concat([u32(crc32(sized)), sized]);
}

/** Seven bits a byte, low ones first, the highest set where more follow. */
function vint(value: number): Buffer {
  const bytes: number[] = [];
  let left = value;
  do {
    bytes.push((left % 128) + (left >= 128 ? 128 : 0));
    left = Math.floor(left / 128);
  } while (left > 0);
  return Buffer.from(bytes);
}
