import { readFileSync } from "node:fs";
import { createCanvas } from "@napi-rs/canvas";
import mammoth from "mammoth";
import { PDFParse } from "pdf-parse";
import sharp from "sharp";
import { expect, test } from "vitest";
import { formOf, sealOf } from "../../src/demo/company.ts";
import { YUNXIU } from "../../src/demo/made-up-companies.ts";
import { ARTICLES, DECLARATION } from "../../src/demo/makers/declaration-pages.ts";
import { fillDeclarationDocx, fillFormDocx } from "../../src/demo/makers/form-docx.ts";
import { formPages } from "../../src/demo/makers/form-pages.ts";
import { BLANK_FORM, FORM_FIELDS, LABELS } from "../../src/demo/makers/form-values.ts";
import { drawPage } from "../../src/demo/makers/page.ts";
import { seededRandom } from "../../src/demo/makers/random.ts";
import { officeScanner, scanPage } from "../../src/demo/makers/scan.ts";
import { drawSeal, type SealSpec } from "../../src/demo/makers/seal.ts";
import { electronic, scannedForm } from "../../src/demo/papers.ts";

const DATE = "2022 年 11 月 18 日";
const FORM = formOf(YUNXIU, DATE);
const blankForm = readFileSync("rules/sunshine-2022/附件1-申请表.docx");
const blankDeclaration = readFileSync("rules/sunshine-2022/附件2-宣言.docx");
const wordsOf = async (docx: Buffer) => (await mammoth.extractRawText({ buffer: docx })).value.replace(/\n+/g, "\n");

test("the blank forms hold the notice's labels, example texts, declaration and articles", async () => {
  const form = await wordsOf(blankForm);
  for (const field of FORM_FIELDS) {
    expect(form).toContain(LABELS[field]);
    expect(form).toContain(BLANK_FORM[field].trim());
  }
  const declaration = await wordsOf(blankDeclaration);
  for (const words of [DECLARATION, "单位公章:", "日 期:", ...ARTICLES]) expect(declaration).toContain(words);
});

test("a filled Word form holds each value and no example", async () => {
  const words = await wordsOf(await fillFormDocx(blankForm, FORM));
  for (const field of FORM_FIELDS) expect(words).toContain(FORM[field]);
  expect(words).not.toContain("例：");
});

test("a field not given keeps its example, an empty one empties its cell", async () => {
  const words = await wordsOf(await fillFormDocx(blankForm, { unitName: YUNXIU.name, serviceScope: "" }));
  expect(words).toContain(BLANK_FORM.qualifications);
  expect(words).not.toContain(BLANK_FORM.serviceScope);
});

test("a filled declaration holds its date", async () => {
  expect(await wordsOf(await fillDeclarationDocx(blankDeclaration, DATE))).toContain(`日 期: ${DATE}`);
});

test.each([
  ["a scan holds pictures only", () => scannedForm(FORM, sealOf(YUNXIU)), ""],
  ["an exported one has its text", () => electronic(formPages(FORM), sealOf(YUNXIU)), YUNXIU.name],
])("PDFs are A4: %s", async (_, make, words) => {
  const pdf = new PDFParse({ data: new Uint8Array(await make()) });
  const { pages } = await pdf.getInfo({ parsePageInfo: true });
  expect(pages.map(({ width, height }) => [Math.round(width), Math.round(height)])).toEqual([
    [595, 842],
    [595, 842],
  ]);
  const text = (await pdf.getText({ pageJoiner: "" })).text;
  if (words === "") expect(text.trim()).toBe("");
  else expect(text).toContain(words);
  await pdf.destroy();
});

/** Shares of the area of a square of 46 mm around the seal that came out red and black. */
function inkOf(spec: SealSpec, ink: number) {
  const dpi = 150;
  const side = Math.round((46 / 25.4) * dpi);
  const page = createCanvas(side, side);
  const context = page.getContext("2d");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, side, side);
  context.fillStyle = "#000";
  context.fillRect(0, side / 2 - 4, side, 8);
  drawSeal(context, spec, { xMm: 23, yMm: 23, dpi, rotationDeg: 10, ink, random: seededRandom(1) });
  const { data } = context.getImageData(0, 0, side, side);
  let [red, black] = [0, 0];
  for (let i = 0; i < data.length; i += 4) {
    const [r = 0, g = 0] = [data[i], data[i + 1]];
    if (r < 40) black++;
    else if (r - g > 40) red++;
  }
  return { red: red / (side * side), black: black / (side * side) };
}

test.each([
  ["official", 42],
  ["contract", 40],
  ["finance", 38],
  ["invoice", 40],
  ["department", 38],
  ["personal", 20],
] as const)("a seal for %s use prints red, and black print under it stays black", (kind, diameterMm) => {
  const spec: SealSpec = { name: kind === "personal" ? "林知远" : YUNXIU.name, kind, diameterMm };
  const full = inkOf(spec, 1);
  expect(full.red).toBeGreaterThan(0.04);
  expect(full.red).toBeGreaterThan(inkOf(spec, 0.2).red);
  expect(full.black).toBeCloseTo(8 / Math.round((46 / 25.4) * 150), 2);
});

test("a scan in grey has no colour, and is as large as the page", async () => {
  const random = seededRandom(2);
  const page = drawPage(formPages(FORM)[0] ?? { runs: [], rules: [], sealAt: null }, 100);
  const jpeg = await scanPage(page, 100, { ...officeScanner(random), greyscale: true }, random);
  const { width, height, channels, density } = await sharp(jpeg).metadata();
  expect({ width, height, channels, density }).toEqual({ width: 827, height: 1169, channels: 1, density: 100 });
});
