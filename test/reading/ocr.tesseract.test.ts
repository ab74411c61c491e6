import { createCanvas } from "@napi-rs/canvas";
import { afterAll, beforeAll, expect, test } from "vitest";
import { formPages } from "../../src/demo/makers/form-pages.ts";
import { BLANK_FORM } from "../../src/demo/makers/form-values.ts";
import { drawPage, emptyPage } from "../../src/demo/makers/page.ts";
import { type GreyPage, greyPage } from "../../src/reading/ocr/grey.ts";
import type { Box } from "../../src/domain/facts.ts";
import { skewOf } from "../../src/reading/ocr/level.ts";
import { openTesseract } from "../../src/reading/ocr/tesseract.ts";
import type { TextReader } from "../../src/reading/ocr/text-reader.ts";

const [form = emptyPage()] = formPages({ ...BLANK_FORM, unitName: "北京某某科技有限公司" });
let reader: TextReader | null;

beforeAll(async () => {
  reader = await openTesseract();
});
afterAll(() => reader?.close());

test("reads a form where onnxruntime has no build; a row's cells are parted at the table's rules", async () => {
  const lines = (await reader?.read(page())) ?? [];
  const texts = lines.map(({ text }) => text);
  expect(texts).toEqual(expect.arrayContaining(["单位名称", "北京某某科技有限公司", "联系人", "手机"]));
  // 联系人 and 手机 stand in one row, two cells apart.
  const [contact, mobile] = ["联系人", "手机"].map((label) => lines.find(({ text }) => text === label));
  expect((mobile?.box.x ?? 0) - (contact?.box.x ?? 0)).toBeGreaterThan(0.25);
  expect(mobile?.box.y).toBeCloseTo(contact?.box.y ?? 0, 2);
});

test("finds the angle at which a page's lines run, and reads it level; boxes stay where the lines lean", async () => {
  const leaning = page(6);
  expect((skewOf(leaning) * 180) / Math.PI).toBeCloseTo(6, 0);
  const lines = (await reader?.read(leaning)) ?? [];
  const [label, name] = ["单位名称", "北京某某科技有限公司"].map((text) => lines.find((line) => line.text === text));
  const middle = (box: Box | undefined) => (box === undefined ? NaN : box.y + box.height / 2);
  expect(middle(label?.upright)).toBeCloseTo(middle(name?.upright), 2);
  // 6° over a fifth of the page's width.
  expect(middle(name?.box) - middle(label?.box)).toBeCloseTo(0.015, 2);
});

function page(leanDeg = 0): GreyPage {
  const drawn = drawPage(form, 150);
  const canvas = createCanvas(drawn.width, drawn.height);
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.translate(canvas.width / 2, canvas.height / 2);
  pen.rotate((leanDeg * Math.PI) / 180);
  pen.drawImage(drawn, -drawn.width / 2, -drawn.height / 2);
  const { width, height } = canvas;
  const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
  return greyPage({ width, height, rgb: Uint8Array.from(data.filter((_, index) => index % 4 !== 3)), dpi: 150 }, []);
}
