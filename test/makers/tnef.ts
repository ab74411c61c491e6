export interface TnefFile {
  /** PR_ATTACH_LONG_FILENAME: in UTF-16, or in the code page where bytes are given. */
  longName?: string | Buffer;
  /** attAttachTitle, of 8.3 characters. */
  title: Buffer;
  content: Buffer;
  /** The content is a TNEF: a message within the message. */
  isMessage?: boolean;
}

const u32 = (value: number) => Buffer.from(Uint32Array.of(value).buffer);
const u16 = (value: number) => Buffer.from(Uint16Array.of(value).buffer);
const nul = Buffer.from([0]);

/** A winmail.dat by hand, after [MS-OXTNEF]. */
export function tnefOf(files: TnefFile[], { codePage = 936, text = "", html = "" } = {}): Buffer {
  const message = [
    attribute(1, 0x00069007, Buffer.concat([u32(codePage), u32(0)])),
    ...(text ? [attribute(1, 0x00069003, properties([unicode(0x1000, text)]))] : []),
    ...(html ? [attribute(1, 0x00069003, properties([binary(0x1013, 0x102, Buffer.from(html))]))] : []),
  ];
  return Buffer.concat([u32(0x223e9f78), u16(1), ...message, ...files.map(attachment)]);
}

function attachment({ longName, title, content, isMessage }: TnefFile): Buffer {
  const named = nameNamed("一个有名字的属性");
  const long =
    longName === undefined
      ? []
      : [typeof longName === "string" ? unicode(0x3707, longName) : binary(0x3707, 0x1e, longName)];
  const embedded = Buffer.concat([Buffer.from("0703020000000000c000000000000046", "hex"), content]);
  const object = isMessage ? [binary(0x3701, 0x0d, embedded)] : [];
  return Buffer.concat([
    attribute(2, 0x00069002, Buffer.alloc(14)),
    attribute(2, 0x00018010, Buffer.concat([title, nul])),
    ...(isMessage ? [] : [attribute(2, 0x0006800f, content)]),
    attribute(2, 0x00069005, properties([named, ...long, ...object])),
  ]);
}

function attribute(level: number, id: number, data: Buffer): Buffer {
  const sum = data.reduce((total, byte) => (total + byte) & 0xffff, 0);
  return Buffer.concat([Buffer.from([level]), u32(id), u32(data.length), data, u16(sum)]);
}

const properties = (list: Buffer[]) => Buffer.concat([u32(list.length), ...list]);
const padded = (bytes: Buffer) => Buffer.concat([u32(bytes.length), bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
const binary = (id: number, type: number, value: Buffer) => Buffer.concat([u16(type), u16(id), u32(1), padded(value)]);
const unicode = (id: number, text: string) => binary(id, 0x1f, Buffer.from(`${text}\0`, "utf16le"));

/** A named property, which has a GUID and its name before its value. */
function nameNamed(name: string): Buffer {
  return Buffer.concat([
    u16(3),
    u16(0x8001),
    Buffer.alloc(16, 1),
    u32(1),
    padded(Buffer.from(`${name}\0`, "utf16le")),
    u32(7),
  ]);
}
