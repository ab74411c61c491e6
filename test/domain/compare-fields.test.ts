import { expect, test } from "vitest";
import { compareFields } from "../../src/domain/compare-fields.ts";
import { judge } from "../../src/domain/judging.ts";
import { campaign, evidence, OWN, pageOf, say, sealOf, seenScan, seenWord } from "./evidence-fixture.ts";

const WORD: Record<string, string> = {
  contact: "李明",
  mobile: "13800138000",
  position: "总监",
  email: "liming@tianyu.example",
  postalAddress: "北京市海淀区中关村大街1号天御大厦3层",
};

/** A stamped form on which these fields read otherwise, each on a line of its own. */
function stamped(changed: Record<string, string>, confidence = 0.95, textSource: "ocr" | "text-layer" = "ocr") {
  const fields = { ...WORD, ...changed };
  const page = pageOf([sealOf(OWN)], Object.values(fields).join("\n"), textSource);
  const lines = page.lines.map((line) => ({ ...line, confidence: textSource === "ocr" ? confidence : 1 }));
  const scan = { unitName: OWN, unitNameConfidence: confidence, date: "2022-11-18", fields };
  const nameCertain = textSource === "text-layer";
  return seenScan("application-form", [], { pages: [{ ...page, lines }], scan, unitName: OWN, nameCertain });
}

const form = seenWord().form ?? expect.fail("a form");
const differing = (document: ReturnType<typeof stamped>) =>
  compareFields(form, document, campaign, say).map(({ where }) => where);

const byOcr: [why: string, changed: Record<string, string>, confidence: number, fields: string[]][] = [
  ["the same", {}, 0.95, []],
  ["another person", { contact: "王芳" }, 0.95, ["联系人"]],
  ["… read without certainty", { contact: "王芳" }, 0.85, []],
  ["one character of a name is a slip", { contact: "李朋" }, 0.99, []],
  ["another number", { mobile: "13912345678" }, 0.95, ["手机"]],
  ["one figure of a number, each of its figures sure", { mobile: "13800138001" }, 0.995, ["手机"]],
  ["one figure of a number is a slip where it is not", { mobile: "13800138001" }, 0.97, []],
  ["a number of which a figure was lost", { mobile: "1380013800" }, 0.995, []],
  ["a number in groups, with the country's code", { mobile: "+86 138-0013-8000" }, 0.99, []],
  ["a landline beside it", { mobile: "010-64102639/13800138000" }, 0.99, []],
  ["another mailbox", { email: "wangfang@tianyu.example" }, 0.95, ["邮箱"]],
  ["l and 1 in an address", { email: "1iming@tianyu.examp1e" }, 0.99, []],
  ["another provider", { email: "liming@qq.com" }, 0.95, ["邮箱"]],
  ["another city", { postalAddress: "上海市浦东新区张江路88号" }, 0.95, ["邮寄地址"]],
  ["an address cut at its line's end", { postalAddress: "北京市海淀区中关村大街1号" }, 0.99, []],
  ["an address with its postcode", { postalAddress: "100080 北京市海淀区中关村大街1号天御大厦3层" }, 0.99, []],
  ["brackets and spaces", { contact: "李　明（先生）" }, 0.99, []],
  ["another post", { position: "销售经理" }, 0.95, ["职务"]],
  ["a post told more fully", { position: "市场部总监" }, 0.99, []],
];

test.each(byOcr)("read by OCR: %s", (_why, changed, confidence, fields) => {
  expect(differing(stamped(changed, confidence))).toEqual(fields);
});

const byLayer: [why: string, changed: Record<string, string>, fields: string[]][] = [
  ["the same", {}, []],
  ["one figure of a number, all else the same", { mobile: "13800138001" }, ["手机"]],
  ["one letter of an address, all else the same", { email: "limin@tianyu.example" }, ["邮箱"]],
  ["one character of a name, all else the same", { contact: "张明" }, ["联系人"]],
  [
    "slips everywhere: a scanner's own guesses",
    { contact: "李朋", mobile: "13800138001", email: "1iming@tianyu.example", position: "总临" },
    [],
  ],
];

test.each(byLayer)("in a text layer: %s", (_why, changed, fields) => {
  expect(differing(stamped(changed, 1, "text-layer"))).toEqual(fields);
});

