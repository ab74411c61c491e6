import { limits } from "../limits.ts";
import { decodeText } from "./charset.ts";
import { readProperties, type Properties } from "./mapi.ts";

/** [MS-OXTNEF]: Outlook's winmail.dat. Names in comments are that document's. */
export interface Tnef {
  text: string;
  html: string;
  attachments: TnefAttachment[];
  /** Why it was not read to its end; null where it was. */
  fault: string | null;
}

interface TnefAttachment {
  name: string;
  /** `message/rfc822` for a message within the message, whose bytes are a TNEF by themselves. */
  declaredType: string;
  contentId: string;
  bytes: Buffer;
}

const SIGNATURE = 0x223e9f78;
const [BODY, TITLE, DATA, RENDERING, MESSAGE_PROPERTIES, ATTACHMENT_PROPERTIES, CODE_PAGE] = [
  0x0002800c, 0x00018010, 0x0006800f, 0x00069002, 0x00069003, 0x00069005, 0x00069007,
];

export function isTnef(bytes: Buffer): boolean {
  return bytes.length >= 6 && bytes.readUInt32LE(0) === SIGNATURE;
}

interface Unfinished {
  title: Buffer;
  data: Buffer;
  properties: Properties;
}

/** Reads as far as it makes sense. Never throws for bad input. */
export function readTnef(bytes: Buffer): Tnef {
  const found: { codePage: number; body: Buffer; properties: Properties } = {
    ...{ codePage: 0, body: Buffer.alloc(0), properties: new Map() },
  };
  const attachments: Unfinished[] = [];
  let fault: string | null = null;
  try {
    for (const { id, data } of attributes(bytes)) {
      const last = attachments.at(-1);
      if (id === RENDERING && attachments.length <= limits.parts) attachments.push(unfinished());
      else if (id === TITLE && last) last.title = data;
      else if (id === DATA && last) last.data = data;
      else if (id === ATTACHMENT_PROPERTIES && last) last.properties = readProperties(data);
      else if (id === MESSAGE_PROPERTIES) found.properties = readProperties(data);
      else if (id === CODE_PAGE && data.length >= 4) found.codePage = data.readUInt32LE(0);
      else if (id === BODY) found.body = data;
    }
  } catch (error) {
    fault = (error as Error).message;
  }
  const decode = decoder(found.codePage);
  return {
    text: words(found.properties, PR_BODY, decode) || decode(upToNul(found.body)),
    html: words(found.properties, PR_BODY_HTML, decoder(internetCodePage(found.properties))),
    attachments: attachments.map((one) => finish(one, decode)),
    fault,
  };
}

const unfinished = (): Unfinished => ({ title: Buffer.alloc(0), data: Buffer.alloc(0), properties: new Map() });

/** attributes: level (1 byte), id (4), length (4), data, checksum (2), behind the signature and a key of 2 bytes. */
function* attributes(bytes: Buffer): Generator<{ id: number; data: Buffer }> {
  for (let at = 6; at < bytes.length;) {
    const level = bytes[at];
    if (level !== 1 && level !== 2) return; // what stands behind the last attribute is nobody's
    if (at + 9 > bytes.length) throw new Error("TNEF: cut short");
    const length = bytes.readUInt32LE(at + 5);
    if (at + 9 + length > bytes.length) throw new Error("TNEF: cut short");
    yield { id: bytes.readUInt32LE(at + 1), data: bytes.subarray(at + 9, at + 9 + length) };
    at += 9 + length + 2;
  }
}

/** [MS-OXPROPS] property ids. */
const [PR_BODY, PR_BODY_HTML, PR_INTERNET_CPID] = [0x1000, 0x1013, 0x3fde];
const [PR_ATTACH_DATA, PR_DISPLAY_NAME] = [0x3701, 0x3001];
const [PR_ATTACH_FILENAME, PR_ATTACH_LONG_FILENAME, PR_ATTACH_MIME_TAG, PR_ATTACH_CONTENT_ID] = [
  0x3704, 0x3707, 0x370e, 0x3712,
];
/** Of PR_ATTACH_DATA_OBJ: the interface (IID) comes first; IMessage's makes the rest a TNEF. */
const IID_IMESSAGE = "0703020000000000c000000000000046";
const OBJECT = 0x0d;

function finish({ title, data, properties }: Unfinished, decode: (bytes: Buffer) => string): TnefAttachment {
  const text = (id: number) => words(properties, id, decode);
  const object = properties.get(PR_ATTACH_DATA);
  const isObject = object?.type === OBJECT && object.value.length > 16;
  const content = isObject ? object.value.subarray(16) : (object?.value ?? Buffer.alloc(0));
  const bytes = data.length > 0 && !isObject ? data : content;
  const isMessage = isObject && object.value.toString("hex", 0, 16) === IID_IMESSAGE && isTnef(bytes);
  return {
    name: text(PR_ATTACH_LONG_FILENAME) || text(PR_ATTACH_FILENAME) || decode(upToNul(title)) || text(PR_DISPLAY_NAME),
    declaredType: isMessage ? "message/rfc822" : text(PR_ATTACH_MIME_TAG).toLowerCase(),
    contentId: text(PR_ATTACH_CONTENT_ID),
    bytes,
  };
}

const [STRING8, UNICODE] = [0x1e, 0x1f];

/** The HTML's, which may differ from that of the names. */
function internetCodePage(properties: Properties): number {
  const value = properties.get(PR_INTERNET_CPID)?.value;
  return value?.length === 4 ? value.readUInt32LE(0) : 0;
}

function words(properties: Properties, id: number, decode: (bytes: Buffer) => string): string {
  const property = properties.get(id);
  if (!property) return "";
  if (property.type === UNICODE) return property.value.toString("utf16le").replace(/\0.*$/s, "");
  if (property.type === STRING8) return decode(upToNul(property.value));
  return decode(property.value); // HTML comes as bytes
}

/** By Windows' number of the code page; what is not among these is guessed. */
const CODE_PAGES: Record<number, string> = {
  936: "gb18030",
  54936: "gb18030",
  950: "big5",
  932: "shift_jis",
  949: "euc-kr",
};

function decoder(codePage: number): (bytes: Buffer) => string {
  return (bytes) => decodeText(bytes, CODE_PAGES[codePage] ?? "");
}

function upToNul(bytes: Buffer): Buffer {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
}
