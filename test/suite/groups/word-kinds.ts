import JSZip from "jszip";
import type { FormValues } from "../../../src/demo/makers/form-values.ts";
import { wordDoc } from "../../makers/doc.ts";
import { formBlocks } from "../../makers/form-blocks.ts";
import { html, htmlText, mhtml } from "../../makers/html.ts";
import { odt } from "../../makers/odt.ts";
import { asGbk, rtf } from "../../makers/rtf.ts";
import { xlsx } from "../../makers/xlsx.ts";
import { gbk } from "../../makers/charsets.ts";
import type { Case } from "../case.ts";
import { ALL, type Application, applies, formWord, type Sent } from "../made.ts";
import { valuesOf, wordForm } from "../papers.ts";
import { docxOf, formRows, spanned, TITLE } from "../word-forms.ts";
import { paragraphs } from "../../makers/docx.ts";

type Kind = [
  name: string,
  why: string,
  file: string,
  build: (values: FormValues) => Buffer | Promise<Buffer>,
  otherwise?: Application,
];

/** 《申请表》WORD版 in every kind of file that a word processor writes, and under every name. */
export function wordKinds(): Case[] {
  return [...KINDS, ...MISNAMED, ...NOT_WORD].map(([name, why, file, build, otherwise]) => ({
    name: `word/${name}`,
    why,
    make: async (kit) => {
      const content = await build(valuesOf(kit.company));
      return applies(kit, { word: formWord(file, content), ...otherwise, ...notWord(otherwise, file, content) });
    },
  }));
}

/** Where the truth is that it is no Word file, its medium is another too. */
function notWord(otherwise: Application | undefined, name: string, content: Buffer): { word?: Sent } {
  if (otherwise === undefined) return {};
  return { word: { name, content, is: otherwise.must ? [{ document: "application-form", medium: "other" }] : [] } };
}

const macro = "application/vnd.ms-word.document.macroEnabled.main+xml";
const template = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml";

const KINDS: Kind[] = [
  ["docx", "the notice's own blank form filled in", "附件1-申请表.docx", (values) => wordForm(values)],
  ["docm", "with macros allowed", "申请表.docm", (values) => typed(values, macro)],
  ["dotx", "saved as a template", "申请表.dotx", (values) => typed(values, template)],
  ["doc", "Word 97", "申请表.doc", (values) => wordDoc(formBlocks(values))],
  ["wps", "Kingsoft's .wps is Word's format under another name", "申请表.wps", (values) => wordDoc(formBlocks(values))],
  ["rtf", "rich text in Unicode", "申请表.rtf", (values) => rtf(formBlocks(values))],
  ["rtf-gbk", "rich text in GBK, named .doc as WordPad did", "申请表.doc", (values) => rtf(formBlocks(values), asGbk)],
  ["odt", "LibreOffice's own format", "申请表.odt", (values) => odt(formBlocks(values))],
];

const MISNAMED: Kind[] = [
  ["docx-named-doc", "renamed so that old machines open it", "申请表.doc", (values) => wordForm(values)],
  ["doc-named-docx", "renamed the other way round", "申请表.docx", (values) => wordDoc(formBlocks(values))],
  ["docx-named-pdf", "a Word file named .pdf", "申请表.pdf", (values) => wordForm(values)],
  ["docx-without-name", "no extension", "申请表", (values) => wordForm(values)],
  ["docx-named-zip", "a mail program that sees a zip in every .docx", "申请表.zip", (values) => wordForm(values)],
  ["docx-named-tmp", "sent from the office program's lock folder", "~WRD0001.tmp", (values) => wordForm(values)],
  ["odt-named-doc", "LibreOffice's file renamed", "申请表.doc", (values) => odt(formBlocks(values))],
  ["rtf-named-docx", "rich text named .docx", "申请表.docx", (values) => rtf(formBlocks(values))],
];

/** Whoever opens it with Word sees a form, and cannot tell: Word itself saves such pages under .doc. */
const LOOKS_LIKE_WORD: Application = {
  statuses: [["satisfied", "defective"], ...ALL.slice(1)] as Application["statuses"] & object,
  may: ["not-a-word"],
};
const NO_WORD: Application = { statuses: ["defective", "satisfied", "satisfied"], must: ["not-a-word"] };

const NOT_WORD: Kind[] = [
  [
    "html-named-doc",
    "a web page that Word saved as .doc",
    "申请表.doc",
    (values) => html(formBlocks(values)),
    LOOKS_LIKE_WORD,
  ],
  [
    "mht-named-doc",
    "a web archive that Word saved as .doc",
    "申请表.doc",
    (values) => mhtml(formBlocks(values)),
    LOOKS_LIKE_WORD,
  ],
  ["html", "a web page", "申请表.html", (values) => html(formBlocks(values)), NO_WORD],
  ["html-gbk", "a web page in GBK", "申请表.htm", (values) => gbk(htmlText(formBlocks(values), "gb2312")), NO_WORD],
  [
    "xlsx",
    "the form copied into a spreadsheet",
    "申请表.xlsx",
    (values) => xlsx([[TITLE], ...formRows(values)]),
    NO_WORD,
  ],
];

async function typed(values: FormValues, mainType: string): Promise<Buffer> {
  const zip = await JSZip.loadAsync(await docxOf(paragraphs(TITLE) + spanned(formRows(values))));
  const types = (await zip.file("[Content_Types].xml")?.async("string")) ?? "";
  zip.file("[Content_Types].xml", types.replace(/ContentType="[^"]+\.main\+xml"/, `ContentType="${mainType}"`));
  return zip.generateAsync({ type: "nodebuffer", compression: "DEFLATE" });
}
