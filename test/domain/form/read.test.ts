import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { OBJECT, type WordBlock, type WordTable } from "../../../src/domain/facts.ts";
import { readForm } from "../../../src/domain/form/read.ts";
import { loadCampaign } from "../../../src/load-campaign.ts";
import { readWord } from "../../../src/reading/word.ts";
import { docxOf, hidden, merged, paragraphs, picture, run, table, textBox, wide } from "../../makers/docx.ts";

const { form } = loadCampaign("rules/sunshine-2022.yaml").campaign;
const example = (id: string) => `例：${form.fields.find((field) => field.id === id)?.example ?? ""}`;

const ofBlocks = (blocks: WordBlock[], dropped: string[] = []) => readForm({ blocks, dropped }, form);
const ofTable = (...rows: WordTable) => ofBlocks([{ table: rows }]);
const ofDocx = async (body: string, parts?: Record<string, string>) => {
  const { word } = await readWord(await docxOf(body, parts), "docx");
  return readForm(word ?? { blocks: [], dropped: [] }, form);
};
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
  ["beside a label of full-width signs", [["（１）单位名称：", "甲公司"]]],
  ["split over two cells", [["单位名称", "甲公司", ""]]],
  ["split, its first half empty", [["单位名称", "", "甲公司"]]],
  ["cut over two cells", [["单位名称", "甲", "公司"]]],
  ["broken over two lines", [["单位名称", "甲\n公司"]]],
  ["in front of another label of the same row", [["单位名称", "甲公司", "联系人", "张三"]]],
  [
    "behind a label merged down, in its second row",
    [
      ["单位名称", ""],
      ["", "甲公司"],
    ],
  ],
  ["in one cell with others", [["单位名称：甲公司\n联系人：张三"]]],
  ["in one line with others", [["单位名称：甲公司 联系人：张三"]]],
  [
    "in place of its label",
    [
      ["甲公司", ""],
      ["联系人", "张三", "手机", "13800138000"],
    ],
  ],
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

describe("a row or a pair that the form does not have", () => {
  test.each([
    ["behind a value", [["联系人", "张三", "传真", "010-64102639"]], { contact: "张三", mobile: null }],
    ["behind an empty cell", [["职务", "", "部门", "市场部"]], { position: null }],
    ["with an unheard-of label", [["职务", "经理", "入职年份", "2015"]], { position: "经理" }],
    ["with an unheard-of label behind an empty cell", [["职务", "", "入职年份", "2015"]], { position: null }],
    ["behind a whole number", [["手机", "13800138000", "工号", "7"]], { mobile: "13800138000" }],
    [
      "between two rows",
      [
        ["邮寄地址", "北京市东城区1号"],
        ["传真", "010-1"],
        ["网络安全服务内容", "安全运维"],
      ],
      { postalAddress: "北京市东城区1号", serviceScope: "安全运维" },
    ],
    [
      "in place of a field's row",
      [
        ["单位名称", "甲公司"],
        ["注册资本", "100万"],
        ["职务", "经理"],
      ],
      { contact: null, mobile: null, position: "经理" },
    ],
  ] as [string, WordTable, Record<string, string | null>][])("%s", (_where, rows, expected) => {
    expect(ofTable(...rows).fields).toMatchObject(expected);
  });
});

