import { FORM_FIELDS, type FormValues, LABELS } from "../../../src/demo/makers/form-values.ts";
import { formRows, formWith, spanned } from "../word-forms.ts";
import type { Field, Layout } from "./layout.ts";

const labelled = (label: (field: Field) => string) => (values: FormValues) =>
  formWith(spanned(formRows(values, label)));
const spaced = (gap: string) => (field: Field) => Array.from(LABELS[field].replace("\n", "")).join(gap);

/** The labels as people type them over. */
export const labels: Layout[] = [
  ["labels-as-printed", "the template's own labels in a table made anew", labelled((field) => LABELS[field])],
  ["labels-spaced", "单 位 名 称", labelled(spaced(" "))],
  ["labels-wide-spaces", "单　位　名　称", labelled(spaced("\u3000"))],
  ["labels-no-break-spaces", "spaces that Word does not break", labelled(spaced("\u00a0"))],
  ["labels-upright", "one character a line, as in narrow columns", labelled(spaced("\n"))],
  ["labels-broken", "long labels broken by hand", labelled((field) => LABELS[field].replace(/(.{4})/g, "$1\n").trim())],
  ["labels-colons", "单位名称：", labelled((field) => `${LABELS[field].replace("\n", "")}：`)],
  ["labels-starred", "*单位名称", labelled((field) => `*${LABELS[field]}`)],
  ["labels-numbered", "1. 单位名称", labelled((field) => `${FORM_FIELDS.indexOf(field) + 1}. ${LABELS[field]}`)],
  ["labels-in-brackets", "【单位名称】", labelled((field) => `【${LABELS[field]}】`)],
  ["labels-other-words", "公司名称, 联系电话, 通讯地址", labelled((field) => OTHER_WORDS[field] ?? LABELS[field])],
  [
    "labels-full-width",
    "Ｅ－ｍａｉｌ and （单位：万元） in full width",
    labelled((field) => FULL_WIDTH[field] ?? LABELS[field]),
  ],
  ["labels-with-hints", "单位名称（全称）", labelled((field) => HINTED[field] ?? LABELS[field])],
];
const OTHER_WORDS: Partial<FormValues> = {
  unitName: "公司名称",
  mobile: "联系电话",
  position: "职位",
  email: "电子邮箱",
  postalAddress: "通讯地址",
};
const FULL_WIDTH: Partial<FormValues> = {
  email: "Ｅ－ｍａｉｌ",
  financials: "近三年网络安全服务收入、利润及成本（单位：万元）",
};
const HINTED: Partial<FormValues> = {
  unitName: "单位名称（全称）",
  contact: "联系人（姓名）",
  mobile: "手机（必填）",
  postalAddress: "邮寄地址（含邮编）",
};
