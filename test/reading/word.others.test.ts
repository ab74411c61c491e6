import { describe, expect, test } from "vitest";
import type { FileKind, WordBlock } from "../../src/domain/facts.ts";
import { BLANK_FORM } from "../../src/demo/makers/form-values.ts";
import { readDocument } from "../../src/reading/document.ts";
import { sniffKind } from "../../src/reading/kinds.ts";
import { limits } from "../../src/reading/limits.ts";
import { wordDoc } from "../makers/doc.ts";
import { formBlocks } from "../makers/form-blocks.ts";
import { html, htmlText, mhtml } from "../makers/html.ts";
import { odt, odtOf, odtParagraphs, odtTable } from "../makers/odt.ts";
import { asGbk, rtf, rtfOf, rtfTable } from "../makers/rtf.ts";
import { xlsx } from "../makers/xlsx.ts";
import { gbk } from "../makers/charsets.ts";
import { zipOf } from "../makers/zip.ts";

const form = formBlocks({
  ...BLANK_FORM,
  unitName: "北京某某科技有限公司",
  contact: "李晓明 “\\{}” <&>",
  opinion: "同意。",
  applicationDate: "2022年11月18日",
});

test.each<[why: string, kind: FileKind, make: () => Buffer | Promise<Buffer>]>([
  ["Word 97–2003", "doc", () => wordDoc(form)],
  ["RTF in Unicode", "rtf", () => rtf(form)],
  ["RTF in GBK", "rtf", () => rtf(form, asGbk)],
  ["OpenDocument", "odt", () => odt(form)],
  ["a web page", "html", () => html(form)],
  ["a web page in GB 2312", "html", () => gbk(htmlText(form, "gb2312"))],
  ["a web page in UTF-16", "html", () => Buffer.from(`\ufeff${htmlText(form, "unicode")}`, "utf16le")],
  ["a web page with all that belongs to it in one file", "html", () => mhtml(form)],
])("reads the form in %s as in a .docx", async (_why, kind, make) => {
  const bytes = await make();
  expect(await sniffKind(bytes)).toBe(kind);
  const { word, notes } = await readDocument(bytes, kind);
  expect(notes).toEqual([]);
  expect(word?.dropped).toEqual([]);
  expect(word?.blocks).toEqual(form);
});

test.each<[why: string, make: (text: string) => Buffer]>([
  ["UTF-8 without a mark", (text) => Buffer.from(text)],
  ["UTF-8 with one", (text) => Buffer.from(`\ufeff${text}`)],
  ["UTF-16, little end first", (text) => Buffer.from(`\ufeff${text}`, "utf16le")],
  ["UTF-16, big end first", (text) => Buffer.from(`\ufeff${text}`, "utf16le").swap16()],
  ["GBK", (text) => gbk(text)],
])("a text in %s is a paragraph a line, a row where there are tabs", async (_why, make) => {
  const bytes = make("申请表\r\n\r\n单位名称\t甲公司\n联系人：李晓明");
  const { word, notes } = await readDocument(bytes, "text");
  expect([word?.blocks, notes]).toEqual([
    [{ paragraph: "申请表" }, { table: [["单位名称", "甲公司"]] }, { paragraph: "联系人：李晓明" }],
    [],
  ]);
});

test("a workbook's sheet is a table, without the empty cells at the ends of its rows", async () => {
  const rows = [["单位名称", "甲公司", "", ""], [], ["联系人", "", "手机", "138"]];
  const { word, notes } = await readDocument(await xlsx(rows), "xlsx");
  expect([word?.blocks, notes]).toEqual([
    [
      {
        table: [
          ["单位名称", "甲公司"],
          ["联系人", "", "手机", "138"],
        ],
      },
    ],
    [],
  ]);
});

const blocksOf = async (bytes: Buffer, kind: FileKind): Promise<WordBlock[] | undefined> =>
  (await readDocument(bytes, kind)).word?.blocks;
const lines = (...texts: string[]) => texts.map((paragraph) => ({ paragraph }));
const par = "\\par\n";

