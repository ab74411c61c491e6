import { gzipSync } from "node:zlib";
import JSZip from "jszip";
import sharp from "sharp";
import { beforeAll, expect, it } from "vitest";
import type { FileKind } from "../../src/domain/facts.ts";
import { sniffKind } from "../../src/reading/kinds.ts";
import { mhtml } from "../makers/html.ts";
import { odt } from "../makers/odt.ts";
import { envelopedData, signedData } from "../makers/cms.ts";
import { rar5Of } from "../makers/rar.ts";
import { tarOf } from "../makers/tar.ts";
import { tnefOf } from "../makers/tnef.ts";
import { gbk } from "../makers/charsets.ts";
import { zipOf } from "../makers/zip.ts";

const pdf = Buffer.from("%PDF-1.4\n");

/** An OLE2 file as far as sniffing looks: the header, then directory entries of 128 bytes. */
function ole(...streams: string[]): Buffer {
  const entries = streams.map((name) => {
    const entry = Buffer.alloc(128);
    entry.write(name, "utf16le");
    return entry;
  });
  return Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(504), ...entries]);
}

const META = { "META-INF/manifest.xml": "<manifest/>" };
function sheetOfOpenDocument(): Promise<Buffer> {
  const zip = new JSZip().file("mimetype", "application/vnd.oasis.opendocument.spreadsheet", { compression: "STORE" });
  return zip.file("content.xml", "<x/>").generateAsync({ type: "nodebuffer", compression: "DEFLATE" });
}
const types = { "[Content_Types].xml": "<Types/>" };
const pixel = () => sharp({ create: { width: 2, height: 2, channels: 3, background: "red" } });
const zips = new Map<string, Buffer>();

beforeAll(async () => {
  zips.set("docx", await zipOf({ ...types, "word/document.xml": "<w:document/>" }));
  zips.set("xlsx", await zipOf({ ...types, "xl/workbook.xml": "<workbook/>" }));
  zips.set("pptx", await zipOf({ ...types, "ppt/presentation.xml": "<p/>" }));
  zips.set("ofd", await zipOf({ "OFD.xml": "<OFD/>", "Doc_0/Document.xml": "<D/>" }));
  zips.set("zip", await zipOf({ "申请表.docx": zips.get("docx") ?? "" }));
  zips.set("png", await pixel().png().toBuffer());
  zips.set("jpeg", await pixel().jpeg().toBuffer());
  zips.set("webp", await pixel().webp().toBuffer());
  zips.set("avif", await pixel().avif().toBuffer());
  zips.set("odt", await odt([{ paragraph: "x" }]));
  zips.set("odt zipped anew", await zipOf({ ...META, "content.xml": "<x/>" }));
  zips.set("ods", await sheetOfOpenDocument());
  zips.set("pages", await zipOf({ "Index/Document.iwa": "x", "Metadata/Properties.plist": "x", "preview.jpg": "x" }));
  zips.set("untyped docx", await zipOf({ "word/document.xml": "<w:document/>" }));
  zips.set("xlsb", await zipOf({ ...types, "xl/workbook.bin": "x" }));
  zips.set("tiff", await pixel().tiff().toBuffer());
});

