import { createCanvas } from "@napi-rs/canvas";
import { IA5String, Integer, OctetString, Sequence } from "asn1js";
import { expect, test } from "vitest";
import { formPages } from "../../src/demo/makers/form-pages.ts";
import { BLANK_FORM } from "../../src/demo/makers/form-values.ts";
import { drawPage } from "../../src/demo/makers/page.ts";
import { seededRandom } from "../../src/demo/makers/random.ts";
import { officeScanner, scanPage } from "../../src/demo/makers/scan.ts";
import { drawSeal } from "../../src/demo/makers/seal.ts";
import type { PageFacts } from "../../src/domain/facts.ts";
import { readDocument } from "../../src/reading/document.ts";
import { limits } from "../../src/reading/limits.ts";
import { ofd, ofdOf } from "../makers/ofd.ts";
import { zipOf } from "../makers/zip.ts";

const NAME = "北京某某科技有限公司";
const layouts = formPages({ ...BLANK_FORM, unitName: NAME, contact: "李晓明", mobile: "13800138000" });
const texts = (page: PageFacts | undefined) =>
  (page?.lines ?? []).map(({ text }) => text.normalize("NFKC").replaceAll(" ", ""));
const DPI = 200;

function sealPng(sizeMm: number): Buffer {
  const canvas = createCanvas(Math.round((sizeMm * DPI) / 25.4), Math.round((sizeMm * DPI) / 25.4));
  const random = seededRandom(5);
  const place = { xMm: sizeMm / 2, yMm: sizeMm / 2, dpi: DPI, rotationDeg: 0, ink: 1, random };
  drawSeal(canvas.getContext("2d"), { name: NAME, kind: "official", diameterMm: 42 }, place);
  return canvas.toBuffer("image/png");
}

/** As far as a signature's value matters here: the seal's picture somewhere within. */
function signedValue(format: string, picture: Buffer): Buffer {
  const info = [new IA5String({ value: format }), new OctetString({ valueHex: new Uint8Array(picture) })];
  const seal = new Sequence({ value: [...info, new Integer({ value: 46 }), new Integer({ value: 46 })] });
  return Buffer.from(new Sequence({ value: [new Integer({ value: 4 }), new Sequence({ value: [seal] })] }).toBER());
}

test("print is a text layer with the cells apart, pages have their size in mm", async () => {
  const { pages, notes } = await readDocument(await ofd(layouts.map((layout) => ({ layout }))), "ofd");
  expect(notes).toEqual([]);
  expect(pages.map((page) => [page.number, page.widthMm, page.heightMm, page.textSource])).toEqual([
    [1, 210, 297, "text-layer"],
    [2, 210, 297, "text-layer"],
  ]);
  expect(texts(pages[0]).slice(1, 8)).toEqual([
    "“网络安全服务阳光行动”成员单位申请表",
    "单位名称",
    NAME,
    "联系人",
    "李晓明",
    "手机",
    "13800138000",
  ]);
  expect(pages[0]?.lines.find(({ text }) => text === "手机")?.box.x).toBeCloseTo(0.52, 1);
});

test("the seal of an electronic signature is drawn where it is shown, with the name on its ring", async () => {
  const signature = { page: 2, signedValue: signedValue("PNG", sealPng(46)), boundary: [120, 150, 46, 46] as const };
  const bytes = await ofd(
    layouts.map((layout) => ({ layout })),
    [{ ...signature, boundary: [...signature.boundary] }],
  );
  const { pages } = await readDocument(bytes, "ofd");
  expect(pages[0]?.seals).toEqual([]);
  const [seal] = pages[1]?.seals ?? [];
  expect(seal?.diameterMm).toBeCloseTo(42, 0);
  expect(seal?.how).toBe("signature-field");
  expect(seal?.box.x).toBeCloseTo(122 / 210, 2);
  expect(seal?.box.y).toBeCloseTo(152 / 297, 2);
  expect(seal?.arc.length).toBeGreaterThan(0);
});

test("a seal that is itself a page of OFD is drawn too", async () => {
  const inner = await ofd([{ pictures: [{ bytes: sealPng(46), xMm: 0, yMm: 0, widthMm: 210, heightMm: 297 }] }]);
  const signature = { page: 1, signedValue: signedValue("ofd", inner) };
  const { pages } = await readDocument(
    await ofd([{ layout: layouts[0] ?? never() }], [{ ...signature, boundary: [120, 150, 46, 46] }]),
    "ofd",
  );
  expect(pages[0]?.seals.length).toBe(1);
});

test("a scan is read by OCR and its seal found, as in a PDF", async () => {
  const random = seededRandom(3);
  const canvas = drawPage(layouts[1] ?? never(), DPI);
  const place = { xMm: 140, yMm: 100, dpi: DPI, rotationDeg: 6, ink: 0.8, random };
  drawSeal(canvas.getContext("2d"), { name: NAME, kind: "official", diameterMm: 42 }, place);
  const scan = await scanPage(canvas, DPI, officeScanner(random), random);
  const picture = { bytes: scan, xMm: 0, yMm: 0, widthMm: 210, heightMm: 297 };
  const { pages } = await readDocument(await ofd([{ pictures: [picture] }]), "ofd");
  expect(pages[0]?.textSource).toBe("ocr");
  expect(texts(pages[0]).join("")).toContain("单位意见");
  expect(pages[0]?.seals[0]?.diameterMm).toBeCloseTo(42, 0);
});

test("one object may hold several lines and a column", async () => {
  const lines = `<ofd:TextCode X="0" Y="5" DeltaX="5 5 -10 5 5" DeltaY="g 2 0 8 g 2 0">一二三四五六</ofd:TextCode>`;
  const column = `<ofd:TextCode X="50" Y="5" DeltaX="0 0" DeltaY="g 2 5">购买方</ofd:TextCode>`;
  const { pages } = await readDocument(await ofdOf(textObject(lines) + textObject(column)), "ofd");
  expect(texts(pages[0]).sort()).toEqual(["一二三", "四五六", "购买方"].sort());
});

test.each<[why: string, make: () => Promise<Buffer>, code: string]>([
  ["an encrypted one", () => zipOf({ "OFD.xml": "<OFD/>", "Encryptions.xml": "<E/>" }), "encrypted"],
  ["one without pages", () => zipOf({ "OFD.xml": "<OFD/>" }), "damaged"],
  ["one cut in half", async () => (await ofd([{}])).subarray(0, 500), "damaged"],
  ["a page of too many objects", () => ofdOf("<ofd:PathObject/>".repeat(limits.ofdObjects + 1)), "over-limit"],
  [
    "… of composites that hold nothing",
    () => ofdOf("<ofd:CompositeObject/>".repeat(limits.ofdObjects + 1)),
    "over-limit",
  ],
  ["a page that is no XML", () => ofdOf("<a>"), "damaged"],
])("refuses %s with a reason", async (_why, make, code) => {
  const { pages, notes } = await readDocument(await make(), "ofd");
  expect([pages, notes.map((note) => note.code)]).toEqual([[], [code]]);
});

const textObject = (codes: string) => `<ofd:TextObject Boundary="20 20 100 40" Size="5">${codes}</ofd:TextObject>`;

function never(): never {
  throw new Error("the form has two pages");
}
