import { docOf, paragraphs } from "../../makers/doc.ts";
import { oleFile } from "../../makers/ole.ts";
import { applePages, brokenXml, heic, lockedDocx, lockedPdf, noise } from "../../makers/spoiled.ts";
import { zipOf } from "../../makers/zip.ts";
import type { Case, Expected, Kit } from "../case.ts";
import { applies, extra, type Sent } from "../made.ts";
import { declarationPage, formPages, scanned, sealOf, valuesOf, wordForm } from "../papers.ts";

/** A paper came as a file that nobody can open: said so, with the reason, and never taken for missing. */
export function refusedFiles(): Case[] {
  return INSTEAD.map(instead);
}

type Paper = "word" | "form" | "declaration";
const PAPERS: Paper[] = ["word", "form", "declaration"];

/** One paper came as this file, which cannot be opened. `status`: defective where its name says what it is, else unsure. */
interface Instead {
  name: string;
  why: string;
  paper: Paper;
  file: (kit: Kit) => Promise<Sent> | Sent;
  status: Expected;
  must: string[];
  may?: string[];
}

export const LOCKED = ["document-encrypted"];
export const DAMAGED = ["document-damaged"];
export const EMPTY = ["document-empty"];
export const FOREIGN = ["document-unsupported-kind"];