describe("RTF", () => {
  test.each<[why: string, code: string, blocks: WordBlock[]]>([
    [
      "stand-ins of \\u are skipped, as many as \\uc says",
      `\\uc1\\u30002 ?\\uc2\\u-26126\\'b5\\'a5\\uc0\\u20844 x`,
      lines("甲駲公x"),
    ],
    [
      "two bytes of one character, the second written plainly",
      "{\\f13 \\'81A\\'b5\\'a5}",
      lines("両单".replace("両", "丄")),
    ],
    ["quotation marks of a Western font", "{\\f0 \\'93a\\'94}\\ldblquote b\\rdblquote", lines("“a”“b”")],
    ["deleted text is gone, inserted text is there", "a{\\deleted b}{\\revised c}d", lines("acd")],
    ["a field shows its result", "{\\field{\\*\\fldinst HYPERLINK x}{\\fldrslt site}}", lines("site")],
    [
      "destinations that may be ignored are",
      "a{\\*\\unknown b{c}}{\\*\\bkmkstart d}e{\\header f}{\\footnote g}{\\pict 00ff}",
      lines("ae"),
    ],
    ["binary data may hold braces", "a{\\pict\\bin4 }}}}}b", lines("ab")],
    ["text of which an ANSI copy goes before", "{\\upr{?}{\\*\\ud{\\u21333 ?}}}", lines("单")],
    ["tabs, line breaks, symbols", "a\\tab b\\line c\\~d\\_e\\-f\\emdash g", lines("a\tb\nc d-ef—g")],
    [
      "a text box stands behind its paragraph",
      `a{\\shp{\\*\\shpinst{\\sp{\\sn x}{\\sv y}}{\\shptxt\\pard box${par}}}{\\shprslt box}}b${par}`,
      lines("ab", "box"),
    ],
    ["a paragraph's mark that is deleted joins two", `a{\\deleted${par}}b`, lines("ab")],
    [
      "a table within a cell becomes its lines",
      `\\trowd\\cellx1\\cellx2\\pard\\intbl x\\cell\\pard\\intbl\\itap2 1\\nestcell 2\\nestcell{\\*\\nesttableprops\\trowd\\nestrow}{\\nonesttables${par}}\\pard\\intbl after\\cell\\row`,
      [{ table: [["x", "1\t2\nafter"]] }],
    ],
    [
      "two tables with a paragraph between",
      `${rtfTable([["a", "b"]])}mid${par}${rtfTable([["c"]])}`,
      [{ table: [["a", "b"]] }, ...lines("mid"), { table: [["c"]] }],
    ],
  ])("%s", async (_why, code, blocks) => {
    expect(await blocksOf(rtfOf(code), "rtf")).toEqual(blocks);
  });

  test("what is cut short is kept as far as it goes, and said", async () => {
    const { word, notes } = await readDocument(rtfOf(`a${par}{b`).subarray(0, -1), "rtf");
    expect([word?.blocks, notes.map(({ code }) => code)]).toEqual([lines("a", "b"), ["damaged"]]);
  });
});

describe("OpenDocument", () => {
  const p = (xml: string) => `<text:p>${xml}</text:p>`;
  test.each<[why: string, xml: string, blocks: WordBlock[]]>([
    [
      "spaces, tabs and breaks are elements",
      p('a<text:s text:c="2"/>b<text:tab/>c<text:line-break/>d'),
      lines("a  b\tc\nd"),
    ],
    ["a billion spaces are forty", p('a<text:s text:c="1000000000"/>b'), lines(`a${" ".repeat(40)}b`)],
    [
      "deleted text does not count, inserted text does",
      `<text:tracked-changes><text:changed-region><text:deletion>${p("gone")}</text:deletion></text:changed-region></text:tracked-changes>${p('a<text:change text:change-id="x"/>b')}`,
      lines("ab"),
    ],
    [
      "notes, comments and prompts are no text",
      p(
        "a<text:note><text:note-body><text:p>n</text:p></text:note-body></text:note><office:annotation><text:p>c</text:p></office:annotation><text:placeholder>&lt;x&gt;</text:placeholder>b",
      ),
      lines("ab"),
    ],
    [
      "a text box stands behind its paragraph",
      p(`a<draw:frame><draw:text-box>${p("box")}${odtTable([["c", "d"]])}</draw:text-box></draw:frame>b`),
      [...lines("ab", "box"), { table: [["c", "d"]] }],
    ],
    [
      "a form's control shows its value",
      `<office:forms><form:form><form:text form:id="c1" form:current-value="李"/><form:checkbox form:id="c2" form:current-state="checked"/></form:form></office:forms>${p('联系人<draw:control draw:control="c1"/><draw:control draw:control="c2"/>')}`,
      lines("联系人李☑"),
    ],
    [
      "lists and sections",
      `<text:section><text:list><text:list-item>${p("a")}</text:list-item></text:list></text:section>`,
      lines("a"),
    ],
    [
      "merged cells are given once, covered rows keep their columns",
      `<table:table><table:table-row><table:table-cell table:number-rows-spanned="2">${p("a")}</table:table-cell><table:table-cell table:number-columns-spanned="2">${p("b")}</table:table-cell><table:covered-table-cell/></table:table-row><table:table-row><table:covered-table-cell/><table:table-cell>${p("c")}</table:table-cell><table:table-cell>${p("d")}</table:table-cell></table:table-row></table:table>`,
      [
        {
          table: [
            ["a", "b"],
            ["", "c", "d"],
          ],
        },
      ],
    ],
    [
      "a table within a cell becomes its lines",
      `<table:table><table:table-row><table:table-cell>${p("x")}</table:table-cell><table:table-cell>${odtTable([["1", "2"]])}${p("y")}</table:table-cell></table:table-row></table:table>`,
      [{ table: [["x", "1\t2\ny"]] }],
    ],
  ])("%s", async (_why, xml, blocks) => {
    expect(await blocksOf(await odtOf(xml), "odt")).toEqual(blocks);
  });
});

