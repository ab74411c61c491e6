import { fromBufferPromise, type Entry, type ZipFile } from "yauzl";
import type { ReadingNote } from "../domain/facts.ts";
import { limits } from "./limits.ts";
import { decodeText } from "./mail/charset.ts";

export interface ArchiveEntry {
  /** As in the archive, with its folders; `/` between them. */
  path: string;
  bytes: Buffer;
}

/** What may still be unpacked for one mail; counted down by every archive in it. */
export interface Unpacking {
  bytesLeft: number;
}

/** Unpacks a zip entry by entry, so that one is done with before the next one takes memory. Never throws for bad input. */
export async function* unzip(bytes: Buffer, unpacking: Unpacking): AsyncGenerator<ArchiveEntry | ReadingNote> {
  try {
    const zip = await open(bytes);
    let listed = 0;
    for await (const entry of zip.eachEntry()) {
      if (++listed > limits.archiveEntries) {
        yield { code: "over-limit", detail: "archiveEntries" };
        return;
      }
      const path = pathOf(entry);
      if (path.endsWith("/") || isLitter(path)) continue;
      yield await unpack(zip, entry, path, unpacking);
      if (unpacking.bytesLeft <= 0) return;
    }
  } catch (error) {
    yield { code: "damaged", detail: (error as Error).message };
  }
}

/** The paths in a zip's directory, at most as many as the limit; null where the directory cannot be read. */
export async function zipNames(bytes: Buffer): Promise<string[] | null> {
  const names: string[] = [];
  try {
    for await (const entry of (await open(bytes)).eachEntry()) {
      names.push(pathOf(entry));
      if (names.length >= limits.archiveEntries) break;
    }
    return names;
  } catch {
    return names.length > 0 ? names : null;
  }
}

function open(bytes: Buffer): Promise<ZipFile> {
  // Names are decoded here, and sizes may lie: what comes out is counted.
  return fromBufferPromise(bytes, { lazyEntries: true, decodeStrings: false, validateEntrySizes: false });
}

/** Info-ZIP's Unicode Path (extra field 0x7075: version, CRC, UTF-8) where there is one, else UTF-8 or GB18030. */
function pathOf(entry: Entry): string {
  const unicode = entry.extraFields.find(({ id, data }) => id === 0x7075 && data.length > 5)?.data.subarray(5);
  return decodeText(unicode ?? entry.fileNameRaw).replaceAll("\\", "/");
}

/** What macOS and Windows leave in folders, and Word's lock files. */
function isLitter(path: string): boolean {
  return /(?:^|\/)(?:__MACOSX\/.*|\.DS_Store|Thumbs\.db|desktop\.ini|~\$[^/]*)$/i.test(path);
}

async function unpack(
  zip: ZipFile,
  entry: Entry,
  path: string,
  unpacking: Unpacking,
): Promise<ArchiveEntry | ReadingNote> {
  if (entry.isEncrypted()) return { code: "encrypted", detail: "zip", where: path };
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
      unpacking.bytesLeft -= chunk.length;
      if (unpacking.bytesLeft <= 0) return { code: "over-limit", detail: "unpackedBytes", where: path };
      chunks.push(chunk);
    }
    return { path, bytes: Buffer.concat(chunks) };
  } catch (error) {
    return { code: "damaged", detail: (error as Error).message, where: path };
  }
}
