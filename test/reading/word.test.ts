import JSZip from "jszip";
import { describe, expect, test } from "vitest";
import { OBJECT } from "../../src/domain/facts.ts";
import { limits } from "../../src/reading/limits.ts";
import { readWord } from "../../src/reading/word.ts";
import {
  control,
  docxOf,
  field,
  hidden,
  merged,
  oldTextBox,
  paragraphs,
  picture,
  rowOf,
  run,
  table,
  textBox,
  wide,
} from "../makers/docx.ts";

async function read(body: string, parts: Record<string, string> = {}) {
  const { word, notes } = await readWord(await docxOf(body, parts), "docx");
  const { blocks, dropped, aside = [] } = word ?? {};
  return { blocks, dropped, aside, notes: notes.map((note) => note.code) };
}

const cell = (inside: string) => table(["单位名称", inside]);
const value = async (inside: string) => {
  const { blocks } = await read(cell(inside));
  const [block] = blocks ?? [];
  return block && "table" in block ? block.table[0]?.[1] : undefined;
};

describe("a .docx in blocks", () => {
  test("keeps the order of paragraphs and tables", async () => {
    const { blocks, notes } = await read(
      paragraphs("附件 1:") + table(["联系人", "张三", "手机", "13800138000"]) + paragraphs("完"),
    );
    expect(blocks).toEqual([
      { paragraph: "附件 1:" },
      { table: [["联系人", "张三", "手机", "13800138000"]] },
      { paragraph: "完" },
    ]);
    expect(notes).toEqual([]);
  });

  test("gives a merged cell once: across as one cell, down as an empty cell in the rows below", async () => {
    const { blocks } = await read(
      table(["单位名称", wide("某某公司", 3)], [merged("收入", "restart"), "2021"], [merged("", "continue"), "2020"]),
    );
    expect(blocks).toEqual([
      {
        table: [
          ["单位名称", "某某公司"],
          ["收入", "2021"],
          ["", "2020"],
        ],
      },
    ]);
  });

  test("lets the rows of a table that is there for the layout stand for themselves", async () => {
    const { blocks } = await read(table([table(["联系人", "张三"], ["职务", "经理"])]));
    expect(blocks).toEqual([
      {
        table: [
          ["联系人", "张三"],
          ["职务", "经理"],
        ],
      },
    ]);
  });
});

const del = (inside: string) => `<w:del w:id="1">${inside}</w:del>`;
const deleted = (text: string) => del(`<w:r><w:delText>${text}</w:delText></w:r>`);
const inserted = (text: string) => `<w:ins w:id="2">${run(text)}</w:ins>`;
const choice = (result: number) =>
  `<w:ffData><w:ddList><w:result w:val="${result}"/><w:listEntry w:val="一级"/><w:listEntry w:val="二级"/></w:ddList></w:ffData>`;
const box = (checked: boolean) =>
  `<w:ffData><w:checkBox>${checked ? "<w:checked/>" : '<w:default w:val="0"/>'}</w:checkBox></w:ffData>`;
const endingDeleted = (text: string) => `<w:p><w:pPr><w:rPr><w:del w:id="3"/></w:rPr></w:pPr>${run(text)}</w:p>`;

