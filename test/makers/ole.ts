const SECTOR = 512;
const END_OF_CHAIN = 0xfffffffe;
const FAT_SECTOR = 0xfffffffd;
const NOTHING = 0xffffffff;
/** Shorter streams would have to stand in sectors of their own kind ([MS-CFB] 2.2, mini stream cutoff). */
const LEAST_STREAM = 4096;

/** An OLE2 compound file with these streams in its root; each is filled up with zeros to 4096 bytes. */
export function oleFile(streams: Record<string, Buffer>): Buffer {
  const contents = Object.values(streams).map((stream) => padded(stream, Math.max(stream.length, LEAST_STREAM)));
  const directory = padded(directoryOf(Object.keys(streams), contents), 128);
  const parts = [directory, ...contents].map((part) => padded(part, part.length));
  const sectors = parts.reduce((sum, part) => sum + part.length / SECTOR, 0);
  let fats = 1;
  while ((fats * SECTOR) / 4 < sectors + fats) fats++;
  const fat = Buffer.alloc(fats * SECTOR, 0xff);
  for (let i = 0; i < fats; i++) fat.writeUInt32LE(FAT_SECTOR, i * 4);
  let next = fats;
  const starts = parts.map((part) => {
    const start = next;
    for (const last = start + part.length / SECTOR - 1; next <= last; next++)
      fat.writeUInt32LE(next === last ? END_OF_CHAIN : next + 1, next * 4);
    return start;
  });
  contents.forEach((_, i) => parts[0]?.writeUInt32LE(starts[i + 1] ?? 0, (i + 1) * 128 + 116));
  return Buffer.concat([header(fats, starts[0] ?? 0), fat, ...parts]);
}

function padded(bytes: Buffer, least: number): Buffer {
  const size = Math.ceil(least / SECTOR) * SECTOR;
  return Buffer.concat([bytes, Buffer.alloc(size - bytes.length)]);
}

function header(fats: number, directoryStart: number): Buffer {
  const head = Buffer.alloc(SECTOR, 0xff);
  head.fill(0, 0, 76);
  Buffer.from("d0cf11e0a1b11ae1", "hex").copy(head);
  [0x3e, 3, 0xfffe, 9, 6].forEach((value, i) => head.writeUInt16LE(value, 24 + 2 * i));
  head.writeUInt32LE(fats, 44);
  head.writeUInt32LE(directoryStart, 48);
  head.writeUInt32LE(LEAST_STREAM, 56);
  head.writeUInt32LE(END_OF_CHAIN, 60);
  head.writeUInt32LE(END_OF_CHAIN, 68);
  for (let i = 0; i < fats; i++) head.writeUInt32LE(i, 76 + 4 * i);
  return head;
}

/** The root and its streams, each the right-hand sibling of the one before: a tree, though a poor one. */
function directoryOf(names: string[], contents: Buffer[]): Buffer {
  // Siblings stand in the order of their names' lengths, then of the names ([MS-CFB] 2.6.4).
  const order = names.map((_, i) => i).sort((a, b) => compare(names[a] ?? "", names[b] ?? ""));
  const entries = names.map((name, i) => {
    const after = order[order.indexOf(i) + 1];
    return entry(name, 2, contents[i]?.length ?? 0, { right: after === undefined ? NOTHING : after + 1 });
  });
  return Buffer.concat([entry("Root Entry", 5, 0, { child: (order[0] ?? -1) + 1 }), ...entries]);
}

const compare = (a: string, b: string) => a.length - b.length || (a.toUpperCase() < b.toUpperCase() ? -1 : 1);

function entry(name: string, type: number, size: number, links: { right?: number; child?: number }): Buffer {
  const bytes = Buffer.alloc(128);
  bytes.write(name, "utf16le");
  bytes.writeUInt16LE((name.length + 1) * 2, 64);
  bytes.writeUInt8(type, 66);
  bytes.writeUInt8(1, 67);
  bytes.writeUInt32LE(NOTHING, 68);
  bytes.writeUInt32LE(links.right ?? NOTHING, 72);
  bytes.writeUInt32LE(links.child ?? NOTHING, 76);
  bytes.writeUInt32LE(type === 5 ? END_OF_CHAIN : 0, 116);
  bytes.writeUInt32LE(size, 120);
  return bytes;
}