it.each<[why: string, bytes: Buffer | string, kind: FileKind]>([
  ["a Word document", "docx", "docx"],
  ["a workbook", "xlsx", "xlsx"],
  ["slides, which are of no use here", "pptx", "other"],
  ["an OFD", "ofd", "ofd"],
  ["a zip that only contains a Word document", "zip", "zip"],
  ["PNG", "png", "png"],
  ["JPEG", "jpeg", "jpeg"],
  ["TIFF", "tiff", "tiff"],
  ["WebP, as WeChat sends pictures", "webp", "webp"],
  ["AVIF", "avif", "avif"],
  ["HEIC, as an iPhone sends them", Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic"), "heic"],
  ["OpenDocument", "odt", "odt"],
  ["OpenDocument whose parts were zipped anew", "odt zipped anew", "odt"],
  ["a sheet of OpenDocument", "ods", "other"],
  ["a Word document without its list of types", "untyped docx", "docx"],
  ["a binary workbook", "xlsb", "other"],
  ["a document of Apple's Pages", "pages", "other"],
  ["a zip cut short", Buffer.from("PK\x03\x04 nothing more"), "zip"],
  ["an empty zip", Buffer.from("504b0506" + "00".repeat(18), "hex"), "zip"],
  ["a Word 97 document, or Kingsoft's .wps", ole("Root Entry", "WordDocument", "1Table"), "doc"],
  ["a Word 97 document with a workbook in it", ole("Root Entry", "WordDocument", "Workbook"), "doc"],
  ["a workbook with a Word document in it", ole("Root Entry", "Workbook", "WordDocument"), "other"],
  ["a .docx behind a password", ole("Root Entry", "EncryptionInfo", "EncryptedPackage"), "docx"],
  ["the same in capitals", ole("Root Entry", "ENCRYPTEDPACKAGE"), "docx"],
  ["the same in small letters", ole("Root Entry", "worddocument"), "doc"],
  ["MS Works", ole("Root Entry", "MatOST"), "wps"],
  ["OLE2 of another program", ole("Root Entry", "x"), "other"],
  ["RTF", Buffer.from("{\\rtf1\\ansi }"), "rtf"],
  ["PDF", Buffer.from("%PDF-1.4\n"), "pdf"],
  ["PDF behind the answer of a web server", Buffer.from("HTTP/1.1 200 OK\r\n\r\n%PDF-1.7\n"), "pdf"],
  ["RAR 5", Buffer.from("Rar!\x1a\x07\x01\0", "latin1"), "rar"],
  ["RAR 4", Buffer.from("Rar!\x1a\x07\0", "latin1"), "rar"],
  ["7z", Buffer.from("377abcaf271c0004", "hex"), "7z"],
  ["gzip", gzipSync("x"), "gzip"],
  ["tar", tarOf([{ name: Buffer.from("a") }]), "tar"],
  ["a tar, a RAR, each with a PDF in it that is not packed", tarOf([{ name: Buffer.from("a"), content: pdf }]), "tar"],
  ["the RAR", rar5Of([{ name: Buffer.from("a"), content: pdf }]), "rar"],
  ["Outlook's winmail.dat", tnefOf([]), "tnef"],
  ["S/MIME, signed", signedData(Buffer.from("x")), "p7m"],
  ["S/MIME, signed, in BER", signedData(Buffer.from("x"), { piece: 1 }), "p7m"],
  ["S/MIME, encrypted", envelopedData(), "p7m"],
  ["a certificate, which is DER too", Buffer.from("3082010a0282010100", "hex"), "other"],
  ["the last volume of a zip", Buffer.from("0001ff".repeat(30) + "504b0506" + "01".repeat(18), "hex"), "zip"],
  ["BMP", Buffer.concat([Buffer.from("BM"), Buffer.alloc(60)]), "bmp"],
  ["HTML behind a byte order mark", Buffer.from("\ufeff\n<!DOCTYPE html><p>"), "html"],
  ["a web page saved as .doc", Buffer.from('<html xmlns:w="urn:schemas-microsoft-com:office:word">'), "html"],
  ["a mail", Buffer.from("Received: by x\r\nFrom: a@b.example\r\nSubject: s\r\n\r\nbody"), "eml"],
  ["a web page in UTF-16", Buffer.from("\ufeff<html><p>", "utf16le"), "html"],
  ["a web page behind XML's heading and a comment", Buffer.from('<?xml version="1.0"?>\n<!-- x -->\n<html>'), "html"],
  ["XML of something else", Buffer.from('<?xml version="1.0"?><invoice/>'), "other"],
  ["a web page and its pictures in one file, often called .doc", mhtml([{ paragraph: "x" }]), "html"],
  [
    "the same as a browser saves it",
    Buffer.from(
      "From: <Saved by Blink>\r\nSubject: x\r\nDate: y\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary=b\r\n\r\n--b",
    ),
    "html",
  ],
  [
    "a mail with pictures in its text",
    Buffer.from(
      "From: a@b.example\r\nTo: c@d.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b",
    ),
    "eml",
  ],
  ["a mail out of an mbox", Buffer.from("From a@b Mon Nov 21\nFrom: a@b.example\nTo: c@d.example\nDate: x\n\n"), "eml"],
  ["a letter that begins like a mail", Buffer.from("To: 秘书处\nSubject: 申请\n\n您好"), "text"],
  ["text in UTF-8", Buffer.from("申请材料说明"), "text"],
  ["text in GBK", gbk("申请材料说明"), "text"],
  ["bytes without sense", Buffer.from([0, 1, 2, 3, 255, 254, 0]), "other"],
  ["nothing", Buffer.alloc(0), "other"],
])("%s", async (_why, bytes, kind) => {
  expect(await sniffKind(typeof bytes === "string" ? (zips.get(bytes) ?? Buffer.alloc(0)) : bytes)).toBe(kind);
});
