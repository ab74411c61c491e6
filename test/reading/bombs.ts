import { crc32, deflateSync } from "node:zlib";
import SevenZip from "7z-wasm";
import { stream } from "./pdf-by-hand.ts";
import { zipOf, zipWithRawNames } from "../makers/zip.ts";

const CRLF = "\r\n";

/** A mail of these header lines and body. */
export const mail = (headers: string[], body: Buffer | string = ""): Buffer =>
  Buffer.concat([Buffer.from(["From: a@b.example", ...headers, "", ""].join(CRLF)), Buffer.from(body)]);

/** A mail that carries these files, each as base64. */
export function mailWith(...files: [name: string, content: Buffer][]): Buffer {
  const parts = files.map(
    ([name, content]) =>
      `--x${CRLF}Content-Type: application/octet-stream; name="${name}"${CRLF}Content-Transfer-Encoding: base64${CRLF}${CRLF}${content.toString("base64")}${CRLF}`,
  );
  return mail(['Content-Type: multipart/mixed; boundary="x"'], `${parts.join("")}--x--${CRLF}`);
}

/** A mail in a mail in a mail. */
export function nestedMail(depth: number): Buffer {
  const heads = Array.from({ length: depth }, () => `Content-Type: message/rfc822${CRLF}${CRLF}`);
  return Buffer.from(`${heads.join("")}Subject: inmost${CRLF}${CRLF}x`);
}

/** A multipart in a multipart in a multipart, which are no mails and count as nothing by themselves. */
export function nestedMultipart(depth: number): Buffer {
  const opened = Array.from(
    { length: depth },
    (_, n) => `Content-Type: multipart/mixed; boundary="b${n}"${CRLF}${CRLF}--b${n}${CRLF}`,
  );
  return Buffer.from(`From: a@b.example${CRLF}${opened.join("")}Content-Type: text/plain${CRLF}${CRLF}x`);
}

/** Zeros in a zip whose directory says that each of its files has one byte. */
export const lyingZip = (files: number, bytes: number): Buffer =>
  zipWithRawNames(
    Array.from({ length: files }, (_, n) => [Buffer.from(`${n}.bin`), Buffer.alloc(bytes)]),
    { claimedSize: 1 },
  );

/** Zips in zips: `width` copies at each of `depth` levels. */
export async function nestedZips(depth: number, width: number): Promise<Buffer> {
  let inner = await zipOf({ "0.bin": Buffer.alloc(1_000_000) });
  for (let level = 0; level < depth; level++) {
    const copies = Array.from({ length: width }, (_, n) => [`${n}.zip`, inner] as const);
    inner = await zipOf(Object.fromEntries(copies));
  }
  return inner;
}

export async function sevenZip(bytes: number): Promise<Buffer> {
  const engine = await SevenZip.default({ print: () => undefined });
  engine.FS.writeFile("zeros.bin", new Uint8Array(bytes));
  engine.callMain(["a", "-mx1", "-md64k", "a.7z", "zeros.bin"]);
  return Buffer.from(engine.FS.readFile("a.7z"));
}

const PNG_BLACK = { interlaced: false, pixels: false };

/** A PNG's header, and black pixels where wanted. An interlaced picture cannot be made smaller while it is decoded. */
export function png(width: number, height: number, { interlaced, pixels } = PNG_BLACK): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, interlaced ? 1 : 0], 8); // 8 bits, RGB
  const packed = pixels
    ? deflateSync(Buffer.alloc(width * height * 3 + height * 2 * 7), { level: 1 })
    : Buffer.alloc(0);
  const signature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", packed), chunk("IEND", Buffer.alloc(0))]);
}

function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), content]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

/** A PDF of so many empty pages: kilobytes, for all pages are one object. */
export function pdfOfPages(pages: number): Buffer {
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Kids [${"3 0 R ".repeat(pages)}] /Count ${pages} >>`,
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
  ];
  const body = objects.map((object, n) => `${n + 1} 0 obj\n${object}\nendobj\n`).join("");
  return Buffer.from(`%PDF-1.4\n${body}trailer << /Root 1 0 R /Size 4 >>\n%%EOF`);
}

/** What a page draws that keeps the renderer busy: a form within a form within a form, each drawn ten times by the next. */
export function busyObjects(levels: number): string[] {
  return Array.from({ length: levels }, (_, n) => {
    const inmost = n === levels - 1;
    const resources = inmost ? "" : `/Resources << /XObject << /X ${n + 5} 0 R >> >>`;
    const content = inmost ? "0 0 m 500 700 l S ".repeat(50) : "/X Do ".repeat(10);
    return stream(content, `/Type /XObject /Subtype /Form /BBox [0 0 595 842] ${resources}`);
  });
}

/** A PDF of some kilobytes whose one page draws from a stream of gigabytes, packed twice. */
export function pdfBomb(): Buffer {
  const once = deflateSync(Buffer.alloc(100_000_000, "0 0 m 9 9 l S\n"), { level: 9 });
  const twice = deflateSync(once, { level: 9 });
  const objects = [
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents[${"4 0 R ".repeat(8)}]>>`,
  ].map((object, index) => `${index + 1} 0 obj${object}endobj\n`);
  const head = `4 0 obj<</Length ${twice.length}/Filter[/FlateDecode/FlateDecode]>>stream\n`;
  return Buffer.concat([
    Buffer.from(`%PDF-1.4\n${objects.join("")}${head}`),
    twice,
    Buffer.from("\nendstream endobj\ntrailer<</Root 1 0 R/Size 5>>\n%%EOF"),
  ]);
}

/** Word's XML of entities that stand for ten others each, a billion in the end. */
export function laughs(): Promise<Buffer> {
  const entities = Array.from({ length: 10 }, (_, n) => `<!ENTITY e${n + 1} "${`&e${n};`.repeat(10)}">`).join("");
  const xml = `<!DOCTYPE d [<!ENTITY e0 "haha">${entities}]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&e10;</w:t></w:r></w:p></w:body></w:document>`;
  return zipOf({ "word/document.xml": xml });
}
