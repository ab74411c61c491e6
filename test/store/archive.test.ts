import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { contentHash, openArchive, type Archive } from "../../src/store/archive.ts";
import { tempDir } from "../temp-dir.ts";

const RAW = Buffer.from("From: a@b.example\r\n\r\n\xd6\xd0", "latin1");

async function keep(archive: Archive, raw: Buffer): Promise<string> {
  const sha256 = contentHash(raw);
  await archive.keep(sha256, raw);
  return archive.path(sha256);
}

test("keeps every byte under its hash, the same bytes once", async () => {
  const archive = await openArchive(tempDir());
  const path = await keep(archive, RAW);
  expect(await keep(archive, Buffer.from(RAW))).toBe(path);
  expect(readFileSync(path)).toEqual(RAW);
  const sha256 = contentHash(RAW);
  expect(path).toContain(`/${sha256.slice(0, 2)}/${sha256}.eml`);
  expect(existsSync(`${path}.part`)).toBe(false);
});

test("a piece that a killed program left is written anew", async () => {
  const archive = await openArchive(tempDir());
  const path = await keep(archive, RAW);
  writeFileSync(`${path}.part`, "half");
  const other = Buffer.concat([RAW, RAW]);
  expect(readFileSync(await keep(archive, other))).toEqual(other);
  expect(readFileSync(path)).toEqual(RAW);
});
