import { describe, expect, test } from "vitest";
import { readWord } from "../../src/reading/word.ts";
import { blocksOfBody } from "../../src/reading/word/legacy.ts";

/** As the extractor gives a .doc's text: a cell ends with a tab, a row with a line feed after it. */
const row = (...cells: string[]) => `${cells.map((cell) => `${cell}\t`).join("")}\n`;

describe("a .doc's text in blocks", () => {
  test("paragraphs, a table, paragraphs", () => {
    const body = `附件 1:\n申请表\n${row("单位名称", "甲公司", "", "")}${row("联系人", "张三", "手机", "138")}完\n`;
    expect(blocksOfBody(body)).toEqual([
      { paragraph: "附件 1:" },
      { paragraph: "申请表" },
      {
        table: [
          ["单位名称", "甲公司", "", ""],
          ["联系人", "张三", "手机", "138"],
        ],
      },
      { paragraph: "完" },
    ]);
  });

  test("a cell's paragraphs stay in their cell, in the first column too", () => {
    const body =
      row("职务", "经理") +
      row("近三年收入、\n利润及成本", "2021 年\n2020 年") +
      row("单位意见", "同意\n单位公章：\n申请日期：");
    expect(blocksOfBody(body)).toEqual([
      {
        table: [
          ["职务", "经理"],
          ["近三年收入、\n利润及成本", "2021 年\n2020 年"],
          ["单位意见", "同意\n单位公章：\n申请日期："],
        ],
      },
    ]);
  });

  test("lines with tabs and no table stay lines", () => {
    expect(blocksOfBody("联系人：张三\t手机：138\n职务：经理\n")).toEqual([
      { paragraph: "联系人：张三\t手机：138" },
      { paragraph: "职务：经理" },
    ]);
  });
});

const OLE2 = Buffer.from("d0cf11e0a1b11ae1", "hex");
/** An OLE2 file of which nothing is there but the head of its Word stream: magic, version, flags. */
function headOnly(magic: number, version: number, flags: number): Buffer {
  const bytes = Buffer.alloc(2048);
  OLE2.copy(bytes);
  bytes.writeUInt16LE(magic, 1024);
  bytes.writeUInt16LE(version, 1026);
  bytes.writeUInt16LE(flags, 1034);
  return bytes;
}

test.each([
  ["a password", headOnly(0xa5ec, 0xc1, 0x0100), "encrypted"],
  ["Word 95", headOnly(0xa5dc, 0x68, 0), "unsupported-kind"],
  ["another program's OLE2 file", headOnly(0, 0, 0), "unsupported-kind"],
  ["a torn file", headOnly(0xa5ec, 0xc1, 0), "damaged"],
] as const)("refuses %s with a reason", async (_what, bytes, code) => {
  const { word, notes } = await readWord(bytes, "doc");
  expect([word, notes.map((note) => note.code)]).toEqual([null, [code]]);
});
