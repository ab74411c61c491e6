import { describe, expect, test } from "vitest";
import { dateIn } from "../../../src/domain/chinese-text.ts";
import { areEmails, hasMobile, isAddress } from "../../../src/domain/form/contact-values.ts";
import { chineseNumber } from "../../../src/domain/numbers.ts";

describe("a mobile number", () => {
  test.each([
    ["bare", "13800138000"],
    ["hyphens", "138-0013-8000"],
    ["spaces", "138 0013 8000"],
    ["points", "138.0013.8000"],
    ["+86", "+86 13800138000"],
    ["0086", "0086-138-0013-8000"],
    ["86 before a hyphen", "86-13800138000"],
    ["+86 in full-width brackets", "（+86）138 0013 8000"],
    ["a name before it", "张三 13800138000"],
    ["a name after it", "13800138000（张三）"],
    ["two numbers", "13800138000 13900139000"],
    ["a landline beside it", "010-64102639/13800138000"],
    ["full width", "１３８００１３８０００"],
    ["a leading zero", "013800138000"],
    ["a remark", "13800138000（微信同号）"],
    ["the label repeated", "手机：19912345678"],
    ["two lines", "13800138000\n010-64102639"],
  ])("%s", (_why, value) => {
    expect(hasMobile(value)).toBe(true);
  });

  test.each([
    ["a landline", "010-64102639"],
    ["a landline with an extension", "010-64102639-8013"],
    ["an extension in words", "010-64102639转138"],
    ["ten digits", "1380013800"],
    ["twelve digits", "138001380001"],
    ["12…", "12800138000"],
    ["masked", "138****8000"],
    ["a service number", "400-800-1234"],
    ["a landline of another city", "0571-87654321"],
    ["the letter O", "138OO138000"],
    ["nothing", "无"],
  ])("is not %s", (_why, value) => {
    expect(hasMobile(value)).toBe(false);
  });
});

describe("addresses of e-mail", () => {
  test.each([
    ["plain", "zhang.san@example.com"],
    ["full-width ＠", "zhang＠qq．com"],
    ["spaces around @", "zhang @ qq.com"],
    ["a space before the end", "zhang@qq .com"],
    ["two, Chinese semicolon", "zhang@qq.com；li@163.com"],
    ["two, space", "zhang@qq.com li@163.com"],
    ["two, 、", "zhang@qq.com、li@a.com.cn"],
    ["two, slash", "12345@qq.com/a@b.cn"],
    ["two, 或", "zhang@qq.com或li@163.com"],
    ["a name before it", "张三 zhang@example.com"],
    ["a name after it", "zhang@qq.com（张三）"],
    ["angle brackets", "Zhang San <zhang@x-y.com>"],
    ["a line's break after @", "zhang@\nexample.com"],
    ["a stop at the end", "zhang@qq.com。"],
    ["a sentence's stop between two lines", "a@qq.com.\nb@qq.com"],
    ["mailto:", "mailto:zhang@qq.com"],
    ["the label repeated", "邮箱：a_b@c.org"],
    ["sina's other ends", "a@sina.com.cn"],
    ["a provider's end of another country", "a@hotmail.co.uk"],
    ["a provider's end with .cn", "a@sohu.com.cn"],
    ["a host that objects have as a property", "a@constructor.com"],
  ])("%s", (_why, value) => {
    expect(areEmails(value)).toBe(true);
  });

  test.each([
    ["a comma for a point", "zhang@qq,com"],
    [".con", "zhang@163.con"],
    [".cmo", "zhang@example.cmo"],
    ["no @", "zhangqq.com"],
    ["no end", "zhang@example"],
    ["two @", "zhang@@qq.com"],
    ["a Chinese stop for a point", "zhang@qq。com"],
    ["# for @", "zhang#qq.com"],
    ["a provider misspelt", "zhang@gamil.com"],
    ["a provider's wrong end", "zhang@qq.cn"],
    ["the second one wrong", "a@qq.com；bqq.com"],
    ["nothing before @", "@qq.com"],
    ["two points", "zhang..san@qq.com"],
    ["no address", "无"],
    ["a mobile number", "13800138000"],
  ])("not %s", (_why, value) => {
    expect(areEmails(value)).toBe(false);
  });
});

