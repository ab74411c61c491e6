import { describe, expect, test } from "vitest";
import type { WordBlock } from "../../src/domain/facts.ts";
import { readWord } from "../../src/reading/word.ts";
import { DELETED, docOf, type DocParagraph, INSERTED, paragraphs, sprm, table, wordDoc } from "../makers/doc.ts";
import { oleFile } from "../makers/ole.ts";

const read = async (bytes: Buffer) => {
  const { word, notes } = await readWord(bytes, "doc");
  expect(notes).toEqual([]);
  return word;
};
/** One paragraph of runs with their properties. */
const runs = (...texts: (string | [text: string, sprms: Buffer])[]): DocParagraph => ({
  runs: texts.map((one) => (typeof one === "string" ? { text: one } : { text: one[0], sprms: one[1] })),
  mark: "\r",
  sprms: Buffer.alloc(0),
});

describe("a .doc's text in blocks", () => {
  test.each<[why: string, blocks: WordBlock[]]>([
    ["paragraphs, quotation marks as they are", [{ paragraph: "附件 1:" }, { paragraph: "“网络安全服务阳光行动”" }]],
    [
      "a table between paragraphs, empty cells kept",
      [{ paragraph: "前" }, { table: [["职务", "", "邮箱", ""]] }, { paragraph: "后" }],
    ],
    [
      "values in several paragraphs",
      [
        {
          table: [
            ["单位意见", "同意\n单位公章：\n申请日期："],
            ["收入、\n利润", "2021 年\n2020 年"],
          ],
        },
      ],
    ],
    [
      "two tables with a short paragraph between",
      [{ table: [["甲", "一"]] }, { paragraph: "附件 2:" }, { table: [["乙", "二"]] }],
    ],
    ["lines with tabs and no table", [{ paragraph: "联系人：张三\t手机：138" }, { paragraph: "职务：经理" }]],
    ["more rows than one page of properties holds", [{ table: Array.from({ length: 90 }, (_, i) => [`${i}`, "值"]) }]],
  ])("%s", async (_why, blocks) => {
    expect((await read(wordDoc(blocks)))?.blocks).toEqual(blocks);
  });

  test("a table within a cell becomes its lines", async () => {
    const [row] = [table([["联系人", ""]])];
    const [label, , end] = row;
    const inner = table(
      [
        ["张三", "138"],
        ["李四", "139"],
      ],
      true,
    );
    const after = row[1];
    expect(label && after && end && (await read(docOf([label, ...inner, after, end])))?.blocks).toEqual([
      { table: [["联系人", "张三\t138\n李四\t139"]] },
    ]);
  });

  test.each<[why: string, paragraph: DocParagraph[], text: string[]]>([
    [
      "what was deleted is gone, what was inserted is there",
      [runs("甲", ["乙", DELETED], ["丙", INSERTED], "丁")],
      ["甲丙丁"],
    ],
    ["a deleted paragraph mark joins two", [runs("甲", [" ", DELETED]), runs("乙")], ["甲乙"]],
    [
      "a field shows its result, also within a field",
      [runs("见\x13 HYPERLINK \x13 REF x \x14一\x15 \x14网\x13 PAGE \x14二\x15站\x15。")],
      ["见网二站。"],
    ],
    ["a field that never ends hides nothing", [runs("甲\x13乙")], ["甲乙"]],
    ["wide-set characters are no deleted ones", [runs(["单位", sprm(0x8840, 15, 2)])], ["单位"]],
    ["a character of a picture font is no bracket", [runs(["(", sprm(0x6a09, 0xf0fe0005, 4)], "是")], ["是"]],
    ["a line break, a soft and a hard hyphen", [runs("一\v二\x1f三\x1e四")], ["一\n二三-四"]],
  ])("%s", async (_why, body, text) => {
    expect((await read(docOf(body)))?.blocks).toEqual(text.map((paragraph) => ({ paragraph })));
  });

  test("a text box of which nothing tells the place is text that was not delivered", async () => {
    const { word, notes } = await readWord(docOf(paragraphs("正文"), { boxes: paragraphs("框内\n文字") }), "doc");
    expect(word).toEqual({ blocks: [{ paragraph: "正文" }], dropped: ["框内", "文字"] });
    expect(notes.map(({ code }) => code)).toEqual(["text-dropped"]);
  });
});

/** The head of a Word stream and nothing else: magic, version, flags. */
function headOnly(magic: number, version: number, flags = 0): Buffer {
  const stream = Buffer.alloc(4096);
  stream.writeUInt16LE(magic, 0);
  stream.writeUInt16LE(version, 2);
  stream.writeUInt16LE(flags, 10);
  return oleFile({ WordDocument: stream });
}

test.each<[what: string, bytes: Buffer, code: string]>([
  ["a password", docOf(paragraphs("x"), { flags: 0x0100 }), "encrypted"],
  [
    "a password on a .docx",
    oleFile({ EncryptionInfo: Buffer.alloc(9), EncryptedPackage: Buffer.alloc(9) }),
    "encrypted",
  ],
  ["Word 95", headOnly(0xa5dc, 0x68), "unsupported-kind"],
  ["Microsoft Works", oleFile({ MatOST: Buffer.alloc(9), CONTENTS: Buffer.alloc(9) }), "unsupported-kind"],
  ["another program's OLE2 file", headOnly(0, 0), "unsupported-kind"],
  ["a Word stream with its tables missing", headOnly(0xa5ec, 0xc1), "damaged"],
  ["a file cut off in its text", wordDoc([{ paragraph: "字".repeat(9000) }]).subarray(0, 4000), "damaged"],
  ["no text at all", docOf(paragraphs("")), "empty"],
])("refuses %s with a reason", async (_what, bytes, code) => {
  const { word, notes } = await readWord(bytes, "doc");
  expect([word?.blocks ?? [], notes.map((note) => note.code)]).toEqual([[], [code]]);
});
