import { describe, expect, test } from "vitest";
import { checkForm } from "../../../src/domain/form/check.ts";
import type { FormReading } from "../../../src/domain/form/read.ts";
import { loadCampaign } from "../../../src/load-campaign.ts";

const { campaign } = loadCampaign("rules/sunshine-2022.yaml");

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
    ["unitName", "甲".repeat(61), "unit-name-odd", { value: "甲".repeat(61) }],
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
    ["applicationDate", "2023年1月5日", "date-odd", { value: "2023年1月5日" }],
    ["applicationDate", "2022年11月日", "date-odd", { value: "2022年11月日" }],
    ["applicationDate", "2022年9月15日", "date-odd", { value: "2022年9月15日" }],
    ["applicationDate", "2021年11月20日", "date-odd", { value: "2021年11月20日" }],
  ])("%s = %s is %s", (field, value, code, detail) => {
    expect(check({ [field]: value })).toEqual([{ code, field, detail }]);
  });

  test.each(["2022年9月16日", "2022.11.30", "20221120", "二〇二二年十一月二十日", "22年11月20日", "2022年11月20号"])(
    "dated %s is in order",
    (applicationDate) => {
      expect(check({ applicationDate })).toEqual([]);
    },
  );

  test("what cannot be read for the template's XX is said once", () => {
    const value = "2021年收入3万元，利润1万元，成本2万元。2020年收入XX万元，利润XX万元，成本XX万元";
    const issues = check({ financials: value }, { placeholdersLeft: ["financials"] });
    expect(issues).toEqual([{ code: "field-placeholder-left", field: "financials", detail: {} }]);
  });

  test("figures that so few people cannot earn are 元", () => {
    const financials = [2021, 2020, 2019].map((year) => `${year}年收入900000，利润100000，成本800000`).join("\n");
    expect(check({ financials })).toEqual([
      {
        code: "financials-unit-odd",
        field: "financials",
        detail: { year: "2021、2020、2019", read: "2021年收入900000万元" },
      },
    ]);
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