const INSTEAD: Instead[] = [
  {
    name: "docx-password",
    why: "Word's own password",
    paper: "word",
    file: () => extra("附件1-申请表.docx", lockedDocx()),
    status: "defective",
    must: LOCKED,
  },
  {
    name: "docx-password-unnamed",
    why: "Word's own password, and its name does not tell what it is",
    paper: "word",
    file: () => extra("新建文档.docx", lockedDocx()),
    status: "unsure",
    must: LOCKED,
  },
  {
    name: "doc-password",
    why: "the password of an old Word",
    paper: "word",
    file: () => extra("申请表.doc", docOf(paragraphs("x"), { flags: 0x0100 })),
    status: "defective",
    must: LOCKED,
  },
  {
    name: "docx-cut",
    why: "the upload broke off",
    paper: "word",
    file: async ({ company }) => cut(extra("申请表.docx", await wordForm(valuesOf(company))), 0.6),
    status: "defective",
    must: DAMAGED,
  },
  {
    name: "docx-broken-xml",
    why: "a disk's fault within the form's text",
    paper: "word",
    file: async ({ company }) => extra("申请表.docx", await brokenXml(await wordForm(valuesOf(company)))),
    status: "defective",
    must: DAMAGED,
  },
  {
    name: "docx-empty",
    why: "a file of no bytes",
    paper: "word",
    file: () => extra("附件1：申请表（WORD版）.docx", Buffer.alloc(0)),
    status: "defective",
    must: EMPTY,
  },
  {
    name: "pages",
    why: "Apple's Pages, which only Apple reads",
    paper: "word",
    file: async () => extra("申请表.pages", await applePages()),
    status: "defective",
    must: FOREIGN,
  },
  {
    name: "login-page",
    why: "a web disk's login page saved under the form's name",
    paper: "word",
    file: () => extra("申请表.docx", Buffer.from("<!DOCTYPE html><html><body><p>登录后下载文件</p></body></html>")),
    // A person could say that the form is to be sent again, or look first.
    status: ["defective", "unsure"],
    must: [],
    may: ["*"],
  },
  {
    name: "pdf-password",
    why: "a password to open it",
    paper: "form",
    file: async (kit) => extra("申请表（盖章）.pdf", await lockedScan(kit, { userPassword: "2022" })),
    status: "defective",
    must: LOCKED,
  },
  {
    name: "pdf-password-declaration",
    why: "a password on the declaration",
    paper: "declaration",
    file: async (kit) => extra("附件2-宣言.pdf", await lockedScan(kit, { userPassword: "2022" })),
    status: "defective",
    must: LOCKED,
  },
  {
    name: "pdf-password-unnamed",
    why: "a password on a scan without a name",
    paper: "declaration",
    file: async (kit) => extra("扫描件0002.pdf", await lockedScan(kit, { userPassword: "2022" })),
    status: "unsure",
    must: LOCKED,
  },
  {
    name: "pdf-cut",
    why: "all but the head of the file is gone",
    paper: "form",
    file: () =>
      extra("申请表盖章版.pdf", Buffer.from("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog", "latin1")),
    status: "defective",
    must: DAMAGED,
  },
  {
    name: "pdf-zeros",
    why: "a file of the right length, all zeros",
    paper: "declaration",
    file: () => extra("宣言（盖章）.pdf", Buffer.alloc(180_000)),
    status: "defective",
    must: [],
    may: ["document-damaged", "document-unsupported-kind", "document-unreadable", "document-empty"],
  },
  {
    name: "pdf-empty",
    why: "a file of no bytes",
    paper: "declaration",
    file: () => extra("宣言.pdf", Buffer.alloc(0)),
    status: "defective",
    must: EMPTY,
  },
  {
    name: "empty-unnamed",
    why: "a file of no bytes, and its name does not tell what it is",
    paper: "declaration",
    file: () => extra("扫描件.pdf", Buffer.alloc(0)),
    status: "unsure",
    must: EMPTY,
  },
  {
    name: "heic",
    why: "a telephone's own kind of photo",
    paper: "form",
    file: () => extra("申请表盖章.heic", heic()),
    status: "defective",
    must: FOREIGN,
  },
  {
    name: "heic-unnamed",
    why: "a telephone's own kind of photo under the camera's name",
    paper: "declaration",
    file: () => extra("IMG_2208.HEIC", heic()),
    status: "unsure",
    must: FOREIGN,
  },
  {
    name: "jpeg-cut",
    why: "a photo of which only the head came",
    paper: "declaration",
    file: async (kit) => {
      const [page] = await scanned([declarationPage()], { seal: null, random: kit.random });
      return extra("宣言盖章.jpg", (page?.bytes ?? Buffer.alloc(0)).subarray(0, 400));
    },
    status: "defective",
    must: [],
    may: ["document-damaged", "document-unreadable"],
  },
  {
    name: "slides",
    why: "a presentation of the old kind",
    paper: "declaration",
    file: () => extra("宣言.ppt", oleFile({ "PowerPoint Document": Buffer.alloc(5000, 1) })),
    status: "defective",
    must: FOREIGN,
  },
  {
    name: "ceb",
    why: "Founder's Apabi, as offices once sent documents",
    paper: "declaration",
    file: () => extra("宣言盖章版.ceb", Buffer.concat([Buffer.from("Founder CEB 2.30\r\n\0\x02"), noise(9000)])),
    status: "defective",
    must: FOREIGN,
  },
  {
    name: "zip-of-one-cut",
    why: "a zip of which the end is gone, called after its paper",
    paper: "declaration",
    file: async () => cut(extra("宣言（盖章）.zip", await zipOf({ "x.pdf": noise(60_000) })), 0.5),
    status: "defective",
    must: DAMAGED,
  },
];

function instead({ name, why, paper, file, status, must, may = [] }: Instead): Case {
  return {
    name: `refusals/${name}`,
    why,
    make: async (kit) => {
      const statuses = PAPERS.map((one): Expected => (one === paper ? status : "satisfied"));
      return applies(kit, {
        [paper]: await file(kit),
        statuses: statuses as [Expected, Expected, Expected],
        ...(paper === "word" && { fields: null }),
        must,
        may,
      });
    },
  };
}

export const cut = (file: Sent, share: number): Sent => ({
  ...file,
  content: file.content.subarray(0, Math.floor(file.content.length * share)),
});

export async function lockedScan({ company, random }: Kit, lock: PDFKit.PDFDocumentOptions): Promise<Buffer> {
  const pictures = await scanned(formPages(valuesOf(company)), { seal: sealOf(company), random });
  return lockedPdf(
    pictures.map((one) => one.bytes),
    lock,
  );
}
