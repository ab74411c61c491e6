import type { FormField } from "../campaign.ts";
import { bare, halfWidth } from "../chinese-text.ts";
import { boundedTo, LONGEST_ANSWER, LONGEST_SHORT_VALUE } from "./limits.ts";

/** Labels that other forms have, which applicants add or keep; what follows one is no value of ours. */
const OTHERS = new Set(
  (
    "传真 座机 固定电话 办公电话 公司电话 单位电话 部门 所在部门 网址 官网 公司网址 单位网址 邮编 邮政编码 法人 法定代表人 法人代表 " +
    "统一社会信用代码 社会信用代码 组织机构代码 注册资本 注册资金 成立时间 成立日期 注册地址 性别 备注 QQ qq 微信 微信号 单位性质 企业性质 " +
    "单位类型 企业类型 会员编号 会员证号 会员级别 员工总数 员工人数 总人数 开户行 账号 税号 学历 职称 填表人 经办人 负责人 项目负责人 单位负责人 " +
    "身份证号 所属行业 单位简介 公司简介 企业简介 推荐人 推荐单位"
  ).split(" "),
);
const LONGEST_LABEL = 12;

/** Is the cell the label of something that our form does not ask for? `behind`: the cells that follow. */
export function isUnrelatedLabel(cell: string, behind: string[]): boolean {
  const text = bare(cell);
  if (text === "" || text.length > LONGEST_LABEL || behind.length === 0) return false;
  return OTHERS.has(text) || /[:：]\s*$/.test(cell);
}

/** The value as far as it is read. */
export function bounded(field: FormField, value: string): string {
  return boundedTo(takesMore(field) ? LONGEST_ANSWER : LONGEST_SHORT_VALUE, value);
}

/** Does the field's value go on in further rows or cells? A number or a name has one place. */
export function takesMore({ check, example }: FormField): boolean {
  switch (check) {
    case "text":
      return example !== null;
    case "address":
    case "workforce":
    case "financials":
    case "opinion":
      return true;
    case "unit-name":
    case "mobile":
    case "email":
    case "date":
      return false;
  }
}

/**
 * A value that is cut over several cells, joined. What cannot belong to it is the `rest`: behind a whole telephone
 * number or a whole name something else begins.
 */
export function joinPieces(field: FormField, cells: string[]): { value: string; rest: string[] } {
  const filled = cells.filter((cell) => cell.trim() !== "");
  if (takesMore(field)) return { value: filled.join("\n"), rest: [] };
  // The value's own cell is empty, and two more follow: those are a label that nobody knows, and its value.
  if (cells[0]?.trim() === "" && filled.length > 1) return { value: "", rest: filled };
  let value = filled[0] ?? "";
  let taken = 1;
  while (taken < filled.length && value.length < LONGEST_SHORT_VALUE && isCutOff(field, value, filled[taken] ?? ""))
    value += filled[taken++] ?? "";
  return { value, rest: filled.slice(taken) };
}

function isCutOff(field: FormField, value: string, next: string): boolean {
  switch (field.check) {
    case "mobile":
      return /^[\d\s-]+$/.test(halfWidth(value + next)) && bare(value).length < 11;
    case "email":
      return !WHOLE_EMAIL.test(halfWidth(value)) || next.startsWith(".");
    case "unit-name":
      return !WHOLE_NAME.test(value.trim());
    case "date":
      return true;
    case "text":
    case "address":
    case "workforce":
    case "financials":
    case "opinion":
      return bare(value).length < 2;
  }
}

const WHOLE_EMAIL = /@[\w-]+(\.[\w-]+)*\.[A-Za-z]{2,}\s*$/;
const WHOLE_NAME = /(?:公司|集团|中心|研究院|研究所|大学|学院|协会|分公司)\s*[)）]?$/;

/** A name or a number that was broken over lines in its cell, in one line again. */
export function unbroken(field: FormField, value: string): string {
  const lines = value.split(/[\n\t]+/).map((line) => line.trim());
  if (lines.length === 1) return value;
  const { value: joined, rest } = joinPieces(field, lines);
  return rest.length === 0 ? joined : value;
}
