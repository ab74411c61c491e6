import JSZip from "jszip";
import { describe, expect, test } from "vitest";
import { limits } from "../../src/reading/limits.ts";
import { readWord } from "../../src/reading/word.ts";
import { docxOf, merged, paragraphs, run, table, textBox, wide } from "../makers/docx.ts";

async function read(body: string) {
  const { word, notes } = await readWord(await docxOf(body), "docx");
  return { blocks: word?.blocks, dropped: word?.dropped, notes: notes.map((note) => note.code) };
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

test.each([
  ["two paragraphs", "第一段\n第二段", "第一段\n第二段"],
  [
    "a nested table",
    paragraphs("如下：") + table(["2021", "100"], ["2020", "90"]) + "<w:p/>",
    "如下：\n2021\t100\n2020\t90",
  ],
  ["a text box with fallback", textBox("甲公司", true), "甲公司"],
  ["a text box without fallback, which mammoth loses", textBox("甲公司", false), "甲公司"],
  ["a content control", `<w:sdt><w:sdtPr/><w:sdtContent>${run("甲公司")}</w:sdtContent></w:sdt>`, "甲公司"],
  [
    "a content control that only prompts",
    `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${run("单击此处输入文字")}</w:sdtContent></w:sdt>`,
    "",
  ],
  ["an insertion", `<w:ins w:id="1">${run("甲公司")}</w:ins>`, "甲公司"],
  [
    "a deletion beside an insertion",
    `<w:del w:id="1"><w:r><w:delText>乙公司</w:delText></w:r></w:del><w:ins w:id="2">${run("甲公司")}</w:ins>`,
    "甲公司",
  ],
  [
    "a simple field, which mammoth loses",
    `<w:fldSimple w:instr="DOCPROPERTY x">${run("甲公司")}</w:fldSimple>`,
    "甲公司",
  ],
  [
    "a legacy text field",
    `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>FORMTEXT</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run("甲公司")}<w:r><w:fldChar w:fldCharType="end"/></w:r>`,
    "甲公司",
  ],
  [
    "a legacy drop-down field, whose choice is a number",
    `<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="一级"/><w:listEntry w:val="二级"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`,
    "二级",
  ],
  ["a link to elsewhere, which is not followed", `<w:hyperlink r:id="rId9">${run("a@b.cn")}</w:hyperlink>`, "a@b.cn"],
  ["a line break", "<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>", "甲\n乙"],
  [
    "a word with its phonetic guide",
    `<w:r><w:ruby><w:rt>${run("jia")}</w:rt><w:rubyBase>${run("甲")}</w:rubyBase></w:ruby></w:r>`,
    "甲",
  ],
])("a value in %s", async (_what, inside, expected) => {
  const xml =
    inside.startsWith("<w:r") || /^<w:(sdt|ins|del|fldSimple|hyperlink)/.test(inside) ? `<w:p>${inside}</w:p>` : inside;
  expect(await value(xml)).toBe(expected);
});

test.each([
  ["a formula, which mammoth does not know", cell("<w:p><m:oMath><m:r><m:t>35%</m:t></m:r></m:oMath></w:p>"), ["35%"]],
  [
    "a box that hangs outside the table and may belong in it",
    paragraphs(textBox("甲公司", true)) + cell(""),
    ["甲公司"],
  ],
  ["nothing: a text that stands twice and was delivered twice", cell("张三") + paragraphs("张三"), []],
])("lists as dropped %s", async (_what, body, expected) => {
  expect((await read(body)).dropped).toEqual(expected);
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