describe("a web page", () => {
  test.each<[why: string, page: string, blocks: WordBlock[]]>([
    ["white space folds, elements end lines", "<p>a \n b<br>c<p>d<div>e</div>f", lines("a b\nc", "d", "e", "f")],
    [
      "what is not shown is no text",
      "<title>t</title><style>s</style><script>x</script><p>a<del>gone</del><!-- c -->b",
      lines("ab"),
    ],
    [
      "merged cells",
      "<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d</table>",
      [
        {
          table: [
            ["a", "b"],
            ["", "c", "d"],
          ],
        },
      ],
    ],
    ["a table for the layout only", "<table><tr><td><table><tr><td>a<td>b</table></table>", [{ table: [["a", "b"]] }]],
    [
      "fields of a form",
      '<p>姓名<input value="李"><input type=checkbox checked><input type=hidden value=x>',
      lines("姓名李☑"),
    ],
  ])("%s", async (_why, page, blocks) => {
    expect(await blocksOf(Buffer.from(page), "html")).toEqual(blocks);
  });
});

const encryption = '<manifest:encryption-data xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>';
const sheet = (cell: string) => `<worksheet><sheetData><row r="1">${cell}</row></sheetData></worksheet>`;

test.each<[why: string, kind: FileKind, make: () => Buffer | Promise<Buffer>, code: string]>([
  [
    "RTF nested deeper than any program does",
    "rtf",
    () => Buffer.from(`{\\rtf1 ${"{".repeat(limits.rtfDepth + 1)}`),
    "over-limit",
  ],
  ["RTF with more text than allowed", "rtf", () => rtfOf("x".repeat(limits.wordChars + 1)), "over-limit"],
  ["RTF without text", "rtf", () => rtfOf(""), "empty"],
  ["OpenDocument with a password", "odt", () => odtOf(odtParagraphs("x"), encryption), "encrypted"],
  ["OpenDocument of too many tags", "odt", () => odtOf("<text:p/>".repeat(limits.docxTags)), "over-limit"],
  ["OpenDocument cut in half", "odt", async () => (await odt(form)).subarray(0, 900), "damaged"],
  [
    "a drawing called .odt",
    "odt",
    () => zipOf({ "content.xml": "<x/>", "META-INF/manifest.xml": "<x/>" }),
    "unsupported-kind",
  ],
  [
    "OpenDocument that unpacks to too much",
    "odt",
    () => odtOf(`<!--${"x".repeat(limits.packageBytes)}-->`),
    "over-limit",
  ],
  ["a web page of too many levels", "html", () => Buffer.from("<div>".repeat(limits.htmlDepth + 1)), "over-limit"],
  ["a text longer than a book", "text", () => Buffer.from("一".repeat(limits.wordChars + 1)), "over-limit"],
  ["a text of blank lines", "text", () => Buffer.from(" \r\n\n"), "empty"],
  ["a web page without text", "html", () => Buffer.from("<html><body><img src=x></body></html>"), "empty"],
  [
    "a sheet with a cell at its far corner",
    "xlsx",
    () => zipOf({ "xl/workbook.xml": "<workbook/>", "xl/worksheets/sheet1.xml": sheet('<c r="XFD1048576"/>') }),
    "over-limit",
  ],
  ["a workbook cut in half", "xlsx", async () => (await xlsx([["a"]])).subarray(0, 900), "damaged"],
])("refuses %s with a reason", async (_why, kind, make, code) => {
  const { word, notes } = await readDocument(await make(), kind);
  expect([word, notes.map((note) => note.code)]).toEqual([null, [code]]);
});