/** A text layer with these lines right of the labels, every short field as in the Word form. */
function withLines(...lines: string[]) {
  const layer = stamped({}, 1, "text-layer");
  const [page] = layer.pages;
  const more = pageOf([], [OWN, ...lines].join("\n")).lines.map((line) => ({ ...line, box: { ...line.box, x: 0.35 } }));
  const label = { text: "从事网络安全", confidence: 1, box: { x: 0.1, y: 0.5, width: 0.2, height: 0.02 } };
  return { ...layer, pages: page ? [{ ...page, lines: [...page.lines, ...more.flatMap((one) => [one, label])] }] : [] };
}
const WORKFORCE = "我公司从事网络安全服务工作的人员数量为60人，其中专家/资深服务人员占比10%";
const YEARS = ["2021年收入为300万元，利润60万元，成本240万元。", "2020年收入为200万元，利润40万元，成本160万元。"];

const figures: [why: string, lines: string[], messages: string[]][] = [
  ["all the same, broken into lines", [WORKFORCE.slice(0, 9), WORKFORCE.slice(9), ...YEARS], []],
  [
    "another number of people",
    [`${WORKFORCE.replace("60", "80")}、高级服务人员占比20%、中级服务人员占比30%、一般服务人员占比40%`],
    ["WORD版为“我公司从事网络安全服务工作的人员数量为60人”，盖章版为“我公司从事网络安全服务工作的人员数量为80人”"],
  ],
  [
    "another profit of one of three years told in the same words",
    [
      "2021年收入为300万元，利润60万元，成本240万元。2020年收入为200万元，利润90万元，成本160万元。2019年收入为100万元，利润20万元，成本80万元。",
    ],
    ["WORD版为“2020年利润40万元”，盖章版为“2020年利润90万元”"],
  ],
  ["other words altogether are not guessed at", ["共有员工八十人，收入三百万元"], []],
];

test.each(figures)("figures in the long fields of a text layer: %s", (_why, lines, messages) => {
  const found = compareFields(form, withLines(...lines), campaign, say).map((one) => one.message);
  expect(found).toEqual(messages.map((message) => expect.stringContaining(message) as string));
});

const hostile: [why: string, value: string][] = [
  ["figures of two widths by turns", `人员数量为${"1１".repeat(200)}人`],
  ["… few enough for a sentence", `人员数量为${"1１".repeat(20)}人，其中甲`],
  ["forty thousand figures", "1人".repeat(40_000)],
  ["many sentences of as many figures as are looked at", `${"1人".repeat(20)}。`.repeat(5_000)],
];

test.each(hostile)("a stranger's text makes no pattern: %s", (_why, value) => {
  const document = withLines("人员数量为", "1".repeat(4_000), "1人".repeat(20_000));
  const written = { ...form, fields: { ...form.fields, workforce: value } };
  const start = performance.now();
  expect(compareFields(written, document, campaign, say)).toEqual([]);
  expect(performance.now() - start).toBeLessThan(2000);
});

test("full-width figures in the Word form are figures", () => {
  const written = { ...form, fields: { ...form.fields, workforce: WORKFORCE.replace("60", "６０") } };
  expect(compareFields(written, withLines(WORKFORCE), campaign, say)).toEqual([]);
  expect(compareFields(written, withLines(WORKFORCE.replace("60", "80")), campaign, say)).toHaveLength(1);
});

test("a field that either version lacks is no difference", () => {
  const empty = seenWord({ 职务: "" }).form ?? expect.fail("a form");
  expect(compareFields(empty, stamped({ position: "销售经理" }), campaign, say)).toEqual([]);
  const unread = stamped({});
  expect(differing({ ...unread, scan: unread.scan && { ...unread.scan, fields: {} } })).toEqual([]);
});

test("the effective versions are compared; a difference warns with both readings and costs nothing", () => {
  const sealed = { ...stamped({ contact: "王芳" }) };
  const states = judge(evidence({ documents: [seenWord(), sealed] }), campaign, say).requirements;
  const state = states.find((one) => one.id === "form-pdf");
  expect(state?.status).toBe("satisfied");
  expect(state?.findings).toMatchObject([{ code: "fields-differ", severity: "warning", where: "联系人" }]);
  expect(state?.findings[0]?.message).toContain("“联系人”栏，WORD版为“李明”，盖章版为“王芳”");
  expect(states.find((one) => one.id === "form-word")?.findings).toEqual([]);
});
