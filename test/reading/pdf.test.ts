import PDFDocument from "pdfkit";
import { expect, test } from "vitest";
import { declarationPages } from "../../src/demo/makers/declaration-pages.ts";
import { formPages } from "../../src/demo/makers/form-pages.ts";
import { BLANK_FORM } from "../../src/demo/makers/form-values.ts";
import { textPdf } from "../../src/demo/makers/pdf.ts";
import { openPdf, type OpenPdf } from "../../src/reading/pdf.ts";
import { openText } from "../../src/reading/pdf-text.ts";
import { GBK_PAGE, GBK_TEXT, pdfByHand, stream } from "./pdf-by-hand.ts";

const values = { ...BLANK_FORM, unitName: "北京某某科技有限公司", contact: "李晓明", mobile: "13800138000" };

test("a form's cells are lines of their own, in reading order, where they stand", async () => {
  const text = await openText(await textPdf(formPages(values)));
  const { lines, widthMm, heightMm } = await text.page(1);
  await text.close();
  expect([widthMm, heightMm].map(Math.round)).toEqual([210, 297]);
  const read = lines.map((line) => line.text);
  expect(read.slice(1, 8)).toEqual([
    "“网络安全服务阳光行动”成员单位申请表",
    "单位名称",
    "北京某某科技有限公司",
    "联系人",
    "李晓明",
    "手机",
    "13800138000",
  ]);
  const label = lines.find((line) => line.text === "手机");
  expect(label?.box.x).toBeCloseTo(0.518, 2);
  expect(label?.box.y).toBeCloseTo(0.216, 2);
  expect(label?.confidence).toBe(1);
});

test("a line set in several runs is one line", async () => {
  const text = await openText(await textPdf(declarationPages("2022 年 11 月 18 日")));
  expect((await text.page(1)).lines.at(-1)?.text).toBe("日 期: 2022 年 11 月 18 日");
});

test.each([
  { page: "", size: [106, 141], x: 0.1, y: 0.207, why: "as it is" },
  { page: "/Rotate 90", size: [141, 106], x: 0.743, y: 0.1, why: "the page is turned, and the words with it" },
  { page: "/Rotate 180", size: [106, 141], x: 0.633, y: 0.743, why: "upside down" },
  { page: "/UserUnit 2", size: [212, 282], x: 0.1, y: 0.207, why: "a unit is 2/72 inch (ISO 32000-1, 14.11.2)" },
])("reads Chinese in a face that is not embedded, page $page: $why", async ({ page, size, x, y }) => {
  const text = await openText(pdfByHand(`${GBK_PAGE} ${page}`, GBK_TEXT));
  const { lines, widthMm, heightMm } = await text.page(1);
  expect([widthMm, heightMm].map(Math.round)).toEqual(size);
  expect(lines.map((line) => line.text)).toEqual(["单位名称"]);
  expect(lines[0]?.box.x).toBeCloseTo(x, 2);
  expect(lines[0]?.box.y).toBeCloseTo(y, 2);
});

test.each([
  ["/Subtype /FreeText /Contents (ACME Ltd) /DA (/Helv 12 Tf)", "a note laid on the page"],
  ["/Subtype /Widget /FT /Tx /T (unit) /V (ACME Ltd) /DA (/Helv 12 Tf)", "a form field"],
])("what a viewer's user wrote over the page is text: %s, %s", async (annotation) => {
  const page = "/MediaBox [0 0 300 400] /Annots [4 0 R]";
  const written = `<< /Type /Annot ${annotation} /Rect [30 280 150 300] /F 4 >>`;
  const text = await openText(pdfByHand(page, [written], "/AcroForm << /Fields [4 0 R] >>"));
  const [line] = (await text.page(1)).lines;
  expect(line?.text).toBe("ACME Ltd");
  expect(line?.box.x).toBeCloseTo(0.1, 2);
  expect(line?.box.y).toBeCloseTo(0.25, 2);
});

test("a signature field's appearance is drawn", async () => {
  const signature =
    "<< /Type /Annot /Subtype /Widget /FT /Sig /T (seal) /Rect [100 100 200 200] /F 4 /AP << /N 5 0 R >> >>";
  const look = stream("1 0 0 rg 0 0 100 100 re f", "/Type /XObject /Subtype /Form /BBox [0 0 100 100]");
  const page = "/MediaBox [0 0 300 400] /Annots [4 0 R]";
  const pdf = await opened(pdfByHand(page, [signature, look], "/AcroForm << /Fields [4 0 R] /SigFlags 3 >>"));
  const { width, height, rgb, dpi } = await pdf.render(1, 72);
  pdf.close();
  expect([width, height, dpi]).toEqual([300, 400, 72]);
  const middle = (250 * width + 150) * 3;
  expect([...rgb.subarray(middle, middle + 3)]).toEqual([255, 0, 0]);
});

test("an enormous page is drawn with fewer dpi", async () => {
  const pdf = await opened(pdfByHand("/MediaBox [0 0 14000 14000]"));
  const { width, height, dpi } = await pdf.render(1, 150);
  expect(width * height).toBeLessThanOrEqual(12_000_000);
  expect(dpi).toBeCloseTo((width / 14000) * 72, 0);
});

test.each([
  [() => pdfWithPassword(), "encrypted", "it asks for a password"],
  [() => Promise.resolve(Buffer.from("%PDF-1.7\nnothing of the kind")), "damaged", "it has no objects"],
  [() => Promise.resolve(Buffer.from("not a PDF")), "damaged", "it is something else"],
])("a PDF that cannot be opened is a note: %#. %s", async (make, code) => {
  expect(await openPdf(await make())).toMatchObject({ code });
});

async function opened(bytes: Buffer): Promise<OpenPdf> {
  const pdf = await openPdf(bytes);
  if (!("pageCount" in pdf)) throw new Error(pdf.detail);
  return pdf;
}

async function pdfWithPassword(): Promise<Buffer> {
  const pdf = new PDFDocument({ userPassword: "secret", pdfVersion: "1.7" });
  const chunks: Buffer[] = [];
  pdf.on("data", (chunk: Buffer) => chunks.push(chunk));
  const finished = new Promise((resolve) => pdf.on("end", resolve));
  pdf.text("x").end();
  await finished;
  return Buffer.concat(chunks);
}
