import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { holdDataDir } from "../src/hold-data-dir.ts";
import { tempDir } from "./temp-dir.ts";

const pidFile = (folder: string) => join(folder, "running.pid");

test("a free folder is held until it is let go", () => {
  const folder = tempDir();
  const release = holdDataDir(folder);
  expect(readFileSync(pidFile(folder), "utf8")).toBe(String(process.pid));
  release();
  expect(existsSync(pidFile(folder))).toBe(false);
});

test("a living process is named and left its folder", () => {
  const folder = tempDir();
  writeFileSync(pidFile(folder), String(process.ppid));
  expect(() => holdDataDir(folder)).toThrow(`process ${process.ppid}`);
  expect(readFileSync(pidFile(folder), "utf8")).toBe(String(process.ppid));
});

test.each([
  ["a killed process", () => String(spawnSync(process.execPath, ["-e", ""]).pid)],
  ["a machine that lost its power while writing", () => ""],
  ["nothing that is a number", () => "hello"],
  ["this very process number, given anew after a restart", () => String(process.pid)],
])("what %s left behind does not count", (_why, content) => {
  const folder = tempDir();
  writeFileSync(pidFile(folder), content());
  const release = holdDataDir(folder);
  expect(readFileSync(pidFile(folder), "utf8")).toBe(String(process.pid));
  release();
});
