import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { unpack, type ArchiveKind } from "../../src/reading/archive.ts";
import { sniffKind } from "../../src/reading/kinds.ts";
import { limits } from "../../src/reading/limits.ts";
import { rar4Of, rar5Of, rar5WithEncryptedHeaders } from "../makers/rar.ts";
import { sevenZipOf } from "../makers/seven-zip.ts";
import { longName, paxPath, tarOf } from "../makers/tar.ts";
import { gbk } from "../makers/charsets.ts";
import { zipOf, zipWithRawNames } from "../makers/zip.ts";

const content = Buffer.from("内容");
const utf8 = (text: string) => Buffer.from(text);

interface Asked {
  bytesLeft?: number;
  name?: string;
}

async function all(bytes: Buffer, { bytesLeft = limits.unpackedBytes, name = "" }: Asked = {}): Promise<unknown[]> {
  const found: unknown[] = [];
  const kind = (await sniffKind(bytes)) as ArchiveKind;
  for await (const entry of unpack(kind, { bytes, name }, { bytesLeft })) {
    found.push("code" in entry ? entry : [entry.path, entry.bytes.length]);
  }
  return found;
}

type Make = () => Buffer | Promise<Buffer>;

describe("names", () => {
  it.each<[why: string, make: Make, path: string]>([
    [
      "a zip in GBK without a flag, as WinRAR and 360压缩 write it",
      () => zipWithRawNames([[gbk("材料/申请表（盖章）.docx"), content]]),
      "材料/申请表（盖章）.docx",
    ],
    [
      "a zip in UTF-8 without a flag, as macOS writes it",
      () => zipWithRawNames([[utf8("申请表.docx"), content]]),
      "申请表.docx",
    ],
    ["backslashes between folders", () => zipWithRawNames([[gbk("材料\\申请表.docx"), content]]), "材料/申请表.docx"],
    [
      "a step out of the folder is only a name",
      () => zipWithRawNames([[utf8("../../etc/passwd"), content]]),
      "../../etc/passwd",
    ],
    ["RAR 5, always UTF-8", () => rar5Of([{ name: utf8("材料/申请表.docx"), content }]), "材料/申请表.docx"],
    [
      "RAR 4 in GBK, as an old rar for Linux writes it",
      () => rar4Of([{ name: gbk("申请表.docx"), content }]),
      "申请表.docx",
    ],
    ["RAR 4 in ASCII", () => rar4Of([{ name: utf8("a\\form.docx"), content }]), "a/form.docx"],
    ["7z", () => sevenZipOf({ "材料/申请表 [盖章]*.docx": content }), "材料/申请表 [盖章]*.docx"],
    ["a tar in GBK", () => tarOf([{ name: gbk("材料/申请表.docx"), content }]), "材料/申请表.docx"],
    [
      "a tar with GNU's long name",
      () => tarOf([longName(utf8(`${"长".repeat(60)}/宣言.pdf`)), { name: utf8("cut"), content }]),
      `${"长".repeat(60)}/宣言.pdf`,
    ],
    [
      "a tar with pax's",
      () => tarOf([paxPath("材料/宣言.pdf"), { name: utf8("PaxHeader"), content }]),
      "材料/宣言.pdf",
    ],
    ["a tar in a gzip", () => gzipSync(tarOf([{ name: utf8("宣言.pdf"), content }])), "宣言.pdf"],
    ["a gzip of one file, by its own name", () => gzipSync(content), "申请表.docx"],
    ["a gzip that says its file's name, in GBK", () => gzipNamed(gbk("宣言.pdf")), "宣言.pdf"],
  ])("%s", async (_why, make, path) => {
    expect(await all(await make(), { name: "申请表.docx.gz" })).toEqual([[path, content.length]]);
  });

  it("two files of one name in a 7z both come out", async () => {
    const found = await all(await sevenZipOf({ "a/x.pdf": content, "b/x.pdf": Buffer.from("other") }));
    expect(found).toEqual([
      ["a/x.pdf", content.length],
      ["b/x.pdf", 5],
    ]);
  });
});

