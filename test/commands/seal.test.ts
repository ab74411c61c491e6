import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { expect, test } from "vitest";
import { lookAtFiles } from "../../src/commands/files.ts";
import { readSettings } from "../../src/settings.ts";
import { signatureOf } from "../makers/cms.ts";
import { signatureObjects, withRange } from "../makers/signed-pdf.ts";
import { pdfByHand } from "../reading/pdf-by-hand.ts";
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

test.each([
  ["a text", "not a PDF", "not-a-pdf"],
  ["an empty file", "", "document-empty"],
])("%s has no page: nothing is said of a seal's sharpness", async (_why, text, code) => {
  const path = join(tempDir(), "宣言.pdf");
  writeFileSync(path, text);
  const { out } = await intake(["seal", path, "--json"], {});
  expect(JSON.parse(out)).toMatchObject({ pages: 0, verdict: "unsure", findings: [{ code, where: "宣言.pdf" }] });
});

test("an empty name is no name to compare", async () => {
  const { status, err } = await intake(["seal", await aPicture(), "--expect", " "], {});
  expect([status, err]).toEqual([2, "intake: --expect must hold a company's name\n"]);
});

test("signature fields are told of as found, and nothing is called genuine", async () => {
  const field = signatureObjects(
    { value: signatureOf("北京某某科技有限公司"), more: "/M (D:20221118093000+08'00')" },
    5,
  );
  const path = join(tempDir(), "宣言.pdf");
  writeFileSync(path, withRange(pdfByHand("/MediaBox [0 0 300 400] /Annots [4 0 R]", field)));
  const told = JSON.parse((await intake(["seal", path, "--json"], {})).out) as { signatures: unknown };
  expect(told.signatures).toMatchObject([{ name: "Signature1", page: 1, signedBy: "北京某某科技有限公司" }]);
  const { out } = await intake(["seal", path], {});
  expect(out).toContain(
    "签名域“Signature1”（第 1 页）：签署者“北京某某科技有限公司”，自称签于2022年11月18日09:30，签名涵盖整个文件；真伪未经核验",
  );
});

test("a fault of ours is no finding about the file", async () => {
  const looked = lookAtFiles(["a.pdf"], readSettings({}), {
    json: true,
    look: () => Promise.reject(new TypeError("a bug")),
    inWords: () => "",
  });
  await expect(looked).rejects.toThrow("a bug");
});
