import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { holdDataDir } from "../src/hold-data-dir.ts";
import { tempDir } from "./temp-dir.ts";

test("a folder is held until it is let go", () => {
  const folder = tempDir();
  const release = holdDataDir(folder);
  expect(() => holdDataDir(folder)).toThrow(/another intake already works on/);
  release();
  holdDataDir(folder)();
});

test("what a killed process held is free again", async () => {
  const folder = tempDir();
  const script = `const { holdDataDir } = await import(${JSON.stringify(built())}); holdDataDir(${JSON.stringify(folder)});
    process.stdout.write("held"); setInterval(() => undefined, 1000);`;
  const other = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(other.stdout, "data");
  expect(() => holdDataDir(folder)).toThrow(/another intake/);
  other.kill("SIGKILL");
  await once(other, "exit");
  holdDataDir(folder)();
});

function built(): string {
  return fileURLToPath(new URL("../build/hold-data-dir.js", import.meta.url));
}