test.each([
  ["two paragraphs", "第一段\n第二段", "第一段\n第二段"],
  [
    "a nested table",
    paragraphs("如下：") + table(["2021", "100"], ["2020", "90"]) + "<w:p/>",
    "如下：\n2021\t100\n2020\t90",
  ],
  ["a text box with fallback, once", textBox("甲公司", true), "甲公司"],
  ["a text box without fallback, which mammoth loses", textBox("甲公司", false), "甲公司"],
  ["a text box of Word 2007", oldTextBox("甲公司"), "甲公司"],
  ["a content control within a line", control(run("甲公司")), "甲公司"],
  ["a content control around paragraphs", control(paragraphs("甲\n乙")), "甲\n乙"],
  ["a content control around the cell", control("<w:tc><w:p>" + run("甲公司") + "</w:p></w:tc>"), "甲公司"],
  ["a content control that only prompts", control(run("单击此处输入文字"), "<w:showingPlcHdr/>"), ""],
  ["a content control that prompts no more", control(run("甲公司"), '<w:showingPlcHdr w:val="0"/>'), "甲公司"],
  ["a content control to tick", control(run("☒"), '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>'), "☑"],
  ["an insertion", inserted("甲公司"), "甲公司"],
  ["a deletion beside an insertion", deleted("乙公司") + inserted("甲公司"), "甲公司"],
  ["a deletion whose text another program wrote as text", del(run("乙公司")) + run("甲公司"), "甲公司"],
  ["its new place", `<w:moveTo w:id="1">${run("甲公司")}</w:moveTo>`, "甲公司"],
  ["its old place, from where it was moved away", `<w:moveFrom w:id="1">${run("甲公司")}</w:moveFrom>`, ""],
  ["a deletion within an insertion", `<w:ins w:id="1">${del(run("乙"))}</w:ins>` + run("甲"), "甲"],
  ["two paragraphs, the mark between them deleted", endingDeleted("甲") + paragraphs("公司"), "甲公司"],
  ["the last paragraph, its mark deleted", paragraphs("甲") + endingDeleted("乙"), "甲\n乙"],
  ["a deleted cell", `<w:tc><w:tcPr><w:cellDel w:id="1"/></w:tcPr>${paragraphs("甲公司")}</w:tc>`, ""],
  ["an inserted cell", `<w:tc><w:tcPr><w:cellIns w:id="1"/></w:tcPr>${paragraphs("甲公司")}</w:tc>`, "甲公司"],
  ["hidden text", hidden("甲公司"), ""],
  ["plain text beside hidden", hidden("填全称") + run("甲公司"), "甲公司"],
  ["text that is expressly not hidden", '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>甲公司</w:t></w:r>', "甲公司"],
  [
    "a simple field, which mammoth loses",
    `<w:fldSimple w:instr="DOCPROPERTY x">${run("甲公司")}</w:fldSimple>`,
    "甲公司",
  ],
  ["a legacy text field", field("FORMTEXT", run("甲公司")), "甲公司"],
  ["a legacy text field left blank", field("FORMTEXT", run("\u2002\u2002\u2002\u2002\u2002")), ""],
  ["a legacy drop-down field, whose choice is a number", field("FORMDROPDOWN", "", choice(1)), "二级"],
  ["a legacy box that is ticked", field("FORMCHECKBOX", "", box(true)) + run("CCRC"), "☑CCRC"],
  ["a legacy box that is not", field("FORMCHECKBOX", "", box(false)) + run("CCRC"), "☐CCRC"],
  ["a date field", field('DATE \\@ "yyyy年M月d日"', run("2022年11月20日")), "2022年11月20日"],
  ["a mail address that Word made a link", field('HYPERLINK "mailto:a@b.cn"', run("a@b.cn")), "a@b.cn"],
  ["a link to elsewhere, which is not followed", `<w:hyperlink r:id="rId9">${run("a@b.cn")}</w:hyperlink>`, "a@b.cn"],
  ["a line break", "<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>", "甲\n乙"],
  ["an old line break", "<w:r><w:t>甲</w:t><w:cr/><w:t>乙</w:t></w:r>", "甲\n乙"],
  [
    "a word with its phonetic guide",
    `<w:r><w:ruby><w:rt>${run("jia")}</w:rt><w:rubyBase>${run("甲")}</w:rubyBase></w:ruby></w:r>`,
    "甲",
  ],
  ["a picture, which stands for itself", picture([60, 8], "inline"), OBJECT],
  ["an embedded object", '<w:r><w:object><o:OLEObject ProgID="Excel.Sheet"/></w:object></w:r>', OBJECT],
  ["handwriting", "<w:r><w:drawing><w14:contentPart/></w:drawing></w:r>", OBJECT],
  ["a chart", "<w:r><w:drawing><wp:inline><c:chart/></wp:inline></w:drawing></w:r>", OBJECT],
  ["the picture of a seal laid over the text", picture([42, 42], "anchor") + run("单位公章："), "单位公章："],
])("a value in %s", async (_what, inside, expected) => {
  expect(await value(inside)).toBe(expected);
});

test.each([
  ["a deleted row", "<w:trPr><w:del w:id='1'/></w:trPr>", []],
  ["an inserted row", "<w:trPr><w:ins w:id='1'/></w:trPr>", [["职务", "经理"]]],
])("%s", async (_what, properties, row) => {
  const changed = rowOf(["职务", "经理"]).replace("<w:tr>", `<w:tr>${properties}`);
  const { blocks } = await read(table(["联系人", "张三"], changed));
  expect(blocks).toEqual([{ table: [["联系人", "张三"], ...row] }]);
});

test.each([
  ["a row", table(["联系人", "张三"], control(rowOf(["职务", "经理"])))],
  ["the table", control(table(["联系人", "张三"], ["职务", "经理"]))],
])("a content control around %s", async (_what, body) => {
  const rows = [
    ["联系人", "张三"],
    ["职务", "经理"],
  ];
  expect((await read(body)).blocks).toEqual([{ table: rows }]);
});