describe("an address", () => {
  test.each([
    ["street and number", "北京市海淀区中关村大街1号"],
    ["spaces", "北京市东城区安定门东大街 1 号"],
    ["without 省 and 市", "广东深圳南山科技园北区5栋"],
    ["a box of the post, which mail reaches", "北京市8717信箱"],
    ["an autonomous region", "内蒙古呼和浩特市赛罕区如意开发区"],
    ["postcode and person", "浙江省杭州市滨江区聚园路1号，310051，张三收"],
    ["English", "No. 1 Andingmen East Street, Dongcheng District, Beijing 100007"],
    ["a village", "河北省保定市容城县大河镇东村12号"],
  ])("%s", (_why, value) => {
    expect(isAddress(value)).toBe(true);
  });

  test.each([
    ["a city", "北京"],
    ["a district", "北京市海淀区"],
    ["a street without a city", "中关村大街1号"],
    ["blanks between the words", "北京市  区  路  号"],
    ["the words alone", "省市区路号楼室"],
    ["同上", "同上"],
    ["an address of e-mail", "zhangsan@example.com"],
    ["a mobile number", "13800138000"],
  ])("is not %s", (_why, value) => {
    expect(isAddress(value)).toBe(false);
  });
});

describe("a date", () => {
  test.each([
    ["the form's", "2022年11月20日"],
    ["spaces", "2022 年 11 月 20 日"],
    ["points", "2022.11.20"],
    ["points and one at the end", "2022.11.20."],
    ["slashes", "2022/11/20"],
    ["hyphens", "2022-11-20"],
    ["full-width hyphens", "2022－11－20"],
    ["、", "2022、11、20"],
    ["eight digits", "20221120"],
    ["号", "2022年11月20号"],
    ["no 日", "2022年11月20"],
    ["two digits", "22年11月20日"],
    ["numerals", "二〇二二年十一月二十日"],
    ["零", "二零二二年十一月二十日"],
    ["a figure for 零", "二0二二年十一月二十日"],
    ["the letter O for 零", "二O二二年十一月二十日"],
    ["大写", "贰零贰贰年拾壹月贰拾日"],
    ["mixed", "2022年十一月二十日"],
    ["full width", "２０２２年１１月２０日"],
    ["words around it", "申请日期：2022年11月20日（盖章）"],
  ])("%s", (_why, text) => {
    expect(dateIn(text)).toBe("2022-11-20");
  });

  test.each([
    ["30 February", "2022年2月30日"],
    ["month 13", "2022年13月1日"],
    ["no day", "2022年11月日"],
    ["blank", "年月日"],
    ["no year", "11月20日"],
    ["nine digits", "202211200"],
  ])("is not %s", (_why, text) => {
    expect(dateIn(text)).toBeNull();
  });
});

test.each([
  ["一千二百三十", 1230],
  ["二〇二一", 2021],
  ["三点五", 3.5],
  ["三点五亿", 350_000_000],
  ["1亿2千万", 120_000_000],
  ["1亿2千3百万", 123_000_000],
  ["一亿二千万", 120_000_000],
  ["一万二", 12_000],
  ["一万零二", 10_002],
  ["一百二", 120],
  ["十二", 12],
  ["两千万", 20_000_000],
  ["壹仟贰佰叁拾肆万伍仟", 12_345_000],
  ["1万亿", 1_000_000_000_000],
  ["一般", null],
  ["百万", 1_000_000],
])("the numeral %s is %d", (written, value) => {
  expect(chineseNumber(written)).toBe(value);
});