/** A gzip with the field FNAME (RFC 1952 §2.3). */
function gzipNamed(name: Buffer): Buffer {
  const plain = gzipSync(content);
  const head = Buffer.from(plain.subarray(0, 10));
  head[3] = 8;
  return Buffer.concat([head, name, Buffer.from([0]), plain.subarray(10)]);
}

const litter = { "a/b.txt": content, "__MACOSX/._b.txt": content, "a/.DS_Store": content, "a/~$b.docx": content };

describe("what does not come out", () => {
  it.each<[why: string, make: Make]>([
    ["zip", () => zipOf(litter)],
    ["rar", () => rar5Of(Object.entries(litter).map(([name, bytes]) => ({ name: utf8(name), content: bytes })))],
    ["7z", () => sevenZipOf({ "b.txt": content, "._b.txt": content, "~$b.docx": content })],
    [
      "tar",
      () =>
        tarOf([
          { name: utf8("a/"), type: "5" },
          { name: utf8("a/._b.txt"), content },
          { name: utf8("a/b.txt"), content },
        ]),
    ],
  ])("folders and what systems and Word leave lying about: %s", async (_kind, make) => {
    expect(await all(await make())).toEqual([[expect.stringMatching(/^(a\/)?b\.txt$/), content.length]]);
  });

  it("links of a tar", async () => {
    const tar = tarOf([
      { name: utf8("link"), type: "2" },
      { name: utf8("b"), content },
    ]);
    expect(await all(tar)).toEqual([["b", content.length]]);
  });

  it.each<[why: string, make: Make, found: object[]]>([
    [
      "zip",
      () => zipWithRawNames([[gbk("申请表.docx"), content]], { flags: 1 }),
      [{ code: "encrypted", detail: "zip", where: "申请表.docx" }],
    ],
    [
      "RAR 5, one of two",
      () =>
        rar5Of([
          { name: utf8("申请表.docx"), content, encrypted: true },
          { name: utf8("b"), content },
        ]),
      [{ code: "encrypted", detail: "rar", where: "申请表.docx" }, ["b", content.length]],
    ],
    [
      "RAR 4",
      () => rar4Of([{ name: utf8("a"), content, encrypted: true }]),
      [{ code: "encrypted", detail: "rar", where: "a" }],
    ],
    ["RAR 5, its names too", rar5WithEncryptedHeaders, [{ code: "encrypted", detail: "rar" }]],
    [
      "7z",
      () => sevenZipOf({ "宣言.pdf": content }, "-p密码"),
      [{ code: "encrypted", detail: "7z", where: "宣言.pdf" }],
    ],
    [
      "7z, its names too",
      () => sevenZipOf({ a: content }, "-psecret", "-mhe=on"),
      [{ code: "encrypted", detail: "7z" }],
    ],
  ])("what is encrypted: %s", async (_why, make, found) => {
    expect(await all(await make())).toEqual(found);
  });

  it.each<[why: string, make: Make, found: unknown[]]>([
    ["a zip cut short", async () => (await zipOf({ "a.txt": content })).subarray(0, 40), [{ code: "damaged" }]],
    ["no zip at all", () => utf8("PK\x03\x04"), [{ code: "damaged" }]],
    [
      "a zip packed with LZMA",
      async () => {
        const zip = zipWithRawNames([[utf8("a"), content]]);
        zip.writeUInt16LE(14, 8);
        zip.writeUInt16LE(14, zip.indexOf("PK\x01\x02") + 10);
        return Promise.resolve(zip);
      },
      [{ code: "unsupported-kind", where: "a" }],
    ],
    [
      "a RAR 5 with a file that is damaged: the others come out",
      () =>
        rar5Of([
          { name: utf8("a"), content, crc: 1 },
          { name: utf8("b"), content },
        ]),
      [{ code: "damaged", where: "a" }, ["b", content.length]],
    ],
    [
      "a RAR 4 likewise",
      () =>
        rar4Of([
          { name: utf8("a"), content },
          { name: utf8("b"), content, crc: 1 },
          { name: utf8("c"), content },
        ]),
      [["a", content.length], { code: "damaged", where: "b" }, ["c", content.length]],
    ],
    ["a RAR cut short", () => rar5Of([{ name: utf8("a"), content }]).subarray(0, 40), [{ code: "damaged" }]],
    [
      "a RAR cut short between two files",
      () => rar5Of([{ name: utf8("a"), content }], { withoutEnd: true }),
      [["a", content.length], { code: "damaged" }],
    ],
    [
      "a 7z cut short",
      async () => (await sevenZipOf({ "a.txt": Buffer.alloc(5000, "x") })).subarray(0, 60),
      [{ code: "damaged" }],
    ],
    [
      "a 7z with a damaged file",
      async () => {
        const bytes = await sevenZipOf({ "a.txt": utf8("a"), "b.txt": utf8("bbbb") }, "-m0=Copy", "-ms=off");
        bytes[32] = 0;
        return bytes;
      },
      [["b.txt", 4], { code: "damaged", where: "a.txt" }],
    ],
    [
      "a tar cut short: what came before comes out",
      () =>
        tarOf(
          [
            { name: utf8("a"), content },
            { name: utf8("b"), content, claimedSize: 99_999 },
          ],
          { withoutEnd: true },
        ),
      [["a", content.length], { code: "damaged" }],
    ],
    ["a gzip cut short", () => gzipSync(Buffer.alloc(100_000, "abc")).subarray(0, 100), [{ code: "damaged" }]],
    ["an empty zip", () => Buffer.from("504b0506" + "00".repeat(18), "hex"), [{ code: "empty" }]],
    ["an empty RAR", () => rar5Of([]), [{ code: "empty" }]],
  ])("what is damaged: %s", async (_why, make, found) => {
    expect(await all(await make())).toMatchObject(found);
  });

  it.each<[why: string, make: Make, name: string]>([
    ["of a RAR 5", () => rar5Of([], { volume: true }), "材料.part1.rar"],
    ["of a RAR 4", () => rar4Of([], { volume: true }), "材料.rar"],
    ["of a 7z", () => sevenZipOf({ "a.txt": noise(30_000) }, "-v20k"), "材料.7z.001"],
    [
      "of a zip, the last",
      () => Buffer.concat([noise(500), Buffer.from("504b0506010001000100010000000000000000000000", "hex")]),
      "材料.zip",
    ],
    ["of a zip, the first", async () => (await zipOf({ a: noise(500) })).subarray(0, 300), "材料.zip.001"],
  ])("a volume %s alone", async (_why, make, name) => {
    const found = await all(await make(), { name });
    expect(found).toMatchObject([
      { code: "unsupported-kind", detail: expect.stringContaining("one volume of several") as string },
    ]);
  });
});

