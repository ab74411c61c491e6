import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { decodeText } from "../mail/charset.ts";
import { ByteSource } from "./byte-source.ts";
import { Emerging, endingNote, type Unpacked, type Unpacking } from "./entry.ts";
import { isTarHeader, TAR_BLOCK, untar } from "./tar.ts";

/** A tar that nothing is wrapped around. Never throws for bad input. */
export async function* unpackTar(bytes: Buffer, unpacking: Unpacking): Unpacked {
  yield* toItsEnd(untar(new ByteSource([bytes]), unpacking));
}

/** A gzip: the files of the tar in it, else its one file. `name`: its own. Never throws for bad input. */
export async function* gunzip(bytes: Buffer, name: string, unpacking: Unpacking): Unpacked {
  const stream = createGunzip();
  try {
    yield* toItsEnd(contents(new ByteSource(Readable.from([bytes]).pipe(stream)), bytes, name, unpacking));
  } finally {
    stream.destroy();
  }
}

async function* contents(source: ByteSource, bytes: Buffer, name: string, unpacking: Unpacking): Unpacked {
  if (isTarHeader(await source.peek(TAR_BLOCK))) {
    yield* untar(source, unpacking);
  } else {
    const file = new Emerging(nameWithin(bytes) || name.replace(/\.gz(?:ip)?$/i, ""), unpacking);
    for await (const piece of source.flow(Infinity)) file.add(piece);
    yield file.whole();
  }
}

/** FNAME of the header (RFC 1952 §2.3), by the letter latin1, in truth as the sender's system has it. */
function nameWithin(bytes: Buffer): string {
  const [FEXTRA, FNAME] = [4, 8];
  const flags = bytes[3] ?? 0;
  if ((flags & FNAME) === 0 || bytes.length < 12) return "";
  const start = 10 + (flags & FEXTRA ? 2 + bytes.readUInt16LE(10) : 0);
  const end = bytes.indexOf(0, start);
  return end < 0 ? "" : decodeText(bytes.subarray(start, end));
}

async function* toItsEnd(entries: Unpacked): Unpacked {
  try {
    yield* entries;
  } catch (error) {
    yield endingNote(error);
  }
}
