export interface TarFile {
  name: Buffer;
  content?: Buffer;
  /** `0` a file, `5` a folder, `2` a link, `L` GNU's long name, `x` pax. */
  type?: string;
  /** A header that claims another size. */
  claimedSize?: number;
}

const BLOCK = 512;

/** A tar in ustar format (POSIX.1-2001), header by header. */
export function tarOf(files: TarFile[], { withoutEnd = false } = {}): Buffer {
  const blocks = files.flatMap(({ name, content = Buffer.alloc(0), type = "0", claimedSize = content.length }) => [
    header(name, claimedSize, type),
    content,
    Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK),
  ]);
  return Buffer.concat([...blocks, ...(withoutEnd ? [] : [Buffer.alloc(2 * BLOCK)])]);
}

function header(name: Buffer, size: number, type: string): Buffer {
  const bytes = Buffer.alloc(BLOCK);
  name.copy(bytes, 0, 0, 100);
  bytes.write("0000644\0", 100);
  bytes.write(`${size.toString(8).padStart(11, "0")}\0`, 124);
  bytes.write(type, 156);
  bytes.write("ustar\x0000", 257);
  bytes.fill(" ", 148, 156);
  const sum = bytes.reduce((total, byte) => total + byte, 0);
  bytes.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return bytes;
}

/** GNU: a file of type `L` holds the name of the next. */
export function longName(name: Buffer): TarFile {
  return { name: Buffer.from("././@LongLink"), content: Buffer.concat([name, Buffer.from([0])]), type: "L" };
}

/** pax: a file of type `x` holds records about the next. */
export function paxPath(name: string): TarFile {
  const rest = ` path=${name}\n`;
  const bytes = Buffer.byteLength(rest);
  const length = [1, 2, 3].map((digits) => bytes + digits).find((total) => bytes + `${total}`.length === total);
  return { name: Buffer.from("pax"), content: Buffer.from(`${length}${rest}`), type: "x" };
}
