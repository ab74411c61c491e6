const RAR5 = "Rar!\x1a\x07\x01\0";
const [FILE, END_OF_ARCHIVE] = [2, 5];

export interface RarSurvey {
  /** The largest that a file asks for; the engine takes it from memory before it unpacks anything. */
  dictionaryBytes: number;
  /** The block that ends every RAR 5 is not there: the engine takes the end of the bytes for the archive's. */
  lacksEnd: boolean;
}

/** Walks over the blocks of a RAR 5 (www.rarlab.com/technote.htm). In older ones the dictionary is 4 MB at most. */
export function surveyRar5(bytes: Buffer): RarSurvey {
  const found: RarSurvey = { dictionaryBytes: 0, lacksEnd: false };
  if (bytes.toString("latin1", 0, RAR5.length) !== RAR5) return found;
  for (let at = RAR5.length; at < bytes.length;) {
    const [headerSize, start] = vint(bytes, at + 4);
    const [type, afterType] = vint(bytes, start);
    const [flags, afterFlags] = vint(bytes, afterType);
    if (type === END_OF_ARCHIVE) return found;
    const afterExtra = flags & 1 ? vint(bytes, afterFlags)[1] : afterFlags;
    const [dataSize, fields] = flags & 2 ? vint(bytes, afterExtra) : [0, afterExtra];
    if (type === FILE) found.dictionaryBytes = Math.max(found.dictionaryBytes, dictionaryOf(bytes, fields));
    at = start + headerSize + dataSize;
  }
  return { ...found, lacksEnd: true };
}

/** File flags, unpacked size, attributes, perhaps a time and a CRC; then 128 KB × 2^n, n in bits 10 to 14. */
function dictionaryOf(bytes: Buffer, fields: number): number {
  const [flags, afterFlags] = vint(bytes, fields);
  const [, afterSize] = vint(bytes, afterFlags);
  const [, afterAttributes] = vint(bytes, afterSize);
  const [compression] = vint(bytes, afterAttributes + (flags & 2 ? 4 : 0) + (flags & 4 ? 4 : 0));
  return 131_072 * 2 ** ((compression >>> 10) & 31);
}

/** Seven bits a byte, low ones first, the highest set where more follow. */
function vint(bytes: Buffer, start: number): [value: number, end: number] {
  let value = 0;
  for (let at = start, scale = 1; at < start + 10; at++, scale *= 128) {
    const byte = bytes[at] ?? 0;
    value += (byte & 127) * scale;
    if (byte < 128) return [value, at + 1];
  }
  return [value, start + 10];
}
