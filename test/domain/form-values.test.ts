import { describe, expect, test } from "vitest";
import { financialsParsed } from "../../src/domain/financials.ts";
import { checkForm } from "../../src/domain/form-values.ts";
import type { FormReading } from "../../src/domain/form.ts";
import { workforceParsed } from "../../src/domain/workforce.ts";
import { loadCampaign } from "../../src/load-campaign.ts";

const { campaign } = loadCampaign("rules/sunshine-2022.yaml");

describe("workforce", () => {
  const usual = { total: 120, expertPct: 10, seniorPct: 20, intermediatePct: 30, generalPct: 40 };
  test.each([
    [
      "the template's sentence",
      "我公司从事网络安全服务工作的人员数量为 120 人，其中专家/资深服务人员占比 10%、高级服务人员占比 20%、中级服务人员占比 30%、一般服务人员占比 40%",
      usual,
    ],
    ["full-width figures and signs", "人员数量为１２０人，专家／资深１０％，高级２０％，中级３０％，一般４０％", usual],
    ["lines", "共120人\n专家/资深：10%\n高级：20%\n中级：30%\n初级：40%", usual],
    ["shares before levels", "总人数120人，10%为专家，20%为高级，30%为中级，40%为一般", usual],
    ["heads instead of shares", "现有120名人员：专家12人、高级24人、中级36人、一般48人", usual],
    ["heads with shares", "120人，专家12人（10%）、高级24人（20%）、中级36人（30%）、一般48人（40%）", usual],
    ["experts told in two", "120人，专家4%、资深6%、高级20%、中级30%、一般40%", usual],
    ["Chinese numerals", "一百二十人，专家百分之十，高级百分之二十，中级百分之三十，一般百分之四十", usual],
    ["without gaps", "120人 专家10% 高级20% 中级30% 一般40%", usual],
    ["a thousand's comma", "共1,200人，专家10%、高级20%、中级30%、一般40%", { ...usual, total: 1200 }],
    [
      "a level with nobody left out",
      "120人，专家10%、高级20%、中级70%",
      { ...usual, intermediatePct: 70, generalPct: 0 },
    ],
    ["a level absent", "120人，专家10%、高级20%、中级30%", null],
    ["no total", "专家10%、高级20%、中级30%、一般40%", null],
    ["the template's XX", "人员数量为 XX 人，其中专家占比 XX%", null],
  ])("%s", (_what, text, expected) => {
    expect(workforceParsed(text)).toEqual(expected);
  });
});

describe("financials in 万元", () => {
  const usual = [{ year: 2021, revenue: 1200, profit: 200, cost: 1000 }];
  test.each([
    ["the template's sentence", "我公司 2021 年网络安全服务的收入为 1200 万元，利润 200 万元，成本 1000 万元。", usual],
    ["separators and 元", "2021年收入12,000,000元，利润2,000,000.00元，成本10,000,000元", usual],
    ["亿元", "2021年：收入0.12亿元；利润0.02亿元；成本0.1亿元", usual],
    ["Chinese numerals", "二〇二一年收入一千二百万元，利润二百万元，成本一千万元", usual],
    ["no units", "2021年度 收入:1200 利润:200 成本:1000", usual],
    ["full-width figures", "２０２１年收入１，２００万元，利润２００万元，成本１，０００万元", usual],
    ["a table with years down", "年份\t收入\t利润\t成本\n2021\t1200\t200\t1000", usual],
    ["a table with years across", "项目\t2021年\n收入\t1200\n利润\t200\n成本\t1000", usual],
    ["a loss", "2021年收入100万元，利润-20万元，成本120万元", [{ year: 2021, revenue: 100, profit: -20, cost: 120 }]],
    [
      "a loss in words",
      "2021年收入100万元，亏损20万元，成本120万元",
      [{ year: 2021, revenue: 100, profit: -20, cost: 120 }],
    ],
    [
      "two years",
      "2021年收入3万元，利润1万元，成本2万元。\n2020年收入5，利润2，成本3",
      [
        { year: 2021, revenue: 3, profit: 1, cost: 2 },
        { year: 2020, revenue: 5, profit: 2, cost: 3 },
      ],
    ],
    [
      "an amount that looks like a year",
      "2021 年收入为 2015 万元，利润 15 万元，成本 2000 万元",
      [{ year: 2021, revenue: 2015, profit: 15, cost: 2000 }],
    ],
    ["the template's XX", "2021 年收入为 XX 万元，利润 XX 万元，成本 XX 万元", []],
    ["cost not told", "2021年收入3万元，利润1万元", []],
  ])("%s", (_what, text, expected) => {
    expect(financialsParsed(text)).toEqual(expected);
  });
});

