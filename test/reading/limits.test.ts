import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createCanvas } from "@napi-rs/canvas";
import { afterAll, afterEach, beforeAll, describe, expect, it, test, vi } from "vitest";
import { HEI, registerFonts } from "../../src/demo/makers/fonts.ts";
import type { DocumentFacts, FileKind, MailFacts, ReadingNote } from "../../src/domain/facts.ts";
import { limits, type LimitName } from "../../src/reading/limits.ts";
import { readPages } from "../../src/reading/pages.ts";
import { startReader, type Reader } from "../../src/reading/reader.ts";
import { docxOf, paragraphs } from "../makers/docx.ts";
import { html } from "../makers/html.ts";
import { ofdOf } from "../makers/ofd.ts";
import { odtOf } from "../makers/odt.ts";
import { rar5Of } from "../makers/rar.ts";
import { rtfOf } from "../makers/rtf.ts";
import { xlsx } from "../makers/xlsx.ts";
import { tempDir } from "../temp-dir.ts";
import { zipOf } from "../makers/zip.ts";
import {
  busyObjects,
  laughs,
  lyingZip,
  mail,
  mailWith,
  nestedMail,
  nestedMultipart,
  nestedZips,
  pdfOfPages,
  png,
  sevenZip,
} from "./bombs.ts";
import { pdfByHand, stream } from "./pdf-by-hand.ts";

let reader: Reader;
beforeAll(() => {
  reader = startReader();
});
afterAll(() => reader.close());

function file(content: Buffer): string {
  const path = join(tempDir(), "file");
  writeFileSync(path, content);
  return path;
}

const readMail = (raw: Buffer): Promise<MailFacts> => reader.readMail(file(raw), tempDir());
const read = (content: Buffer, kind: FileKind, by = reader): Promise<DocumentFacts> =>
  by.readDocument(file(content), kind);

const over = (limit: LimitName): ReadingNote => ({ code: "over-limit", detail: limit });
const A4 = "/MediaBox [0 0 595 842]";

