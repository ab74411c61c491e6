import { expect, test } from "vitest";
import { seeBody } from "../../src/domain/see-body.ts";
import { campaign, OWN } from "./evidence-fixture.ts";

const FORM = `您好，我公司申请加入，申请表如下：
单位名称：${OWN}
联系人：李明
手机：13800138000
职务：总监
邮箱：liming@tianyu.example
邮寄地址：北京市海淀区中关村大街1号
网络安全服务内容：安全运维、渗透测试
网络安全服务资质：CCRC 风险评估二级
网络安全服务领域及客户规模：政务领域客户12家
网络安全服务领域技术特长：工业控制系统安全监测`;
const quoted = (text: string) => text.replace(/^/gm, "> ");
const SIGNATURE = `附件：“网络安全服务阳光行动”成员单位申请表\n单位名称：${OWN}\n联系人：李明\n手机：13800138000\n职务：总监\n邮箱：liming@tianyu.example\n邮寄地址：北京市海淀区中关村大街1号`;
const BLANK = FORM.replace(/：.*/g, "：");

test.each([
  ["the form written into a mail", FORM, OWN],
  ["… forwarded, each line quoted", quoted(FORM), OWN],
  ["… as a table that became tabs", FORM.replaceAll("：", "\t"), OWN],
  ["a signature is no form", SIGNATURE, null],
  ["the blank form is no application", BLANK, null],
  ["an ordinary mail", "您好！\n附件为我公司的申请材料，请查收。\n李明", null],
  ["no text", "", null],
])("%s", (_why, text, unitName) => {
  expect(seeBody(text, campaign)?.unitName ?? null).toBe(unitName);
});
