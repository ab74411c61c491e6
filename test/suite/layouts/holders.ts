import { type FormValues, LABELS } from "../../../src/demo/makers/form-values.ts";
import { paragraphs, run, table, textBox } from "../../makers/docx.ts";
import { escape, formRows, formWith, spanned } from "../word-forms.ts";
import { type Field, type Layout, spannedCells } from "./layout.ts";

const inCell = (field: Field, xml: (text: string) => string) => (values: FormValues) =>
  formWith(table(...spannedCells(formRows(values), field, xml(escape(values[field])))));

const everyValue = (xml: (text: string) => string) => (values: FormValues) =>
  formWith(
    table(
      ...formRows(values).map((row) =>
        row.map((cell, at) => (at % 2 === 0 || row[0] === LABELS.opinion ? escape(cell) : xml(escape(cell)))),
      ),
    ),
  );

const inParagraph = (inside: string) => `<w:p>${inside}</w:p>`;
const lines = (text: string, each: (line: string) => string) => text.split("\n").map(each).join("");
const legacyField = (text: string) =>
  `<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="T"/><w:textInput/></w:ffData></w:fldChar></w:r><w:r><w:instrText xml:space="preserve"> FORMTEXT </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run(text)}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
const BY = 'w:id="7" w:author="a" w:date="2022-11-18T09:00:00Z"';

function everyValueOf(field: Field, xml: (text: string) => string) {
  return (values: FormValues): Promise<Buffer> =>
    formWith(
      table(
        ...formRows(values).map((row) =>
          row.map((cell, at) => (at % 2 === 1 && row[at - 1] === LABELS[field] ? xml(escape(cell)) : escape(cell))),
        ),
      ),
    );
}

/** `table` puts what is no cell into one; here the control stands around the cell. */
function aroundCells(values: FormValues): string {
  const control = (text: string) =>
    `<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent><w:tc>${paragraphs(escape(text))}</w:tc></w:sdtContent></w:sdt>`;
  const label = (text: string) => `<w:tc>${paragraphs(escape(text))}</w:tc>`;
  const rows = formRows(values).map(
    (row) => `<w:tr>${row.map((cell, at) => (at % 2 === 0 ? label(cell) : control(cell))).join("")}</w:tr>`,
  );
  return `<w:tbl>${rows.join("")}</w:tbl>`;
}

/** Values in boxes, controls, fields and tracked changes. */
export const holders: Layout[] = [
  [
    "text-box-with-fallback",
    "the address in a text box",
    inCell("postalAddress", (text) => inParagraph(textBox(text, true))),
  ],
  [
    "text-box-new",
    "the technical strengths in a text box without the older form",
    inCell("strengths", (text) => inParagraph(textBox(text, false))),
  ],
  [
    "text-box-vml",
    "a text box as Word 97 writes it",
    inCell("serviceScope", (text) =>
      inParagraph(
        `<w:r><w:pict><v:shape><v:textbox><w:txbxContent>${paragraphs(text)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>`,
      ),
    ),
  ],
  [
    "controls-in-lines",
    "every value in a content control within its paragraph",
    everyValue((text) =>
      lines(text, (line) =>
        inParagraph(`<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>${run(line)}</w:sdtContent></w:sdt>`),
      ),
    ),
  ],
  [
    "controls-in-cells",
    "every value in a content control around its paragraphs",
    everyValue(
      (text) => `<w:sdt><w:sdtPr><w:richText/></w:sdtPr><w:sdtContent>${paragraphs(text)}</w:sdtContent></w:sdt>`,
    ),
  ],
  ["controls-around-cells", "content controls around whole cells", (values) => formWith(aroundCells(values))],
  [
    "control-around-table",
    "a content control around the whole table",
    (values) =>
      formWith(
        `<w:sdt><w:sdtPr><w:docPartObj/></w:sdtPr><w:sdtContent>${spanned(formRows(values))}</w:sdtContent></w:sdt>`,
      ),
  ],
  [
    "legacy-fields",
    "every value in a legacy form field",
    everyValue((text) => lines(text, (line) => inParagraph(legacyField(line)))),
  ],
  [
    "tracked-insertions",
    "every value typed with changes tracked",
    everyValue((text) => lines(text, (line) => inParagraph(`<w:ins ${BY}>${run(line)}</w:ins>`))),
  ],
  [
    "tracked-corrections",
    "the example struck out, the value put in its place",
    everyValue((text) =>
      lines(text, (line) =>
        inParagraph(`<w:del ${BY}><w:r><w:delText>旧内容</w:delText></w:r></w:del><w:ins ${BY}>${run(line)}</w:ins>`),
      ),
    ),
  ],
  [
    "tracked-deleted-paragraph",
    "a paragraph struck out before the value",
    inCell(
      "strengths",
      (text) =>
        `<w:p><w:pPr><w:rPr><w:del ${BY}/></w:rPr></w:pPr><w:del ${BY}><w:r><w:delText>例：我公司在红蓝对抗领域</w:delText></w:r></w:del></w:p>${paragraphs(text)}`,
    ),
  ],
  [
    "moved-text",
    "text moved with changes tracked",
    inCell("serviceScope", (text) =>
      inParagraph(`<w:moveFrom ${BY}>${run("安全众测")}</w:moveFrom><w:moveTo ${BY}>${run(text)}</w:moveTo>`),
    ),
  ],
  [
    "mail-link",
    "the e-mail address is a link",
    everyValueOf("email", (text) => inParagraph(`<w:hyperlink r:id="rId9">${run(text)}</w:hyperlink>`)),
  ],
  [
    "mail-field-link",
    "the e-mail address is a HYPERLINK field",
    everyValueOf("email", (text) =>
      inParagraph(
        `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "mailto:${text}" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run(text)}<w:r><w:fldChar w:fldCharType="end"/></w:r>`,
      ),
    ),
  ],
  [
    "smart-tags",
    "names and places in smart tags",
    everyValueOf("postalAddress", (text) =>
      inParagraph(`<w:smartTag w:uri="urn:x" w:element="place">${run(text)}</w:smartTag>`),
    ),
  ],
  [
    "runs-in-pieces",
    "each character a run of its own, as after spell checking",
    everyValue((text) =>
      lines(text, (line) => inParagraph(Array.from(line, run).join('<w:proofErr w:type="spellStart"/>'))),
    ),
  ],
  [
    "hidden-remark",
    "a remark in hidden text beside the name",
    everyValueOf("unitName", (text) =>
      inParagraph(`${run(text)}<w:r><w:rPr><w:vanish/></w:rPr><w:t>内部编号007</w:t></w:r>`),
    ),
  ],
  [
    "whole-form-in-text-box",
    "the table as a whole in a text box",
    (values) =>
      formWith(
        inParagraph(
          `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>${spanned(formRows(values))}<w:p/></w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>`,
        ),
      ),
  ],
];
