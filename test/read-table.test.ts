import { writeFileSync } from "node:fs";
import { join } from "node:path";
import JSZip from "jszip";
import { expect, test } from "vitest";
import { readNumberedTable, readTable } from "../src/read-table.ts";
import { Refusal } from "../src/refusal.ts";
import { tempDir } from "./temp-dir.ts";

function fileOf(name: string, bytes: string | Buffer): string {
  const path = join(tempDir(), name);
  writeFileSync(path, bytes);
  return path;
}

/** 单位名称,材料 / 甲公司,申请表 as Chinese Excel saves it. */
const GB18030 = Buffer.from("b5a5cebbc3fbb3c62cb2c4c1cf0d0abcd7b9abcbbe2cc9eac7ebb1ed0d0a", "hex");

test.each([
  ["UTF-8", "单位名称,材料\n甲公司,申请表\n"],
  ["UTF-8 with a byte order mark", "\uFEFF单位名称,材料\r\n甲公司,申请表\r\n"],
  ["GB18030", GB18030],
  ["quoted cells and empty lines", '单位名称,材料\n\n"甲公司", 申请表 \n,\n'],
  ["a cell too many", "单位名称,材料\n甲公司,申请表,x\n"],
])("CSV: %s", async (_why, bytes) => {
  expect((await readTable(fileOf("a.csv", bytes))).map((row) => [row["单位名称"], row["材料"]])).toEqual([
    ["甲公司", "申请表"],
  ]);
});

test("a cell too few is empty", async () => {
  expect(await readTable(fileOf("a.csv", "a,b\n1\n"))).toEqual([{ a: "1", b: "" }]);
});

const CELLS = `<row r="1"><c r="A1" t="inlineStr"><is><t>单位名称</t></is></c><c r="B1" t="inlineStr"><is><t>收到日期</t></is></c><c r="C1" t="inlineStr"><is><t>快递单号</t></is></c></row>
<row r="2"><c r="A2" t="inlineStr"><is><t> 甲公司 </t></is></c><c r="B2" s="1"><v>44885</v></c><c r="C2"><v>773012345678901</v></c></row>`;

async function xlsx(cells: string): Promise<Buffer> {
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const packaged = "http://schemas.openxmlformats.org/package/2006/relationships";
  const zip = new JSZip();
  zip.file(
    "xl/workbook.xml",
    `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  );
  zip.file(
    "xl/_rels/workbook.xml.rels",
    `<Relationships xmlns="${packaged}"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
  );
  zip.file(
    "xl/styles.xml",
    `<styleSheet xmlns="${main}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
  );
  zip.file("xl/worksheets/sheet1.xml", `<worksheet xmlns="${main}"><sheetData>${cells}</sheetData></worksheet>`);
  return zip.generateAsync({ type: "nodebuffer" });
}

test("XLSX: days and long numbers are what the clerk sees", async () => {
  expect(await readTable(fileOf("a.XLSX", await xlsx(CELLS)))).toEqual([
    { 单位名称: "甲公司", 收到日期: "2022-11-20", 快递单号: "773012345678901" },
  ]);
});

test.each([
  ["CSV", () => Promise.resolve(fileOf("a.csv", "\n单位名称\n\n甲公司\n,\n\n乙公司\n\n"))],
  [
    "XLSX",
    async () => fileOf("a.xlsx", await xlsx([cell(2, "单位名称"), cell(4, "甲公司"), cell(7, "乙公司")].join(""))),
  ],
])("%s: rows keep the numbers that the clerk sees, whatever is blank between them", async (_kind, file) => {
  const table = await readNumberedTable(await file());
  expect(table.map(({ number, row }) => [number, row["单位名称"]])).toEqual([
    [4, "甲公司"],
    [7, "乙公司"],
  ]);
});

const cell = (row: number, text: string) =>
  `<row r="${row}"><c r="A${row}" t="inlineStr"><is><t>${text}</t></is></c></row>`;

test.each([
  ["not there", () => "/nowhere.csv", /^there is no file \/nowhere\.csv; [^\n]*$/],
  ["no workbook", () => fileOf("a.xlsx", "hello"), /^[^\n]* cannot be read as a table [^\n]*$/],
  ["empty", () => fileOf("a.csv", ""), /^[^\n]* holds no table[^\n]*$/],
])("refuses a file that is %s in one line", async (_why, path, line) => {
  const refusal = await readTable(path()).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(Refusal);
  expect((refusal as Refusal).message).toMatch(line);
});
