import { fromBufferPromise, type Entry, type ZipFile } from "yauzl";
import type { ReadingNote } from "../../domain/facts.ts";
import { limits } from "../limits.ts";
import { decodeText } from "../mail/charset.ts";
import { Emerging, endingNote, isLitter, type ArchiveEntry, type Unpacked, type Unpacking } from "./entry.ts";

const [STORED, DEFLATED] = [0, 8];

/** Unpacks a zip entry by entry, so that one is done with before the next one takes memory. Never throws for bad input. */
export async function* unzip(bytes: Buffer, unpacking: Unpacking): Unpacked {
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
    yield endingNote(error);
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

async function unpack(
  zip: ZipFile,
  entry: Entry,
  path: string,
  unpacking: Unpacking,
): Promise<ArchiveEntry | ReadingNote> {
  if (entry.isEncrypted()) return { code: "encrypted", detail: "zip", where: path };
  // 7-Zip and WinZip may be told to use others than these: WinZip's, LZMA's, Deflate64.
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED)
    return { code: "unsupported-kind", detail: `zip: compression method ${entry.compressionMethod}`, where: path };
  const file = new Emerging(path, unpacking);
  try {
    for await (const piece of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) file.add(piece);
    return file.whole();
  } catch (error) {
    return endingNote(error, path);
  }
}