/** What passes each limit, and how that shows; a limit without a row is an error of types, and fails the test below. */
const ROWS: Record<LimitName, () => Promise<void>> = {
  mailBytes: () => noted(readMail(mail([], Buffer.alloc(limits.mailBytes, "a"))), "mailBytes"),
  documentBytes: () => noted(read(Buffer.alloc(limits.documentBytes + 1, "%PDF-1.4"), "pdf"), "documentBytes"),
  parts: async () => {
    const facts = await readMail(mailWith(...manyFiles(limits.parts + 100)));
    expect([facts.parts.length, facts.notes]).toEqual([limits.parts, [expect.objectContaining(over("parts"))]]);
  },
  mimeNodes: async () => {
    const { parts, notes } = await readMail(mailWith(...manyFiles(limits.mimeNodes + 10)));
    expect([parts.length > 0, notes]).toEqual([true, [over("mimeNodes")]]);
  },
  nesting: () => noted(readMail(nestedMail(200)), "nesting"),
  archiveEntries: async () => noted(readMail(mailWith(["a.zip", await zipOf(litter())])), "archiveEntries"),
  entryBytes: () => noted(readMail(mailWith(["a.zip", lyingZip(1, limits.entryBytes + 1)])), "entryBytes"),
  rarDictionaryBytes: () => {
    const file = { name: Buffer.from("a"), content: Buffer.from("b") };
    return noted(readMail(mailWith(["a.rar", rar5Of([file], { dictionary: 13 })])), "rarDictionaryBytes");
  },
  sevenZipBytes: async () =>
    noted(readMail(mailWith(["a.7z", await sevenZip(limits.sevenZipBytes + 1)])), "sevenZipBytes"),
  unpackedBytes: () => noted(readMail(mailWith(["a.zip", lyingZip(4, 80_000_000)])), "unpackedBytes"),
  bodyBytes: () => noted(readMail(mail([], "a\r\n".repeat(limits.bodyBytes / 3 + 1))), "bodyBytes"),
  bodyChars: () => noted(readMail(mail([], "a\r\n".repeat(limits.bodyChars / 3 + 1))), "bodyChars"),
  htmlDepth: () => noted(readMail(mail(["Content-Type: text/html"], "<div>".repeat(200_000))), "htmlDepth"),
  textChars: () => noted(readMail(mail([], "a\r\n".repeat(limits.textChars))), "textChars"),
  headerChars: async () => {
    const { subject } = await readMail(mail([`Subject: ${"a".repeat(limits.headerChars * 2)}`]));
    expect(subject.length).toBeLessThanOrEqual(limits.headerChars);
  },
  docxXmlBytes: async () => noted(read(await docxOf(paragraphs("字".repeat(30_000_000))), "docx"), "docxXmlBytes"),
  docxTags: async () => noted(read(await docxOf("<w:p/>".repeat(300_000)), "docx"), "docxTags"),
  packageParts: async () => noted(read(await odtWith(emptyFiles(limits.packageParts + 1)), "odt"), "packageParts"),
  packageBytes: async () => noted(read(await odtWith({ "content.xml": zeros() }), "odt"), "packageBytes"),
  wordChars: () => noted(read(html([{ paragraph: "a".repeat(limits.wordChars) }]), "html"), "wordChars"),
  sheetCells: async () => noted(read(await hugeSheet(), "xlsx"), "sheetCells"),
  tableDepth: async () => {
    const { word } = await read(tables(200), "html");
    expect(JSON.stringify(word?.blocks)).toContain("inmost");
  },
  tableColumns: async () => {
    const { word } = await read(Buffer.from(`<table><tr><td colspan="999999999">a<td>b</table>`), "html");
    expect(word?.blocks).toEqual([{ table: [["a", "b"]] }]);
  },
  rtfDepth: () => noted(read(rtfOf("{".repeat(limits.rtfDepth * 2)), "rtf"), "rtfDepth"),
  ofdObjects: async () => {
    const { notes } = await read(await ofdOf("<ofd:PathObject/>".repeat(limits.ofdObjects + 1)), "ofd");
    expect(notes).toEqual([{ ...over("ofdObjects"), where: "第1页" }]);
  },
  childBytes: () => noted(read(png(14_800, 14_800, { interlaced: true, pixels: true }), "png"), "childBytes"),
  childStackBytes: async () => {
    const deep = `${"<w:sdt><w:sdtContent>".repeat(40_000)}${"</w:sdtContent></w:sdt>".repeat(40_000)}`;
    const { notes } = await read(await docxOf(deep), "docx");
    expect(notes).toMatchObject([{ code: expect.stringMatching(/damaged|over-limit/) as string }]);
  },
  childCpuSeconds: async () => {
    // As the kernel ends it when its seconds are used up (containment.test.ts).
    const log = (_: string, detail?: object): void => {
      if (detail && "memory" in detail && "pid" in detail) process.kill(detail.pid as number, "SIGXCPU");
    };
    await withReader({ log }, async (ended) => {
      const { notes } = await read(pdfOfPages(1), "pdf", ended);
      expect(notes).toEqual([{ code: "timed-out", detail: "childCpuSeconds" }]);
    });
  },
  jobSeconds: () =>
    withReader({ jobSeconds: 2 }, async (hasty) => {
      const { notes } = await read(pdfByHand(`${A4} ${draws(9)}`, [stream("/X Do"), ...busyObjects(9)]), "pdf", hasty);
      expect(notes).toEqual([{ code: "timed-out", detail: "jobSeconds" }]);
    }),
  mailSeconds: () =>
    withReader({ mailSeconds: 0 }, async (hasty) => {
      const ofOneMail = hasty.forMail(0);
      const form = file(await docxOf(paragraphs("申请表")));
      expect((await ofOneMail.readDocument(form, "docx")).notes).toEqual([]);
      expect((await ofOneMail.readDocument(form, "docx")).notes).toEqual([over("mailSeconds")]);
    }),
  pages: async () => {
    const { pages, notes } = await read(pdfOfPages(20_000), "pdf");
    expect([pages.length, notes]).toEqual([limits.pages, [{ ...over("pages"), where: "第31—20000页" }]]);
  },
  pagePixels: async () => {
    for (const size of ["/MediaBox [0 0 14400 14400]", "/MediaBox [0 0 14400 14400] /UserUnit 100"]) {
      const { pages, notes } = await read(pdfByHand(`${size} /Contents 4 0 R`, [stream("0 0 99 99 re f")]), "pdf");
      expect(pages[0]?.widthMm).toBeCloseTo(size.includes("UserUnit") ? 508_000 : 5080);
      expect(notes).toEqual([]);
    }
  },
  pictureInputPixels: () => noted(read(png(30_000, 30_000), "png"), "pictureInputPixels"),
  pageLines: async () => {
    const { pages } = await read(pictureOfWords(14, 36), "png");
    expect(pages[0]?.lines.length).toBeGreaterThan(0.9 * limits.pageLines);
    expect(pages[0]?.lines.length).toBeLessThanOrEqual(limits.pageLines);
  },
  pagesSeconds: async () => {
    let seconds = 0;
    vi.spyOn(performance, "now").mockImplementation(() => (seconds += limits.pagesSeconds / 3) * 1000);
    const { pages, notes } = await readPages(pdfOfPages(9), "pdf");
    expect(pages.length).toBeGreaterThan(0);
    expect(notes).toMatchObject([{ ...over("pagesSeconds"), where: expect.stringMatching(/—9页/) as string }]);
  },
};

afterEach(() => {
  vi.restoreAllMocks();
});

test("every limit has input that passes it", () => {
  expect(Object.keys(ROWS).sort()).toEqual(Object.keys(limits).sort());
});

