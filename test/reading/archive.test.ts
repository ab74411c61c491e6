import { describe, expect, it } from "vitest";
import { unzip } from "../../src/reading/archive/zip.ts";
import { limits } from "../../src/reading/limits.ts";
import { gbk, zipOf, zipWithRawNames } from "./archives-made.ts";

const content = Buffer.from("内容");

async function all(bytes: Buffer, bytesLeft: number = limits.unpackedBytes): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const entry of unzip(bytes, { bytesLeft })) {
    found.push("code" in entry ? { ...entry, detail: entry.detail } : [entry.path, entry.bytes.length]);
  }
  return found;
}

describe("names", () => {
  it.each<[why: string, name: Buffer, path: string]>([
    ["GBK without a flag, as WinRAR and 360压缩 write it", gbk("材料/申请表（盖章）.docx"), "材料/申请表（盖章）.docx"],
    ["UTF-8 without a flag, as macOS writes it", Buffer.from("申请表.docx"), "申请表.docx"],
    ["backslashes between folders", gbk("材料\\申请表.docx"), "材料/申请表.docx"],
    ["a step out of the folder is only a name", Buffer.from("../../etc/passwd"), "../../etc/passwd"],
  ])("%s", async (_why, name, path) => {
    expect(await all(zipWithRawNames([[name, content]]))).toEqual([[path, content.length]]);
  });
});

describe("what does not come out whole", () => {
  it("leaves out folders and what systems and Word leave lying about", async () => {
    const zip = await zipOf({ "a/b.txt": content, "__MACOSX/a/._b.txt": "x", "a/.DS_Store": "x", "a/~$b.docx": "x" });
    expect(await all(zip)).toEqual([["a/b.txt", content.length]]);
  });

  it("names what is encrypted, and unpacks nothing of it", async () => {
    const zip = zipWithRawNames([[gbk("申请表.docx"), content]], { flags: 1 });
    expect(await all(zip)).toEqual([{ code: "encrypted", detail: "zip", where: "申请表.docx" }]);
  });

  it("counts what comes out rather than believing the directory", async () => {
    const zip = zipWithRawNames([
      [Buffer.from("a"), Buffer.alloc(5000)],
      [Buffer.from("bomb"), Buffer.alloc(50_000_000)],
      [Buffer.from("c"), content],
    ]);
    expect(zip.length).toBeLessThan(60_000);
    expect(await all(zip, 1_000_000)).toEqual([
      ["a", 5000],
      { code: "over-limit", detail: "unpackedBytes", where: "bomb" },
    ]);
  });

  it("takes what is there where the directory says less", async () => {
    const zip = zipWithRawNames([[Buffer.from("lie"), Buffer.alloc(100_000)]], { claimedSize: 10 });
    expect(await all(zip)).toEqual([["lie", 100_000]]);
  });

  it("lists so many entries and no more", async () => {
    const zip = zipWithRawNames(
      Array.from({ length: limits.archiveEntries + 1 }, (_, n) => [Buffer.from(`${n}`), content]),
    );
    const found = await all(zip);
    expect(found.length).toBe(limits.archiveEntries + 1);
    expect(found.at(-1)).toEqual({ code: "over-limit", detail: "archiveEntries" });
  });

  it.each([
    ["cut short", async () => (await zipOf({ "a.txt": content })).subarray(0, 40)],
    ["no zip at all", () => Promise.resolve(Buffer.from("PK\x03\x04"))],
  ])("%s: damaged", async (_why, make) => {
    expect(await all(await make())).toMatchObject([{ code: "damaged" }]);
  });
});
