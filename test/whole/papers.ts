import { buffer } from "node:stream/consumers";
import JSZip from "jszip";
import PDFDocument from "pdfkit";
import { formOf, sealOf, type Company } from "../../src/demo/company.ts";
import { declarationPages } from "../../src/demo/makers/declaration-pages.ts";
import { formPages } from "../../src/demo/makers/form-pages.ts";
import { BLANK_FORM } from "../../src/demo/makers/form-values.ts";
import { BODY, drawPage, emptyPage, INNER_MM, MARGIN, type PageLayout, setText } from "../../src/demo/makers/page.ts";
import { scanPdf, textPdf } from "../../src/demo/makers/pdf.ts";
import { seededRandom, seedOf } from "../../src/demo/makers/random.ts";
import { officeScanner, scanPage } from "../../src/demo/makers/scan.ts";
import { drawSeal, type SealSpec } from "../../src/demo/makers/seal.ts";
import { electronic, wordForm } from "../../src/demo/papers.ts";

export const SIGNED = "2022 年 11 月 25 日";

export const word = (company: Company): Promise<Buffer> => wordForm(formOf(company, SIGNED));

/** With a text layer and a pasted seal: nothing for OCR to do. */
export const formPdf = (company: Company): Promise<Buffer> =>
  electronic(formPages(formOf(company, SIGNED)), sealOf(company));

export const declarationPdf = (company: Company): Promise<Buffer> =>
  electronic([declarationPages(SIGNED)[0]], sealOf(company));

/** The declaration's first page as a JPEG of the scanner. */
export async function declarationPicture(company: Company): Promise<Buffer> {
  const [page] = await scans([declarationPages(SIGNED)[0]], sealOf(company));
  if (!page) throw new Error("one page in, one page out");
  return page;
}

/** `seal` null: nobody stamped it. */
export async function scannedForm(company: Company, seal: SealSpec | null): Promise<Buffer> {
  return scanPdf(await scans(formPages(formOf(company, SIGNED)), seal));
}

export async function scannedDeclaration(seal: SealSpec): Promise<Buffer> {
  return scanPdf(await scans([declarationPages(SIGNED)[0]], seal));
}

/** Form and declaration laid on the scanner's feeder together. */
export async function bothInOneScan(company: Company): Promise<Buffer> {
  const pages = [...formPages(formOf(company, SIGNED)), declarationPages(SIGNED)[0]];
  return scanPdf(await scans(pages, sealOf(company)));
}

/** An early draft of the Word form: blanks, and example texts of the template. */
export async function draft(company: Company): Promise<Buffer> {
  const { qualifications, workforce } = BLANK_FORM;
  return wordForm({ ...formOf(company, SIGNED), mobile: "", postalAddress: "", qualifications, workforce });
}

export async function zipOf(files: Record<string, Promise<Buffer>>): Promise<Buffer> {
  const zip = new JSZip();
  for (const [name, content] of Object.entries(files)) zip.file(`申请材料/${name}`, await content);
  return zip.generateAsync({ type: "nodebuffer" });
}

const SCAN_DPI = 150;

async function scans(layouts: PageLayout[], seal: SealSpec | null): Promise<Buffer[]> {
  const random = seededRandom(seedOf(`scans ${seal?.name ?? ""}`));
  const look = officeScanner(random);
  const jpegs: Buffer[] = [];
  for (const layout of layouts) {
    const page = drawPage(layout, SCAN_DPI);
    if (seal !== null && layout.sealAt !== null) {
      const imprint = { ...layout.sealAt, dpi: SCAN_DPI, rotationDeg: 8, ink: 0.9, random };
      drawSeal(page.getContext("2d"), seal, imprint);
    }
    jpegs.push(await scanPage(page, SCAN_DPI, look, random));
  }
  return jpegs;
}

const NOTICE = `关于征集“网络安全服务阳光行动”成员单位的通知
CCIA 秘[2022]056 号
各会员单位：
现面向各会员单位征集成员单位。有关事项通知如下：
一、申请条件
1. 中国网络安全产业联盟会员单位。
二、申请方式
1. 填写《“网络安全服务阳光行动”成员单位申请表》并加盖单位公章（见附件1）。
4. 《申请表》盖章纸质版、《宣言》盖章纸质版邮寄至 CCIA 秘书处。
5. 联盟对申请材料进行审核，审核通过发放“网络安全服务阳光行动”成员单位证书。`;

/** The notice itself, which an applicant attached in place of the declaration. */
export async function noticePdf(): Promise<Buffer> {
  const page = emptyPage();
  let topMm = MARGIN.topMm;
  for (const line of NOTICE.split("\n")) {
    topMm = setText(page, line, { xMm: MARGIN.sideMm, topMm, widthMm: INNER_MM }, BODY);
  }
  return textPdf([page]);
}

/** Opens with a password only. */
export async function encryptedPdf(): Promise<Buffer> {
  const pdf = new PDFDocument({ userPassword: "ccia2022", info: { CreationDate: new Date("2022-11-25T08:00:00Z") } });
  pdf.text("locked").end();
  return buffer(pdf);
}

/** What is left of a PDF whose sending broke off, its middle overwritten. */
export async function damagedPdf(): Promise<Buffer> {
  const whole = await noticePdf();
  return Buffer.concat([whole.subarray(0, 20), Buffer.alloc(4000, 0x23)]);
}