test.each([
  ["a formula, which mammoth does not know", cell("<w:p><m:oMath><m:r><m:t>35%</m:t></m:r></m:oMath></w:p>"), ["35%"]],
  [
    "a box that hangs outside the table and may belong in it",
    paragraphs(textBox("甲公司", true)) + cell(""),
    ["甲公司"],
  ],
  ["nothing: a text that stands twice and was delivered twice", cell("张三") + paragraphs("张三"), []],
  ["nothing of what is hidden or deleted", cell(hidden("甲公司") + deleted("乙公司")), []],
  ["WordArt", cell("<w:r><w:drawing><a:t>甲公司</a:t></w:drawing></w:r>"), ["甲公司"]],
  ["a picture outside the table, which may lie anywhere", paragraphs(picture([60, 8], "anchor")) + cell(""), [OBJECT]],
  ["a picture that floats from a cell", cell(picture([60, 8], "anchor")), [OBJECT]],
  ["nothing: a picture in its cell", cell(picture([60, 8], "inline")), []],
  [
    "nothing: a seal laid over the text",
    cell(picture([42, 40], "anchor")) + paragraphs(picture([42, 42], "anchor")),
    [],
  ],
  ["a document within the document", cell("") + '<w:altChunk r:id="rId5"/>', [OBJECT]],
])("lists as dropped %s", async (_what, body, expected) => {
  expect((await read(body)).dropped).toEqual(expected);
});

const inPart = (text: string) => paragraphs(text);
const bound = control(run("单击"), '<w:showingPlcHdr/><w:dataBinding w:xpath="/x"/>');

test.each([
  ["a header", cell(""), { "word/header1.xml": inPart("甲公司") }, ["甲公司"]],
  ["a footer", cell(""), { "word/footer2.xml": inPart("甲公司") }, ["甲公司"]],
  ["a text box in a header", cell(""), { "word/header1.xml": inPart(textBox("甲公司", true)) }, ["甲公司"]],
  ["a footnote", cell(""), { "word/footnotes.xml": inPart("甲公司") }, ["甲公司"]],
  ["a comment", cell(""), { "word/comments.xml": inPart("甲公司") }, ["甲公司"]],
  ["a SmartArt diagram", cell(""), { "word/diagrams/data1.xml": "<dgm:pt><a:t>甲公司</a:t></dgm:pt>" }, ["甲公司"]],
  ["a chart", cell(""), { "word/charts/chart1.xml": "<c:pt><c:v>1200</c:v></c:pt>" }, ["1200"]],
  ["a picture's description", cell(picture([60, 8], "inline", "甲公司")), {}, ["甲公司"]],
  ["data bound to a control", cell(bound), { "customXml/item1.xml": "<name>甲公司</name>" }, ["甲公司"]],
  ["nothing of unbound data", cell(""), { "customXml/item1.xml": "<name>甲公司</name>" }, []],
  ["nothing of the glossary's prompts", cell(""), { "word/glossary/document.xml": inPart("单击此处") }, []],
])("finds beside the body %s", async (_what, body, parts, expected) => {
  expect((await read(body, parts as Record<string, string>)).aside).toEqual(expected);
});

test("a part beside the body that is broken leaves every empty field in doubt", async () => {
  const { notes, dropped } = await read(cell(""), { "word/header1.xml": "<w:p><w:t>甲</w:t>" });
  expect([notes, dropped]).toEqual([["text-dropped"], [OBJECT]]);
});

test("a file that says something in its header only is not an empty file", async () => {
  expect((await read("<w:p/>", { "word/header1.xml": inPart("甲公司") })).notes).toEqual([]);
});

test("a scan pasted into a Word file is not an empty file", async () => {
  const { blocks, notes } = await read(paragraphs(picture([160, 220], "inline")));
  expect([blocks, notes]).toEqual([[{ paragraph: OBJECT }], []]);
});

test.each([
  ["no bytes", () => Promise.resolve(Buffer.alloc(0)), "empty"],
  ["no zip", () => Promise.resolve(Buffer.from("PK\u0003\u0004 no zip")), "damaged"],
  ["a password", () => Promise.resolve(passwordProtected()), "encrypted"],
  ["no text", () => docxOf("<w:p/>"), "empty"],
  ["no main part", () => new JSZip().file("x.txt", "x").generateAsync({ type: "nodebuffer" }), "unsupported-kind"],
  ["broken XML", () => docxOf("<w:p>"), "damaged"],
  ["100,000 levels", () => docxOf("<w:p>".repeat(50_000) + "</w:p>".repeat(50_000)), "damaged"],
  ["more text than allowed", () => docxOf(paragraphs("字".repeat(limits.docxXmlBytes / 3))), "over-limit"],
  ["more tags than allowed", () => docxOf("<w:p/>".repeat(limits.docxTags)), "over-limit"],
] as [string, () => Promise<Buffer>, string][])("refuses %s with a reason", async (_what, make, code) => {
  const { notes } = await readWord(await make(), "docx");
  expect(notes.map((note) => note.code)).toEqual([code]);
});

function passwordProtected(): Buffer {
  return Buffer.concat([
    Buffer.from("d0cf11e0a1b11ae1", "hex"),
    Buffer.alloc(512),
    Buffer.from("EncryptedPackage", "utf16le"),
  ]);
}
