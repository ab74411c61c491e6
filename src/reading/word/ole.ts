/** The streams of an OLE2 compound file ([MS-CFB]). */
export interface OleFile {
  /** The stream of that name beside the document's own others; null where there is none. */
  stream(name: string): Buffer | null;
}

interface Entry {
  name: string;
  type: number;
  links: number[];
  child: number;
  start: number;
  size: number;
}

const STREAM = 2;
const ROOT = 5;
/** Sector numbers from here on mean an end or nothing (2.1). */
const LAST_SECTOR = 0xfffffff9;

/** @throws where the header makes no sense; a stream that is torn comes as far as it goes */
export function openOle(bytes: Buffer): OleFile {
  const sectors = new Sectors(bytes, 512, 1 << bytes.readUInt16LE(30));
  const fat = longsOf(Buffer.concat(fatSectors(bytes, sectors).map((sector) => sectors.get(sector))));
  const directory = entriesOf(sectors.follow(bytes.readUInt32LE(48), fat));
  const root = directory.find((entry) => entry.type === ROOT);
  const cutoff = bytes.readUInt32LE(56);
  const small = new Sectors(sectors.follow(root?.start ?? LAST_SECTOR, fat), 0, 1 << bytes.readUInt16LE(32));
  const smallFat = longsOf(sectors.follow(bytes.readUInt32LE(60), fat));
  return {
    stream(name) {
      const entry = find(name, directory, root);
      if (!entry) return null;
      const all = entry.size < cutoff ? small.follow(entry.start, smallFat) : sectors.follow(entry.start, fat);
      return all.subarray(0, entry.size);
    },
  };
}

class Sectors {
  constructor(
    private readonly bytes: Buffer,
    private readonly first: number,
    readonly size: number,
  ) {
    if (size < 64 || size > 4096) throw new Error(`sectors of ${size} bytes`);
  }

  /** The first is as long as the header is in files with large sectors. */
  get(number: number): Buffer {
    const at = (this.first === 0 ? 0 : this.size) + number * this.size;
    return this.bytes.subarray(at, at + this.size);
  }

  /** The sectors of a chain one behind the other; a chain that bites its tail ends. */
  follow(start: number, fat: Uint32Array): Buffer {
    const parts: Buffer[] = [];
    for (let at = start; at <= LAST_SECTOR && parts.length <= fat.length; at = fat[at] ?? LAST_SECTOR + 1) {
      const part = this.get(at);
      if (part.length === 0) break;
      parts.push(part);
    }
    return Buffer.concat(parts);
  }
}

/** 109 stand in the header, more in sectors of their own (2.5). */
function fatSectors(bytes: Buffer, sectors: Sectors): number[] {
  const found = [...longsOf(bytes.subarray(76, 512))];
  let next = bytes.readUInt32LE(68);
  for (let left = bytes.length / sectors.size; next <= LAST_SECTOR && left > 0; left--) {
    const more = [...longsOf(sectors.get(next))];
    next = more.pop() ?? LAST_SECTOR + 1;
    found.push(...more);
  }
  return found.filter((sector) => sector <= LAST_SECTOR);
}

function longsOf(bytes: Buffer): Uint32Array {
  return Uint32Array.from({ length: bytes.length >> 2 }, (_, i) => bytes.readUInt32LE(i * 4));
}

function entriesOf(directory: Buffer): Entry[] {
  return Array.from({ length: directory.length >> 7 }, (_, i) => {
    const entry = directory.subarray(i * 128, (i + 1) * 128);
    const length = Math.min(64, Math.max(2, entry.readUInt16LE(64)));
    return {
      name: entry.toString("utf16le", 0, length - 2),
      type: entry.readUInt8(66),
      links: [entry.readUInt32LE(68), entry.readUInt32LE(72)],
      child: entry.readUInt32LE(76),
      start: entry.readUInt32LE(116),
      size: entry.readUInt32LE(120),
    };
  });
}

/** Among the root's own, for a document embedded in this one has streams of the same names; else anywhere. */
function find(name: string, directory: Entry[], root: Entry | undefined): Entry | undefined {
  const matches = (entry: Entry) => entry.type === STREAM && entry.name.toUpperCase() === name.toUpperCase();
  const seen = new Set<Entry>();
  const open = root ? [root.child] : [];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const entry = directory[at];
    if (!entry || seen.has(entry)) continue;
    if (matches(entry)) return entry;
    seen.add(entry);
    open.push(...entry.links);
  }
  return directory.find(matches);
}
