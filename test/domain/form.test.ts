import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { WordBlock, WordTable } from "../../src/domain/facts.ts";
import { readForm } from "../../src/domain/form.ts";
import { loadCampaign } from "../../src/load-campaign.ts";
import { readWord } from "../../src/reading/word.ts";
import { docxOf, merged, paragraphs, table, textBox } from "../makers/docx.ts";

const { form } = loadCampaign("rules/sunshine-2022.yaml").campaign;
const example = (id: string) => `例：${form.fields.find((field) => field.id === id)?.example ?? ""}`;

const ofBlocks = (blocks: WordBlock[], dropped: string[] = []) => readForm({ blocks, dropped }, form);
const ofTable = (...rows: WordTable) => ofBlocks([{ table: rows }]);
const ofLines = (text: string) => ofBlocks(text.split("\n").map((paragraph) => ({ paragraph })));

describe("the blank form of 附件1", () => {
  test("has every label and nothing of an applicant's but the printed opinion", async () => {
    const { word } = await readWord(readFileSync("rules/sunshine-2022/附件1-申请表.docx"), "docx");
    const reading = readForm(word ?? { blocks: [], dropped: [] }, form);
    const { opinion, ...others } = reading.fields;
    expect(opinion).toMatch(/^我公司申请成为.*成员守则。$/);
    expect(Object.values(others)).toEqual(Object.values(others).map(() => null));
    expect(reading.exampleLeft).toEqual([
      "serviceScope",
      "qualifications",
      "sectorsAndScale",
      "workforce",
      "financials",
      "strengths",
    ]);
    expect(reading.found).toBe(form.fields.length);
    expect([reading.placeholdersLeft, reading.droppedHints]).toEqual([[], []]);
  });
});

test.each([
  ["beside it", [["单位名称", "甲公司"]]],
  ["beside a label with spaces", [["单 位 名　称", "甲公司"]]],
  ["beside a broken label", [["单位\n名称", "甲公司"]]],
  ["beside a label with a colon", [["单位名称：", "甲公司"]]],
  ["beside a numbered label with a hint", [["1、单位名称（全称）", "甲公司"]]],
  ["beside a starred label", [["*单位名称", "甲公司"]]],
  ["beside another spelling", [["公司名称", "甲公司"]]],
  ["in the label's cell", [["单位名称：甲公司"]]],
  ["in the label's cell, a line below", [["单位名称\n甲公司"]]],
  ["typed into the label's cell, the next one empty", [["单位名称甲公司", ""]]],
  ["below it", [["单位名称"], ["甲公司"]]],
  [
    "below it in columns",
    [
      ["单位名称", "联系人"],
      ["甲公司", "张三"],
    ],
  ],
  ["with the label said again", [["单位名称", "单位名称：甲公司"]]],
  ["with a remark about the seal", [["单位名称", "甲公司（盖章）"]]],
  [
    "with rows in another order",
    [
      ["手机", "138"],
      ["单位名称", "甲公司"],
    ],
  ],
  [
    "with a row added above",
    [
      ["填表人", "李四"],
      ["单位名称", "甲公司"],
    ],
  ],
  ["split over two cells", [["单位名称", "甲公司", ""]]],
] as [string, WordTable][])("a value stands %s", (_where, rows) => {
  expect(ofTable(...rows).fields["unitName"]).toBe("甲公司");
});

test("two pairs stand in one row, and an empty cell is empty", () => {
  const { fields } = ofTable(["联系人", "张三", "手机", "13800138000"], ["职务", "", "邮箱", "a@b.cn"]);
  expect(fields).toMatchObject({ contact: "张三", mobile: "13800138000", position: null, email: "a@b.cn" });
});

test("a row with an unknown label belongs to nobody", () => {
  const { fields } = ofTable(["邮寄地址", ""], ["传真", "010-64102639"], ["网络安全服务内容", "安全运维"]);
  expect(fields).toMatchObject({ postalAddress: null, serviceScope: "安全运维" });
});

test("a slip in a long label is understood, and near labels stay apart", () => {
  const { fields } = ofTable(
    ["网络安全服务领域及客户数量规模", "政务"],
    ["网络安全服务内容", "甲"],
    ["网络安全服务资质", "乙"],
  );
  expect(fields).toMatchObject({ sectorsAndScale: "政务", serviceScope: "甲", qualifications: "乙" });
});

test("a label merged down gathers its rows", async () => {
  const body = table(
    [merged("近三年网络安全服务收入、利润及成本\n(单位：万元)", "restart"), "2021 年收入 100"],
    [merged("", "continue"), "2020 年收入 90"],
    ["网络安全服务领域技术特长", "红队"],
  );
  const { word } = await readWord(await docxOf(body), "docx");
  const { fields } = readForm(word ?? { blocks: [], dropped: [] }, form);
  expect(fields).toMatchObject({ financials: "2021 年收入 100\n2020 年收入 90", strengths: "红队" });
});