describe("labels typed over with their values", () => {
  const whole: WordTable = [
    ["单位名称", "甲公司"],
    ["联系人", "张三", "手机", "13800138000"],
    ["职务", "经理", "邮箱", "a@b.cn"],
    ["邮寄地址", "北京市东城区1号"],
    ["网络安全服务内容", "安全运维"],
    ["网络安全服务资质", "CCRC 一级"],
  ];
  const replaced = (at: number, row: string[]) => ofTable(...whole.map((one, i) => (i === at ? row : one)));
  test.each([
    ["the name", 0, ["乙科技有限公司", ""], { unitName: "乙科技有限公司" }],
    ["the number, by its shape", 1, ["联系人", "张三", "13900139000", ""], { mobile: "13900139000", contact: "张三" }],
    ["both, by their shapes", 1, ["张三", "", "13900139000", ""], { mobile: "13900139000" }],
    ["the post, for nothing else is missing there", 2, ["总监", "", "邮箱", "a@b.cn"], { position: "总监" }],
    ["the address", 3, ["上海市浦东新区2号", ""], { postalAddress: "上海市浦东新区2号" }],
    ["a long answer", 4, ["渗透测试", ""], { serviceScope: "渗透测试" }],
  ] as [string, number, string[], Record<string, string>][])("%s", (_what, at, row, expected) => {
    const { fields } = replaced(at, row);
    expect(fields).toMatchObject(expected);
  });

  test.each([
    ["two fields could be meant", 1, ["张三", ""], "contact"],
    ["a row was added where one was taken out", 4, ["驻场服务", "有"], "serviceScope"],
    ["the label was deleted", 5, ["", "CCRC 二级"], "qualifications"],
    ["a number stands in another value", 1, ["联系人", "张三 13900139000"], "mobile"],
  ])("in doubt, where %s, a person looks", (_why, at, row, field) => {
    const { fields, droppedHints } = replaced(at, row);
    expect(fields[field]).toBeNull();
    expect(droppedHints).toContain(field);
  });

  test("a row that was taken out is missing", () => {
    const { fields, droppedHints } = ofTable(...whole.filter((_, i) => i !== 4));
    expect([fields["serviceScope"], droppedHints.includes("serviceScope")]).toEqual([null, false]);
  });
});

