import { afterAll, expect, test, vi } from "vitest";
import { formPages } from "../../src/demo/makers/form-pages.ts";
import { BLANK_FORM } from "../../src/demo/makers/form-values.ts";
import { drawPage, emptyPage } from "../../src/demo/makers/page.ts";
import { loadTextReader } from "../../src/reading/ocr/page-reader.ts";
import { readPages } from "../../src/reading/pages.ts";

// A machine for which onnxruntime has no build.
vi.mock("onnxruntime-node", () => {
  throw new Error("cannot open shared object file");
});

afterAll(async () => {
  await (await loadTextReader())?.close();
});

test("where onnxruntime cannot be loaded, tesseract reads, and nothing is said to be unread", async () => {
  const [form = emptyPage()] = formPages({ ...BLANK_FORM, unitName: "北京某某科技有限公司" });
  const { pages, notes } = await readPages(drawPage(form, 150).toBuffer("image/png"), "png");
  expect((await loadTextReader())?.name).toBe("tesseract");
  expect(notes).toEqual([]);
  expect(pages[0]?.lines.map(({ text }) => text)).toEqual(expect.arrayContaining(["单位名称", "北京某某科技有限公司"]));
});