describe("单位意见 holds the opinion, the seal's place and the date", () => {
  const opinion = (text: string) => ofTable(["单位意见", text]).fields;
  test.each([
    ["同意申请。\n单位公章：\n申请日期： 年 月 日", null],
    ["同意申请。\n单位公章：\n申请日期： 2022 年 11 月 20 日", "2022年11月20日"],
    ["同意申请。\n（盖章）\n申请日期：二〇二二年十一月二十日", "二〇二二年十一月二十日"],
    ["同意申请。\n单 位 公 章：甲公司\n申 请 日 期：2022.11.20", "2022.11.20"],
  ])("%s", (text, date) => {
    expect(opinion(text)).toMatchObject({ opinion: "同意申请。", applicationDate: date });
  });

  test("also in cells of their own", () => {
    const { fields } = ofTable(["单位意见", "同意申请。"], ["", "单位公章："], ["", "申请日期：2022年11月20日"]);
    expect(fields).toMatchObject({ opinion: "同意申请。", applicationDate: "2022年11月20日" });
  });
});

describe("the template's example", () => {
  const scope = (text: string) => {
    const { fields, exampleLeft, placeholdersLeft } = ofTable(["网络安全服务内容", text]);
    return { value: fields["serviceScope"], left: exampleLeft.length, placeholders: placeholdersLeft.length };
  };
  test.each([
    ["left as it is", example("serviceScope"), null, 1],
    ["left, its dots become one sign", example("serviceScope").replace("...", "…"), null, 1],
    ["left without its mark", "安全运维、安全咨询、安全托管、安全集成...", null, 1],
    ["left and added to", `${example("serviceScope")}\n渗透测试`, "渗透测试", 0],
    ["left below the value", `渗透测试\n${example("serviceScope")}`, "渗透测试", 0],
    ["written over, its mark left", "例：渗透测试、等保", "渗透测试、等保", 0],
    [
      "taken as one's own by taking the mark and the dots away",
      "安全运维、安全咨询、安全托管、安全集成",
      "安全运维、安全咨询、安全托管、安全集成",
      0,
    ],
    ["gone on with", "安全运维、安全咨询、安全托管、安全集成、应急", "安全运维、安全咨询、安全托管、安全集成、应急", 0],
    ["absent: only strokes", "——", null, 0],
  ])("%s", (_what, text, value, left) => {
    expect(scope(text)).toEqual({ value, left, placeholders: 0 });
  });

  test("with its XX filled in is a value, with some left it is one with placeholders", () => {
    const workforce = (text: string) => {
      const reading = ofTable(["从事网络安全服务工作人员数量及各级别服务人员占比", text]);
      return [reading.fields["workforce"], reading.exampleLeft.length, reading.placeholdersLeft.length];
    };
    const filled = example("workforce").replace("XX 人", "120 人").replaceAll("XX%", "25%");
    expect(workforce(filled)).toEqual([filled.slice(2), 0, 0]);
    const half = example("workforce").replace("XX 人", "120 人");
    expect(workforce(half)).toEqual([half.slice(2), 0, 1]);
    expect(workforce(example("workforce").replace("我公司", "本公司"))).toEqual([null, 1, 0]);
  });
});

describe("a form without a table", () => {
  test("in lines", () => {
    const { fields, found } = ofLines(
      "成员单位申请表\n单位名称：甲公司\n联 系 人：张三　　手 机：13800138000\n邮箱 a@b.cn\n网络安全服务内容：\n安全运维\n应急响应\n单位意见：同意。\n单位公章：\n申请日期： 年 月 日\n附件 2:\n我司自愿参与",
    );
    expect(fields).toMatchObject({
      unitName: "甲公司",
      contact: "张三",
      mobile: "13800138000",
      email: "a@b.cn",
      serviceScope: "安全运维\n应急响应",
      opinion: "同意。",
      applicationDate: null,
    });
    expect(found).toBe(7);
  });

  test("the notice's own contact never fills the applicant's fields", () => {
    const notice = ["联系人：周梦妍", "邮箱：cciahyz@china-cia.org.cn", "邮寄地址：北京市东城区"].map((paragraph) => ({
      paragraph,
    }));
    const { fields } = ofBlocks([
      ...notice,
      {
        table: [
          ["单位名称", "甲公司"],
          ["联系人", "", "邮箱", ""],
          ["邮寄地址", ""],
        ],
      },
    ]);
    expect(fields).toMatchObject({ unitName: "甲公司", contact: null, email: null, postalAddress: null });
  });
});

test("of two forms in one file the fuller is read, and never a mixture", () => {
  const { fields } = ofBlocks([
    {
      table: [
        ["单位名称", ""],
        ["联系人", "李四"],
      ],
    },
    {
      table: [
        ["单位名称", "甲公司"],
        ["联系人", ""],
        ["职务", "经理"],
      ],
    },
  ]);
  expect(fields).toMatchObject({ unitName: "甲公司", contact: null, position: "经理" });
});

describe("an empty required field beside undelivered text", () => {
  const rows: WordTable = [
    ["单位名称", ""],
    ["手机", ""],
    ["职务", "经理"],
  ];
  test.each([
    ["that may be a name", ["甲科技有限公司"], ["unitName"]],
    ["that may be a number", ["13800138000"], ["mobile"]],
    ["that is only a label", ["单位名称"], []],
  ])("%s", (_what, dropped, hints) => {
    const { droppedHints } = ofBlocks([{ table: rows }], dropped);
    expect(droppedHints.filter((id) => ["unitName", "mobile"].includes(id))).toEqual(hints);
  });

  test("a box over the table, as Word keeps it", async () => {
    const body = paragraphs(textBox("甲科技有限公司", false)) + table(...rows);
    const { word } = await readWord(await docxOf(body), "docx");
    expect(readForm(word ?? { blocks: [], dropped: [] }, form).droppedHints).toContain("unitName");
  });
});