describe("what passes a limit shows", () => {
  it.each(Object.entries(ROWS))(
    "%s",
    async (_limit, row) => {
      await row();
      await stillReads();
    },
    120_000,
  );
});

/** The next file suffers nothing. */
async function stillReads(): Promise<void> {
  const { word, notes } = await read(await docxOf(paragraphs("单位名称")), "docx");
  expect([word?.blocks, notes]).toEqual([[{ paragraph: "单位名称" }], []]);
}

describe("bombs", () => {
  it.each<[why: string, content: () => Promise<Buffer>]>([
    ["zips in zips in zips, ten in each", () => nestedZips(5, 10)],
    ["a zip in a zip, deeper than anyone packs", () => nestedZips(20, 1)],
    ["a flat zip of zeros", () => Promise.resolve(lyingZip(10, 40_000_000))],
  ])("%s is left off within its limits", async (_why, content) => {
    const { notes, parts } = await readMail(mailWith(["a.zip", await content()]));
    expect(notes).toContainEqual(expect.objectContaining({ code: "over-limit" }));
    expect(parts.length).toBeLessThanOrEqual(limits.parts);
    await stillReads();
  });

  it("ten thousand parts are noted", async () => {
    const { notes, parts } = await readMail(mailWith(...manyFiles(10_000)));
    expect(notes.length).toBeGreaterThan(0);
    expect(parts.length).toBeLessThanOrEqual(limits.parts);
    await stillReads();
  });

  it("parts within parts ten thousand deep are no fault", async () => {
    await readMail(nestedMultipart(10_000));
    await stillReads();
  });

  it("headers by the hundred thousand are left off", async () => {
    const { notes, headers } = await readMail(mail(Array.from({ length: 400_000 }, (_, n) => `X-${n}: ${n}`)));
    expect(notes.length).toBeGreaterThan(0);
    expect(headers.length).toBeLessThan(200_000);
  });

  it("an entity that stands for a billion others is not followed", async () => {
    const { word, notes } = await read(await laughs(), "docx");
    expect(JSON.stringify(word ?? "").length).toBeLessThan(10_000);
    expect(notes.length).toBeGreaterThan(0);
    await stillReads();
  });
});

async function noted(facts: Promise<Pick<MailFacts, "notes">>, limit: LimitName): Promise<void> {
  expect((await facts).notes).toContainEqual(expect.objectContaining(over(limit)));
}

async function withReader(options: object, work: (hasty: Reader) => Promise<void>): Promise<void> {
  const hasty = startReader(options);
  await work(hasty).finally(() => hasty.close());
}

const manyFiles = (count: number): [string, Buffer][] =>
  Array.from({ length: count }, (_, n) => [`${n}.pdf`, Buffer.from(`%PDF-1.4 ${n}`)]);

/** What macOS leaves in folders, which is no part of a mail. */
const litter = (): Record<string, string> =>
  Object.fromEntries(Array.from({ length: limits.archiveEntries + 1 }, (_, n) => [`${n}/.DS_Store`, "x"]));

const emptyFiles = (count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`${n}.txt`, "x"]));

const zeros = (): Buffer => Buffer.alloc(limits.packageBytes + 1);

async function odtWith(files: Record<string, Buffer | string>): Promise<Buffer> {
  const { default: JSZip } = await import("jszip");
  const zip = await JSZip.loadAsync(await odtOf("<text:p>x</text:p>"));
  for (const [path, content] of Object.entries(files)) zip.file(path, content);
  return zip.generateAsync({ type: "nodebuffer", compression: "DEFLATE" });
}

async function hugeSheet(): Promise<Buffer> {
  const { default: JSZip } = await import("jszip");
  const zip = await JSZip.loadAsync(await xlsx([["a", "b"]]));
  const sheet = (await zip.file("xl/worksheets/sheet1.xml")?.async("string")) ?? "";
  zip.file("xl/worksheets/sheet1.xml", sheet.replaceAll("B1", "XFD1048576").replace(`r="1"`, `r="1048576"`));
  return zip.generateAsync({ type: "nodebuffer" });
}

const tables = (depth: number): Buffer =>
  Buffer.from(`${"<table><tr><td>".repeat(depth)}inmost${"</td></tr></table>".repeat(depth)}`);

const draws = (levels: number): string =>
  `/Contents 4 0 R /Resources << /XObject << /X ${levels > 0 ? 5 : 4} 0 R >> >>`;

/** Rows of short strokes, each like a word by itself. */
/** An A4 page at 150 dpi without a text layer, each word a line of its own. */
function pictureOfWords(across: number, down: number): Buffer {
  registerFonts();
  const canvas = createCanvas(1240, 1754);
  const context = canvas.getContext("2d");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = "#000";
  context.font = `22px "${HEI}"`;
  for (let column = 0; column < across; column++) {
    for (let row = 0; row < down; row++) context.fillText("安全", 40 + column * 85, 50 + row * 47);
  }
  return canvas.toBuffer("image/png");
}
