import { existsSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { openArchive } from "../../src/store/archive.ts";
import { tempDir } from "../temp-dir.ts";

const RAW = Buffer.from("From: a@b.example\r\n\r\n\xd6\xd0", "latin1");

test("keeps every byte under its hash, the same bytes once", async () => {
  const archive = await openArchive(tempDir());
  const sha256 = await archive.keep(RAW);
  expect(await archive.keep(Buffer.from(RAW))).toBe(sha256);
  expect(await archive.read(sha256)).toEqual(RAW);
  expect(archive.path(sha256)).toContain(`/${sha256.slice(0, 2)}/${sha256}.eml`);
  expect(existsSync(`${archive.path(sha256)}.part`)).toBe(false);
});

test("a piece that a killed program left is written anew", async () => {
  const archive = await openArchive(tempDir());
  const sha256 = await archive.keep(RAW);
  const other = Buffer.concat([RAW, RAW]);
  writeFileSync(`${archive.path(sha256)}.part`, "half");
  expect(await archive.read(await archive.keep(other))).toEqual(other);
  expect(await archive.read(sha256)).toEqual(RAW);
});

test("what was never kept is a fault", async () => {
  const archive = await openArchive(tempDir());
  await expect(archive.read("0".repeat(64))).rejects.toThrow("ENOENT");
});
