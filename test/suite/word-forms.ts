import { FORM_FIELDS, type FormValues, LABELS } from "../../src/demo/makers/form-values.ts";
import JSZip from "jszip";
import { docxOf as bareDocx, paragraphs, table, wide } from "../makers/docx.ts";

export const TITLE = "“网络安全服务阳光行动”成员单位申请表";
type Field = keyof FormValues;

/** XML's own signs in what people write (A&B, <5%). */
export const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** The opinion's cell as 附件1 has it: the words, the place for the seal, the date. */
export const opinionCell = (values: FormValues): string =>
  `${values.opinion}\n单位公章：\n申请日期：${values.applicationDate}`;

/** Those with a row of their own between the pairs and the opinion. */
const LONG = FORM_FIELDS.slice(FORM_FIELDS.indexOf("postalAddress"), FORM_FIELDS.indexOf("opinion"));

/** 附件1's rows as label and value, two pairs in a row where the form has them so. */
export function formRows(values: FormValues, label: (field: Field) => string = (field) => LABELS[field]): string[][] {
  const pair = (field: Field): [string, string] => [label(field), values[field]];
  return [
    pair("unitName"),
    [...pair("contact"), ...pair("mobile")],
    [...pair("position"), ...pair("email")],
    ...LONG.map(pair),
    [label("opinion"), opinionCell(values)],
  ];
}

/** One label and its value in a row. */
export function singleRows(values: FormValues, label: (field: Field) => string = (field) => LABELS[field]): string[][] {
  return FORM_FIELDS.filter((field) => field !== "applicationDate").map((field) => [
    label(field),
    field === "opinion" ? opinionCell(values) : values[field],
  ]);
}

/** With the parts that tell a .docx from any other zip. `mainType`: e.g. a template's. */
export async function docxOf(body: string, mainType = "document"): Promise<Buffer> {
  const zip = await JSZip.loadAsync(await bareDocx(body));
  const type = `application/vnd.openxmlformats-officedocument.wordprocessingml.${mainType}.main+xml`;
  zip.file(
    "[Content_Types].xml",
    `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${type}"/></Types>`,
  );
  zip.file(
    "_rels/.rels",
    `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
  );
  // Otherwise the clock's, and the same seed would not give the same bytes.
  zip.forEach((_, file) => (file.date = new Date("2022-11-18T08:00:00Z")));
  return zip.generateAsync({ type: "nodebuffer", compression: "DEFLATE" });
}

/** Rows in Word's own spans: a value that stands alone runs over three columns. */
export function spanned(rows: string[][]): string {
  return table(
    ...rows.map((row) => (row.length === 2 ? [escape(row[0] ?? ""), wide(escape(row[1] ?? ""), 3)] : row.map(escape))),
  );
}

export const plainTable = (rows: string[][]): string => table(...rows.map((row) => row.map(escape)));

/** A .docx with the form's head and the given XML under it. */
export const formWith = (body: string): Promise<Buffer> => docxOf(paragraphs(`附件 1:\n${TITLE}`) + body);
