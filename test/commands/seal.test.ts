import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { expect, test } from "vitest";
import { lookAtFiles } from "../../src/commands/files.ts";
import { readSettings } from "../../src/settings.ts";
import { tempDir } from "../temp-dir.ts";
import { intake } from "../whole/intake.ts";

async function aPicture(): Promise<string> {
  const path = join(tempDir(), "宣言.png");
  writeFileSync(
    path,
    await sharp({ create: { width: 600, height: 800, channels: 3, background: "white" } })
      .png()
      .toBuffer(),
  );
  return path;
}

test("an overlay that cannot be written fails the call, and says nothing of the picture", async () => {
  const { status, out, err } = await intake(["seal", await aPicture(), "--overlay", "/nodir/x.png", "--json"], {});
  expect({ status, out }).toEqual({ status: 1, out: "" });
  expect(err).toMatch(/^intake: --overlay holds \/nodir\/x\.png, which could not be written \(ENOENT[^\n]*\)\n$/);
});

test("a file that cannot be read has its finding, and no overlay", async () => {
  const overlay = join(tempDir(), "o.png");
  const { status, out } = await intake(["seal", "/nodir/宣言.pdf", "--overlay", overlay, "--json"], {});
  const entry = JSON.parse(out) as unknown;
  expect([status, entry]).toEqual([
    0,
    { file: "/nodir/宣言.pdf", findings: [expect.objectContaining({ code: "unreadable", where: "宣言.pdf" })] },
  ]);
  expect(existsSync(overlay)).toBe(false);
});

test("a fault of ours is no finding about the file", async () => {
  const looked = lookAtFiles(["a.pdf"], readSettings({}), {
    json: true,
    look: () => Promise.reject(new TypeError("a bug")),
    inWords: () => "",
  });
  await expect(looked).rejects.toThrow("a bug");
});