describe("checks", () => {
  const fields: Record<string, string | null> = {
    unitName: "北京甲科技有限公司",
    contact: "张三",
    mobile: "138-0013-8000",
    position: "经理",
    email: "zhang.san@example.com；li@example.cn",
    postalAddress: "北京市海淀区中关村大街1号",
    serviceScope: "安全运维",
    qualifications: "CCRC一级",
    sectorsAndScale: "政务 10 家",
    workforce: "120人，专家10%、高级20%、中级30%、一般40%",
    financials: [2021, 2020, 2019].map((year) => `${year}年收入3万元，利润1万元，成本2万元`).join("\n"),
    strengths: "红队",
    opinion: "同意",
    applicationDate: "2022年11月20日",
  };
  const whole: FormReading = {
    fields,
    exampleLeft: [],
    placeholdersLeft: [],
    droppedHints: [],
    found: 14,
    outdated: false,
  };
  const check = (changed: Record<string, string | null>, more: Partial<FormReading> = {}) =>
    checkForm({ ...whole, ...more, fields: { ...fields, ...changed } }, campaign);

  test("a form in order has nothing to remark", () => {
    expect(check({})).toEqual([]);
  });

  test.each([
    ["unitName", null, "field-missing", {}],
    ["unitName", "张三", "unit-name-odd", { value: "张三" }],
    ["mobile", "1380013800", "mobile-odd", { value: "1380013800" }],
    ["mobile", "010-64102639", "mobile-odd", { value: "010-64102639" }],
    ["email", "zhang@example", "email-odd", { value: "zhang@example" }],
    ["postalAddress", "北京", "address-odd", { value: "北京" }],
    ["workforce", "若干", "workforce-unread", { part: "总人数和各级别占比" }],
    [
      "workforce",
      "120人，专家10%、高级20%、中级30%、一般35%",
      "workforce-not-100",
      { sum: "95", shares: "专家或资深10%、高级20%、中级30%、一般35%" },
    ],
    [
      "workforce",
      "120人，专家10%、高级20%、中级30%、一般37%",
      "workforce-not-100",
      { sum: "97", shares: "专家或资深10%、高级20%、中级30%、一般37%" },
    ],
    [
      "workforce",
      "120人，专家10.5%、高级20%、中级30%、一般38.5%",
      "workforce-not-100",
      { sum: "99", shares: "专家或资深10.5%、高级20%、中级30%、一般38.5%" },
    ],
    ["financials", "良好", "financials-unread", { part: "2021、2020、2019年的收入、利润和成本" }],
    ["applicationDate", null, "date-missing", {}],
    ["applicationDate", "2022年11月31日", "date-odd", { value: "2022年11月31日" }],
    ["applicationDate", "2021年11月20日", "date-odd", { value: "2021年11月20日" }],
  ])("%s = %s is %s", (field, value, code, detail) => {
    expect(check({ [field]: value })).toEqual([{ code, field, detail }]);
  });

  test.each([
    ["thirds in whole per cent", "90人，专家0%、高级33%、中级33%、一般33%"],
    ["halves rounded up", "200人，专家25%、高级26%、中级25%、一般25%"],
    ["heads that make odd shares", "7人，专家1人、高级2人、中级2人、一般2人"],
    ["decimals", "90人，专家3.3%、高级33.3%、中级33.3%、一般30.0%"],
  ])("shares that miss 100 by their rounding only are in order: %s", (_why, workforce) => {
    expect(check({ workforce })).toEqual([]);
  });

  test("another year's form is said once, with the years that it asks for", () => {
    expect(check({}, { outdated: true })).toEqual([{ code: "form-outdated", field: "financials", detail: {} }]);
  });

  test("a year that was asked for is missing, another does not balance", () => {
    const issues = check({ financials: "2021年收入9万元，利润1万元，成本2万元。2020年收入3，利润1，成本2" });
    expect(issues).toEqual([
      { code: "financials-year-missing", field: "financials", detail: { year: "2019", items: "收入、利润和成本" } },
      {
        code: "financials-not-balanced",
        field: "financials",
        detail: { year: "2021", revenue: "9", profit: "1", cost: "2", due: "7" },
      },
    ]);
  });

  test.each([
    ["exampleLeft", "field-example-left", null],
    ["droppedHints", "field-maybe-dropped", null],
    ["placeholdersLeft", "field-placeholder-left", "XX 证书"],
    ["placeholdersLeft", "field-placeholder-left", null],
  ])("%s is said as %s", (list, code, value) => {
    const issues = check({ qualifications: value }, { [list]: ["qualifications"] });
    expect(issues).toEqual([{ code, field: "qualifications", detail: {} }]);
  });
});
