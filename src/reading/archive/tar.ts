import { limits } from "../limits.ts";
import { decodeText } from "../mail/charset.ts";
import type { ByteSource } from "./byte-source.ts";
import { Emerging, isLitter, LimitPassed, type Unpacked, type Unpacking } from "./entry.ts";

/** Everything in a tar stands in blocks of so many bytes (POSIX.1-2001, pax: ustar interchange format). */
export const TAR_BLOCK = 512;
/** Of a name, or of the extended headers of one file: a path has at most 4096. */
const WORDS_BYTES = 65_536;

interface Header {
  name: Buffer;
  size: number;
  type: string;
}

/**
 * The files of a tar, one after another. Names may be in any charset, which libraries for tar take for UTF-8.
 * @throws Error where it is damaged, LimitPassed beyond a limit
 */
export async function* untar(source: ByteSource, unpacking: Unpacking): Unpacked {
  let next: Partial<Header> = {};
  let listed = 0;
  for (;;) {
    const block = await source.take(TAR_BLOCK);
    if (block.every((byte) => byte === 0)) return; // two such blocks are the end, and so is nothing at all
    const header = { ...headerOf(block), ...next };
    next = {};
    if (header.type === "L") next = { name: upToNul(await words(source, header)) };
    else if (header.type === "x") next = paxRecords(await words(source, header));
    else {
      if (++listed > limits.archiveEntries) throw new LimitPassed("archiveEntries");
      const path = decodeText(header.name).replaceAll("\\", "/");
      const isFile = /^[0\0 7]$/.test(header.type) && !path.endsWith("/") && !isLitter(path);
      const file = new Emerging(path, unpacking);
      for await (const piece of content(source, header)) file.add(piece);
      if (isFile) yield file.whole();
    }
  }
}

/** Whether a block is a header: the sum of its bytes, its own field counted as blanks, stands in it. */
export function isTarHeader(block: Buffer): boolean {
  if (block.length < TAR_BLOCK || block[0] === 0) return false;
  const stated = Number.parseInt(block.toString("latin1", 148, 156), 8);
  const sum = block.subarray(0, TAR_BLOCK).reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0);
  return sum === stated;
}

function headerOf(block: Buffer): Header {
  if (!isTarHeader(block)) throw new Error("tar: no header where one should stand");
  const name = upToNul(block.subarray(0, 100));
  const prefix = block.toString("latin1", 257, 262) === "ustar" ? upToNul(block.subarray(345, 500)) : Buffer.alloc(0);
  return {
    // GNU keeps times where ustar has the prefix; there the version is blanks.
    name: prefix.length > 0 && block[263] === 0x30 ? Buffer.concat([prefix, Buffer.from("/"), name]) : name,
    size: sizeOf(block.subarray(124, 136)),
    type: block.toString("latin1", 156, 157),
  };
}

function sizeOf(field: Buffer): number {
  // GNU: beyond 8 GB in binary, with the highest bit set.
  const size =
    (field[0] ?? 0) >= 0x80 ? Number(field.readBigUInt64BE(4)) : Number.parseInt(field.toString("latin1") || "0", 8);
  return Number.isNaN(size) ? 0 : size;
}

async function* content(source: ByteSource, { size }: Header): AsyncGenerator<Buffer> {
  let left = size;
  for await (const piece of source.flow(size)) {
    left -= piece.length;
    yield piece;
  }
  if (left > 0) throw new Error("tar: cut short");
  await source.take((TAR_BLOCK - (size % TAR_BLOCK)) % TAR_BLOCK);
}

/** What a header of the next file's header holds. */
async function words(source: ByteSource, header: Header): Promise<Buffer> {
  if (header.size > WORDS_BYTES) throw new Error("tar: a name that is too long");
  const pieces: Buffer[] = [];
  for await (const piece of content(source, header)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** pax extended header: `LENGTH KEY=VALUE\n`, the length counting the whole record. */
function paxRecords(bytes: Buffer): Partial<Header> {
  const found: Partial<Header> = {};
  for (let at = 0; at < bytes.length;) {
    const [start, length] = /^(\d+) /.exec(bytes.toString("latin1", at, at + 12)) ?? [];
    if (start === undefined || Number(length) <= start.length) break;
    const record = bytes.subarray(at + start.length, at + Number(length) - 1);
    const equals = record.indexOf("=");
    const key = record.toString("latin1", 0, equals);
    if (key === "path") found.name = record.subarray(equals + 1);
    if (key === "size") found.size = Number(record.toString("latin1", equals + 1)) || 0;
    at += Number(length);
  }
  return found;
}

function upToNul(bytes: Buffer): Buffer {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
}