/** Bytes that do not shrink, the same each time. */
function noise(length: number): Buffer {
  let state = 1;
  return Buffer.from(Array.from({ length }, () => (state = (state * 48_271) % 2_147_483_647) & 255));
}

const LARGE = 5_000_000;

describe("the limits, on what really comes out", () => {
  it.each<[why: string, make: Make]>([
    [
      "zip",
      () =>
        zipWithRawNames([
          [utf8("a"), Buffer.alloc(5000)],
          [utf8("bomb"), Buffer.alloc(LARGE)],
          [utf8("c"), content],
        ]),
    ],
    [
      "zip whose directory says less",
      () =>
        zipWithRawNames(
          [
            [utf8("a"), Buffer.alloc(5000)],
            [utf8("bomb"), Buffer.alloc(LARGE)],
          ],
          { claimedSize: 10 },
        ),
    ],
    [
      "rar",
      () =>
        rar5Of([
          { name: utf8("a"), content: Buffer.alloc(5000) },
          { name: utf8("bomb"), content: Buffer.alloc(LARGE) },
        ]),
    ],
    ["7z", () => sevenZipOf({ a: Buffer.alloc(5000, "a"), bomb: Buffer.alloc(LARGE) }, "-ms=off")],
    [
      "tar",
      () =>
        tarOf([
          { name: utf8("a"), content: Buffer.alloc(5000) },
          { name: utf8("bomb"), content: Buffer.alloc(LARGE) },
        ]),
    ],
  ])("a bomb in a %s is stopped while it is unpacked", async (_kind, make) => {
    const found = await all(await make(), { bytesLeft: 1_000_000 });
    expect(found[0]).toEqual(["a", 5000]);
    expect(found[1]).toMatchObject({ code: "over-limit", detail: "unpackedBytes" });
    expect(found).toHaveLength(2);
  });

  it.each<[why: string, make: Make]>([
    ["gzip", () => gzipSync(Buffer.alloc(LARGE))],
    ["tar in a gzip", () => gzipSync(tarOf([{ name: utf8("bomb"), content: Buffer.alloc(LARGE) }]))],
  ])("a bomb in a %s", async (_kind, make) => {
    expect(await all(await make(), { bytesLeft: 1_000_000 })).toEqual([
      { code: "over-limit", detail: "unpackedBytes" },
    ]);
  });

  it("one file beyond its own limit is left out, the others are not", async () => {
    const zip = zipWithRawNames([
      [utf8("a"), content],
      [utf8("big"), Buffer.alloc(limits.entryBytes + 1)],
      [utf8("c"), content],
    ]);
    expect(await all(zip)).toEqual([
      ["a", content.length],
      { code: "over-limit", detail: "entryBytes", where: "big" },
      ["c", content.length],
    ]);
  });

  it("a RAR that asks for a dictionary of a gigabyte", async () => {
    const file = { name: utf8("a"), content };
    expect(await all(rar5Of([file], { dictionary: 13 }))).toEqual([
      { code: "over-limit", detail: "rarDictionaryBytes" },
    ]);
    expect(await all(rar5Of([file], { dictionary: 8 }))).toMatchObject([{ code: "damaged", where: "a" }]);
  });

  it("takes what is there where the directory says less", async () => {
    const zip = zipWithRawNames([[utf8("lie"), Buffer.alloc(100_000)]], { claimedSize: 10 });
    expect(await all(zip)).toEqual([["lie", 100_000]]);
  });

  const names = Array.from({ length: limits.archiveEntries + 1 }, (_, n) => utf8(`${n}`));
  it.each<[kind: string, make: Make]>([
    ["zip", () => zipWithRawNames(names.map((name) => [name, content]))],
    ["rar", () => rar5Of(names.map((name) => ({ name, content })))],
    ["7z", () => sevenZipOf(Object.fromEntries(names.map((name) => [name.toString(), content])))],
    ["tar", () => tarOf(names.map((name) => ({ name, content })))],
  ])("lists so many entries of a %s and no more", async (_kind, make) => {
    const found = await all(await make());
    expect(found.length).toBe(limits.archiveEntries + 1);
    expect(found.at(-1)).toEqual({ code: "over-limit", detail: "archiveEntries" });
  });

  it("leaves the process as it was: no handlers, no exit code", async () => {
    const before = [process.listenerCount("uncaughtException"), process.listenerCount("unhandledRejection")];
    await all(rar5Of([{ name: utf8("a"), content }]));
    await all((await sevenZipOf({ a: content })).subarray(0, 40));
    expect([process.listenerCount("uncaughtException"), process.listenerCount("unhandledRejection")]).toEqual(before);
    expect(process.exitCode).toBeUndefined();
  });
});
