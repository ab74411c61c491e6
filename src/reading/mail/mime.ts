import { Transform, type TransformCallback } from "node:stream";
import { MailParser, type AttachmentStream, type MessageText } from "mailparser";
import { limits, type LimitName } from "../limits.ts";
import { decodeText } from "./charset.ts";
import { depthOf, withoutPictures, withoutTags } from "./html.ts";
import type { RawLine } from "./header.ts";
import { takeUuFiles } from "./uuencode.ts";

/** A part that is not a body, its transfer encoding undone. */
export interface Leaf {
  headers: RawLine[];
  declaredType: string;
  bytes: Buffer;
  /** Where it is not in the headers. */
  name?: string;
  contentId?: string;
  /** Its end did not come. */
  cutShort?: boolean;
}

/** One mail taken apart; the mails inside it are leaves still closed. */
export interface Mime {
  headers: RawLine[];
  text: string;
  html: string;
  leaves: Leaf[];
  passed: Set<LimitName>;
  /** mailparser's complaint where it gave up in the middle. */
  fault: string | null;
}

/** Takes a raw mail apart with mailparser. Never rejects: what was found before a fault is kept. */
export async function parseMime(raw: Buffer): Promise<Mime> {
  const mime = await runParser(raw);
  if (mime.text.trim() === "" && mime.html !== "") mime.text = await htmlAsText(mime.html);
  // Where HTML has a picture, its text has the picture's address.
  return { ...mime, text: mime.text.replace(/\[cid:[^\]\s]*\]/g, "") };
}

async function runParser(raw: Buffer): Promise<Mime> {
  const mime: Mime = { headers: [], text: "", html: "", leaves: [], passed: new Set(), fault: null };
  const parser = new PartParser(mime);
  await new Promise<void>((resolve) => {
    parser.on("headerLines", (lines: RawLine[]) => (mime.headers = lines));
    parser.on("data", (data: AttachmentStream | MessageText) => {
      if (data.type === "attachment") take(mime, parser.curnode.headerLines, data);
      else Object.assign(mime, { text: data.text ?? "", html: typeof data.html === "string" ? data.html : "" });
    });
    parser.on("error", (error: Error) => {
      if (/child nodes exceeded/.test(error.message)) mime.passed.add("mimeNodes");
      else mime.fault = error.message;
      parser.destroy();
    });
    parser.on("close", resolve);
    parser.end(raw);
  });
  return mime;
}

function take(mime: Mime, headers: RawLine[], part: AttachmentStream): void {
  const chunks: Buffer[] = [];
  const wanted = mime.leaves.length < limits.parts;
  if (!wanted) mime.passed.add("parts");
  part.content.on("data", (chunk: Buffer) => wanted && chunks.push(chunk));
  part.content.once("end", () => {
    if (wanted) mime.leaves.push({ headers, declaredType: part.contentType || "", bytes: Buffer.concat(chunks) });
    part.release();
  });
}

/** mailparser turns HTML into text only where it is a mail's one body or has plain text beside it: give it such a mail. */
export async function htmlAsText(html: string): Promise<string> {
  const mail = `Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(html).toString("base64")}`;
  return (await runParser(Buffer.from(mail))).text;
}

/** What is used of the inside of mailparser 3.9: of each part its raw header lines, and whether it is a body. */
interface Node {
  headerLines: RawLine[];
  isAttachment?: boolean;
  disposition: string;
  charset?: string;
}
interface SplitNode {
  filename: string | false;
}
interface Inside extends Transform {
  curnode: Node;
  decoder: { decodeStream(charset: string): Transform };
  createNode(node: SplitNode): Node;
}
const Inside = MailParser as unknown as new (options: object) => Inside;

class PartParser extends Inside {
  constructor(mime: Mime) {
    const { mimeNodes } = limits;
    super({ skipTextToHtml: true, ignoreEmbedded: true, checksumAlgo: "md5", maxChildNodes: mimeNodes });
    this.decoder = { decodeStream: (charset) => new BodyDecoder(charset.slice(CLAIMED.length), mime) };
  }

  override createNode(split: SplitNode): Node {
    const node = super.createNode(split);
    if (node.isAttachment === false) {
      // A text with a file's name is a file, though its disposition be “inline”.
      if (split.filename) Object.assign(node, { isAttachment: true, disposition: "attachment" });
      node.charset = `${CLAIMED}${node.charset ?? ""}`;
    }
    return node;
  }
}

/** Marks every body's charset as our decoder's business: mailparser would take UTF-8 at its word. */
const CLAIMED = "claimed-";

/** How files begin that a part may be which lost its name and its type, and so is taken for words. */
const FILE =
  /^(?:PK\x03\x04|%PDF-|\xd0\xcf\x11\xe0|Rar!\x1a|7z\xbc\xaf|\x1f\x8b|\xff\xd8\xff|\x89PNG|II\*\0|MM\0\*|\{\\rtf)/;

class BodyDecoder extends Transform {
  readonly #chunks: Buffer[] = [];
  #left: number = limits.bodyBytes;

  constructor(
    private readonly charset: string,
    private readonly mime: Mime,
  ) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    if (chunk.length > this.#left) this.mime.passed.add("bodyBytes");
    this.#chunks.push(chunk.subarray(0, this.#left));
    this.#left -= Math.min(chunk.length, this.#left);
    done();
  }

  override _flush(done: TransformCallback): void {
    const bytes = Buffer.concat(this.#chunks);
    const file = FILE.test(bytes.toString("latin1", 0, 8));
    if (file) this.mime.leaves.push({ headers: [], declaredType: "", bytes });
    this.#flushText(file ? Buffer.alloc(0) : bytes, done);
  }

  #flushText(bytes: Buffer, done: TransformCallback): void {
    const { files, rest } = takeUuFiles(bytes);
    for (const file of files) this.mime.leaves.push({ headers: [], declaredType: "", ...file });
    const text = withoutPictures(decodeText(rest, this.charset));
    const { passed } = this.mime;
    const tooDeep = depthOf(text) > limits.htmlDepth;
    if (tooDeep) passed.add("htmlDepth");
    if (text.length > limits.bodyChars) passed.add("bodyChars");
    done(null, Buffer.from((tooDeep ? withoutTags(text) : text).slice(0, limits.bodyChars)));
  }
}