test.each([
  ["a number cut over cells", ["手机", "138", "0013", "8000"], { mobile: "13800138000" }],
  ["an address of e-mail cut over lines", ["邮箱", "liming@\ntianyu.example"], { email: "liming@tianyu.example" }],
  [
    "a label that ends in its hint, with a colon behind",
    ["近三年网络安全服务收入、利润及成本(单位：万元)：2021 年收入 100"],
    { financials: "2021 年收入 100" },
  ],
  ["two numbers", ["手机", "13800138000\n13900139000"], { mobile: "13800138000\n13900139000" }],
  [
    "pairs in cells beside each other",
    ["网络安全服务内容：安全运维", "网络安全服务资质：CCRC"],
    { serviceScope: "安全运维", qualifications: "CCRC" },
  ],
  [
    "a pair in a cell behind another's value",
    ["联系人", "张三", "手机：13800138000"],
    { contact: "张三", mobile: "13800138000" },
  ],
  ["a number behind the name", ["联系人", "张三 手机：13800138000"], { contact: "张三", mobile: "13800138000" }],
  ["a date within a long answer", ["网络安全服务资质", "CCRC 一级\n日期：2021年3月1日"], { applicationDate: null }],
])("%s", (_what, row, expected) => {
  expect(ofTable(row).fields).toMatchObject(expected);
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
    ["同意申请。\n单位公章：\n2022年11月1日", "2022年11月1日"],
    ["同意申请。\n（盖章）\n二〇二二年十一月一日", "二〇二二年十一月一日"],
    ["同意申请。\n单位公章：\n 年 月 日", null],
  ])("%s", (text, date) => {
    expect(opinion(text)).toMatchObject({ opinion: "同意申请。", applicationDate: date });
  });

  test.each([
    ["below it", "同意\n2022年11月1日", "2022年11月1日"],
    ["behind it", "同意。 2022年11月1日", "2022年11月1日"],
    ["above the seal's place", "同意\n2022年11月1日\n（盖章）", "2022年11月1日"],
    ["not within a sentence", "我公司自2022年11月1日起遵守守则", null],
  ])("the date without its label: %s", (_where, text, date) => {
    expect(opinion(text).applicationDate).toBe(date);
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
    ["answered with strokes: none", "——", "无", 0],
    ["answered with a slash: none", "/", "无", 0],
    ["answered with none", "无", "无", 0],
    [
      "left, one's own words within",
      "例：安全运维、安全咨询、渗透测试、安全托管、安全集成...",
      "安全运维、安全咨询、渗透测试、安全托管、安全集成...",
      0,
    ],
    ["left, one's own words before and after", `等保；${example("serviceScope")}以及应急`, "等保；\n以及应急", 0],
    ["gone, a customer's name not told", "为 XX 银行做渗透测试", "为 XX 银行做渗透测试", 0],
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

  test.each([
    ["XX", "职务", "position", "XX", null],
    ["XXX", "联系人", "contact", "XXX", null],
    ["a name with XX", "单位名称", "unitName", "XX公司", "XX公司"],
    ["stars", "邮寄地址", "postalAddress", "**", null],
    ["a blank to write on", "手机", "mobile", "_____", null],
    ["full-width XX", "网络安全服务内容", "serviceScope", "ＸＸ、ＸＸ", null],
    ["blanks in a sentence", "从事网络安全服务工作人员数量及各级别服务人员占比", "workforce", "共____人", "共____人"],
    ["one X", "网络安全服务领域及客户规模", "sectorsAndScale", "政务领域客户 X 家", "政务领域客户 X 家"],
  ])("%s left in is said as such", (_what, label, id, text, value) => {
    const { fields, placeholdersLeft, exampleLeft } = ofTable([label, text]);
    expect([fields[id], placeholdersLeft, exampleLeft]).toEqual([value, [id], []]);
  });

  test.each([
    ["a post", "职务", "position", "无"],
    ["a qualification", "网络安全服务资质", "qualifications", "无"],
    ["a person's name", "联系人", "contact", null],
    ["a number", "手机", "mobile", null],
    ["an address", "邮寄地址", "postalAddress", null],
  ])("a stroke in place of %s", (_what, label, id, value) => {
    for (const stroke of ["/", "-", "——", " ／ "]) expect(ofTable([label, stroke]).fields[id]).toBe(value);
  });

  test.each([
    ["one letter of an address of e-mail", "邮箱", "x@abc.com"],
    ["a name's letter in one", "邮箱", "zhang.x@abc.com"],
    ["two low lines in one", "邮箱", "li__ming@163.com"],
    ["a tower's letter", "邮寄地址", "北京市海淀区中关村大街5号X座301"],
    ["a unit's letter", "邮寄地址", "北京市海淀区中关村大街88号3-X"],
    ["a lady who tells her letter", "联系人", "X女士"],
  ])("%s is no placeholder", (_what, label, text) => {
    const { fields, placeholdersLeft } = ofTable([label, text]);
    expect([Object.values(fields).filter((value) => value !== null), placeholdersLeft]).toEqual([[text], []]);
  });

  test.each([
    ["low lines before a name", `${"_".repeat(5_000)}张三`],
    ["stars before a name", `${"*".repeat(5_000)}张三`],
    ["signs for something to be written before a name", `${"×".repeat(5_000)}张三`],
  ])("%s are told from it in good time", (_what, text) => {
    expect(ofTable(["联系人", text]).placeholdersLeft).toEqual(["contact"]);
  });

  test("a version number is no placeholder", () => {
    expect(ofTable(["网络安全服务资质", "ISO27001:2013、Xray、3×8 小时"]).placeholdersLeft).toEqual([]);
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

  test("in lines of cells that tabs or wide gaps part", () => {
    const { fields } = ofLines(
      "单位名称\t甲公司\n联系人\t张三\t手机\t13800138000\n职务　　经理　　邮箱　　a@b.cn\n邮寄地址\n北京市东城区1号",
    );
    expect(fields).toMatchObject({
      unitName: "甲公司",
      contact: "张三",
      mobile: "13800138000",
      position: "经理",
      email: "a@b.cn",
      postalAddress: "北京市东城区1号",
    });
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

describe("a value that is only a picture is never said to be empty", () => {
  const rows = (unit: string, mobile: string) => table(["单位名称", unit], ["手机", mobile], ["职务", "经理"]);
  const hints = async (body: string) => {
    const { fields, droppedHints } = await ofDocx(body);
    return ["unitName", "mobile"].filter((id) => fields[id] === null && droppedHints.includes(id));
  };
  test.each([
    ["in its cell", rows(picture([60, 8], "inline"), ""), ["unitName"]],
    [
      "floating from another cell",
      rows("甲公司", "").replace("经理", `经理</w:t></w:r>${picture([60, 8], "anchor")}<w:r><w:t>`),
      ["mobile"],
    ],
    ["outside the table", paragraphs(picture([60, 8], "anchor")) + rows("", ""), ["unitName", "mobile"]],
    ["but a seal laid over the form is no value", paragraphs(picture([42, 42], "anchor")) + rows("甲公司", ""), []],
    ["but hidden text is none", rows("甲公司", hidden("13800138000")), []],
  ])("%s", async (_where, body, expected) => {
    expect(await hints(body)).toEqual(expected);
  });

  test("where the example was left under it, too", async () => {
    const { exampleLeft, droppedHints } = await ofDocx(
      table([
        "网络安全服务内容",
        `${run(example("serviceScope"))}${picture([120, 60], "inline")}`.replace("<w:r>", "<w:r>"),
      ]),
    );
    expect([exampleLeft, droppedHints.includes("serviceScope")]).toEqual([[], true]);
  });

  test("a picture beside a value is no part of it", () => {
    expect(ofTable(["单位名称", `${OBJECT}甲公司`]).fields["unitName"]).toBe("甲公司");
  });
});

describe("text beside the body", () => {
  test.each([
    ["a number in a comment", "word/comments.xml", "手机 13800138000", ["mobile"]],
    ["a company in the header", "word/header1.xml", "甲科技有限公司", ["unitName"]],
    ["a page number", "word/footer1.xml", "第 1 页 共 2 页", []],
    ["the annex's number", "word/header1.xml", "附件1", []],
    ["a post in a footnote", "word/footnotes.xml", "技术总监", ["position"]],
  ])("%s", async (_what, part, text, expected) => {
    const body = table(["单位名称", ""], ["手机", ""], ["职务", ""]);
    const { droppedHints } = await ofDocx(body, { [part]: paragraphs(text) });
    expect(droppedHints.filter((id) => ["unitName", "mobile", "position"].includes(id))).toEqual(expected);
  });
});

describe("the form of another year", () => {
  const filledIn = (latest: number) =>
    [0, 1, 2].map((back) => `${latest - back} 年网络安全服务的收入为 300 万元，利润 60 万元，成本 240 万元。`).join("");
  test.each([
    ["its example left", example("financials").replaceAll("2021", "2023").replaceAll("2019", "2022"), true],
    ["its sentence filled in", `我公司 ${filledIn(2020)}`, true],
    ["this year's sentence filled in", `我公司 ${filledIn(2021)}`, false],
    ["another year in words of one's own", "2020年收入100万元", false],
  ])("%s", (_what, text, outdated) => {
    expect(ofTable(["近三年网络安全服务收入、利润及成本", text]).outdated).toBe(outdated);
  });
});

test("cells merged across and down, as Word keeps them", async () => {
  const { fields } = await ofDocx(
    table(
      ["单位名称", wide("甲公司", 3)],
      [merged("联系人", "restart"), "张三", "手机", "13800138000"],
      [merged("", "continue"), "", "邮箱", "a@b.cn"],
    ),
  );
  expect(fields).toMatchObject({ unitName: "甲公司", contact: "张三", mobile: "13800138000", email: "a@b.cn" });
});
