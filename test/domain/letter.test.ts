import { describe, expect, test } from "vitest";
import { FINDING_CODES, type FindingCode } from "../../src/domain/finding-codes.ts";
import { composeLetter } from "../../src/domain/letter/compose.ts";
import { findingMessage } from "../../src/domain/letter/finding-message.ts";
import { sampleLetterContents } from "../../src/domain/letter/samples.ts";
import { columns, wrap } from "../../src/domain/letter/wrap.ts";
import { FINDING_DETAILS, wrongPlaceholders } from "../../src/domain/letter/wording.ts";
import type { Finding, LetterContent, Status } from "../../src/domain/verdicts.ts";
import { campaign, wording } from "./wording-fixture.ts";

const compose = (content: LetterContent) => composeLetter(content, campaign, wording);
const samples = sampleLetterContents(campaign, wording);

function sample(kind: LetterContent["kind"]): LetterContent {
  const found = samples.find((one) => one.kind === kind);
  if (!found) throw new Error(`no sample of ${kind}`);
  return found;
}

function finding(code: FindingCode, detail: Record<string, string> = {}, where?: string): Finding {
  const message = findingMessage(code, detail, wording);
  return { code, severity: campaign.findings[code] ?? "warning", message, ...(where === undefined ? {} : { where }) };
}

/** Without line breaks and indents, so that a sentence is found wherever it was wrapped. */
const flat = (text: string) => text.replace(/\s+/g, "");

describe("every kind", () => {
  test("is among the samples", () => {
    const told = samples.map(({ kind, acknowledges, decision }) =>
      [kind, acknowledges && "acknowledges", decision?.outcome].filter(Boolean).join(" "),
    );
    expect(told).toEqual([
      ...["receipt", "deficiency", "complete", "reminder"],
      ...["approved", "returned", "rejected", "withdrawn"].map((outcome) => `decision ${outcome}`),
      ...["enquiry", "enquiry acknowledges"],
    ]);
  });

  test.each(samples.map((one) => [one.kind, one] as const))("%s reads as a letter", (_kind, content) => {
    const { subject, text, html } = compose(content);
    expect(subject).not.toMatch(/[\r\n]/);
    for (const part of [subject, text, html]) {
      expect(part).not.toMatch(/[{}]|undefined|null|NaN/);
      expect(part).not.toMatch(/真实|genuine/);
    }
    expect(text).toContain(content.unitName ?? "尊敬的来信单位");
    const reply = content.acknowledges ? "工作人员会看到您的回复" : "直接回复本邮件";
    for (const said of ["中国网络安全产业联盟秘书处", "2022年11月2", "周梦妍", "010-64102639", reply]) {
      expect(flat(text)).toContain(said);
      expect(flat(html)).toContain(said);
    }
    for (const line of text.split("\n")) expect(columns(line)).toBeLessThanOrEqual(80);
    expect(html).not.toMatch(/<(img|script|link|iframe)|https?:|url\(/);
  });

  test.each(["receipt", "deficiency", "complete", "reminder"] as const)("%s names all five items", (kind) => {
    const { text } = compose(sample(kind));
    for (const { title } of campaign.requirements) expect(text).toContain(title);
  });
});

describe("what a finding says is no more than was seen", () => {
  test.each([
    ["document-damaged", { name: "甲.pdf" }, "我们未能打开附件“甲.pdf”，文件可能不完整。"],
    ["document-timed-out", { name: "甲.pdf" }, "附件“甲.pdf”未能处理完。"],
    ["cloud-link", { place: "百度网盘" }, "来信中有百度网盘的链接，其中如有申请材料，我们无法下载。"],
    ["field-placeholder-left", { field: "职务" }, "申请表的“职务”栏还有留空待填之处（如“XX”“____”）。"],
    ["financials-unit-odd", { year: "2021", read: "甲" }, "请核对金额单位，如有误请改为万元，更正后重新发送。"],
    ["name-differs", { word: "甲", scan: "乙" }, "申请单位名称为“甲”，盖章版为“乙”，两者不一致。"],
  ] as [FindingCode, Record<string, string>, string][])("%s", (code, detail, said) => {
    expect(findingMessage(code, detail, wording)).toContain(said);
  });
});

describe("statuses stand in words, never in colour alone", () => {
  test.each([
    ["satisfied", "已收到，符合要求"],
    ["defective", "已收到，需补正"],
    ["missing", "尚未收到"],
    ["unsure", "已收到，正由工作人员核对"],
    ["waived", "已免于提交"],
  ] as [Status, string][])("%s", (status, word) => {
    const items = sample("receipt").items.map((item) => ({ ...item, status, findings: [] }));
    const { text, html } = compose({ ...sample("receipt"), items });
    expect(text.match(new RegExp(word, "g"))?.length).toBeGreaterThanOrEqual(5);
    expect(html).toContain(word);
  });
});

describe("what a letter asks for", () => {
  test("a receipt asks for nothing but the paper", () => {
    const text = flat(compose(sample("receipt")).text);
    expect(text).toContain("另请将《申请表》盖章纸质版、《宣言》盖章纸质版");
    expect(text).toContain("北京市东城区安定门东大街1号");
    expect(text).not.toContain("请办理");
  });

  test("paper that has come is not asked for again", () => {
    const items = sample("receipt").items.map((item) =>
      item.title.includes("《申请表》盖章纸质版") ? { ...item, status: "satisfied" as const } : item,
    );
    expect(flat(compose({ ...sample("receipt"), items }).text)).toContain("另请将《宣言》盖章纸质版（");
  });

  test("a deficiency letter says first what to do", () => {
    const { subject, text } = compose(sample("deficiency"));
    expect(subject).toContain("请补充3项");
    expect(text.indexOf("请办理")).toBeLessThan(text.indexOf("材料情况"));
    expect(flat(text)).toContain("第2页的盖章处未见单位公章。请在“单位公章”处加盖公章");
    expect(flat(text)).toContain("随信附上空白表格《附件2：");
  });

  test("blank fields stand in one sentence", () => {
    expect(flat(compose(sample("deficiency")).text)).toContain(
      "申请表的“职务”、“邮寄地址”栏尚未填写。请填写完整后重新发送。",
    );
  });

  test("a file that could not be opened is something to do, under its name", () => {
    const findings = [
      finding("document-encrypted", { name: "材料.zip" }, "材料.zip"),
      finding("cloud-link", { place: "百度网盘" }),
    ];
    const { subject, text } = compose({ ...sample("deficiency"), findings });
    expect(subject).toContain("请补充5项");
    expect(text).toContain("1. 附件“材料.zip”设有密码，无法打开。");
    expect(flat(text)).toContain("2.来信中有百度网盘的链接，其中如有申请材料，我们无法下载。");
  });

  test("two files that could not be opened stand in one sentence, each by its name, also without an extension", () => {
    const names = ["宣言.pdf", "申请表"];
    const findings = names.map((name) => finding("document-encrypted", { name }, name));
    const { text } = compose({ ...sample("deficiency"), findings });
    expect(flat(text)).toContain("1.附件“宣言.pdf”、“申请表”设有密码，无法打开。请取消密码后重新发送。");
  });

  test("several fields that differ are told one by one, and how to mend them once", () => {
    const differ = ["职务", "手机"].map((field) =>
      finding("fields-differ", { field, word: "甲", scan: "乙" }, "盖章.pdf"),
    );
    const items = sample("receipt").items.map((item, index) => ({ ...item, findings: index === 1 ? differ : [] }));
    const text = flat(compose({ ...sample("receipt"), items }).text);
    expect(text).toContain("“职务”栏，WORD版为“甲”，盖章版为“乙”，两者不一致。盖章.pdf：申请表“手机”栏");
    expect(text.match(/重新发送有误的一份/g)).toHaveLength(1);
  });

  test("a file that could be any of three items is spoken of once", () => {
    const unread = finding("document-encrypted", { name: "材料.rar" }, "材料.rar");
    const items = sample("receipt").items.map((item) =>
      item.medium === "paper" ? item : { ...item, status: "unsure" as const, findings: [unread] },
    );
    const { subject, text } = compose({ ...sample("deficiency"), items });
    expect(subject).toContain("请补充1项");
    expect(text.match(/“材料\.rar”设有密码/g)).toHaveLength(1);
    expect(flat(text)).toContain(
      "1.《申请表》WORD版、《申请表》盖章PDF版、《宣言》盖章PDF版（已收到，正由工作人员核对）",
    );
  });

  test("a defect that only a person knows of names whom to ask", () => {
    const items = sample("receipt").items.map((item, index) =>
      index === 0
        ? { ...item, status: "defective" as const, findings: [finding("override", { why: "电话核实" })] }
        : item,
    );
    const { text } = compose({ ...sample("deficiency"), items });
    expect(flat(text)).toContain("此项需补正，具体要求请与周梦妍联系");
    expect(text).not.toContain("电话核实");
  });

  test("a warning asks only for a look", () => {
    const items = sample("receipt").items.map((item, index) =>
      index === 0 ? { ...item, findings: [finding("mobile-odd")] } : item,
    );
    const { text } = compose({ ...sample("receipt"), items });
    expect(text).toContain("【请留意】\n· 《申请表》WORD版\n  申请表中的手机号码似乎有误。");
  });

  test("a company that is not on the roster is told so", () => {
    const findings = [finding("not-a-member", { unit: "某某公司" })];
    expect(flat(compose({ ...sample("receipt"), findings }).text)).toContain("未在联盟会员名录中查到“某某公司”");
  });

  test.each([
    ["membership-unknown", { unit: "某某公司" }],
    ["possible-twin", { candidates: "某某公司" }],
    ["override", { why: "某某公司来电" }],
    ["seal-name-unread", {}],
  ] as [FindingCode, Record<string, string>][])("%s is for the staff", (code, detail) => {
    const told = finding(code, detail);
    const items = sample("receipt").items.map((item) => ({ ...item, findings: [told] }));
    const { text } = compose({ ...sample("receipt"), findings: [told], items });
    expect(flat(text)).not.toContain(flat(told.message).slice(0, 12));
  });

  test("several mails are answered by one sentence", () => {
    const received = [
      { subject: "一", at: "2022-11-20T16:05:00Z", attachments: ["申请表.docx"] },
      { subject: "二", at: "2022-11-21T01:12:00Z", attachments: Array.from({ length: 12 }, (_, n) => `第${n}页.jpg`) },
    ];
    const text = flat(compose({ ...sample("deficiency"), received }).text);
    expect(text).toContain("2022年11月21日00:05至2022年11月21日09:12（北京时间）发来的2封邮件均已收到，内有附件13个：");
    expect(text).toContain("第6页.jpg等。");
  });

  test.each([
    ["approved", "审核通过"],
    ["returned", "请补充资质证书"],
    ["rejected", "未获通过"],
    ["withdrawn", "撤回"],
  ] as const)("a decision says that it is %s", (outcome, said) => {
    const content = { ...sample("decision"), decision: { outcome, why: "请补充资质证书" } };
    expect(flat(compose(content).text)).toContain(said);
  });

  test("a decision without an outcome is a fault", () => {
    expect(() => compose({ ...sample("receipt"), kind: "decision" })).toThrow("outcome");
  });
});

describe("around the deadline, 30 November 24:00 in Beijing", () => {
  test.each([
    ["nine days", "2022-11-21T01:00:00Z", "还有9天"],
    ["late in the evening of the 20th", "2022-11-20T15:59:59Z", "还有10天"],
    ["the 21st begins", "2022-11-20T16:00:00Z", "还有9天"],
    ["the eve", "2022-11-29T15:59:59Z", "还有1天"],
    ["the last day begins", "2022-11-29T16:00:00Z", "今天截止（2022年11月30日24:00"],
    ["its last second", "2022-11-30T15:59:59Z", "今天截止（2022年11月30日24:00"],
    ["over", "2022-11-30T16:00:00Z", "已过截止时间（2022年11月30日24:00"],
  ])("%s", (_when, now, said) => {
    const text = flat(compose({ ...sample("deficiency"), now }).text);
    expect(text).toContain(said);
  });

  test("what came late is promised nothing", () => {
    const text = flat(compose({ ...sample("receipt"), now: "2022-12-01T02:00:00Z", late: true }).text);
    expect(text).toContain("在截止时间（2022年11月30日24:00，北京时间）之后收到，由中国网络安全产业联盟秘书处研究处理");
    expect(text).not.toMatch(/还有\d+天|今天截止|邮寄至下列地址/);
  });
});

describe("hostile names stay names", () => {
  const hostile = `<script>alert("1")</script>\r\nBcc: x@y.example\u202E&{截止时间}`;
  const content: LetterContent = {
    ...sample("deficiency"),
    unitName: hostile,
    received: [
      {
        subject: hostile,
        at: sample("deficiency").now,
        attachments: [hostile, "a".repeat(10_000), "http://evil.example/x"],
      },
    ],
    findings: [
      finding("document-unknown", { name: hostile }, hostile),
      finding("document-damaged", {}, "长".repeat(10_000)),
    ],
  };
  const { subject, text, html } = compose(content);

  test("no markup, no header, no reordering", () => {
    expect(html).not.toMatch(/<script|alert\("1"\)/);
    expect(subject + text.replace(/\n/g, "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(html).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    expect(text).not.toMatch(/^Bcc:/m);
    expect(text).not.toContain("http://");
  });

  test("no length without end, no placeholder filled from outside", () => {
    expect(Array.from(subject).length).toBeLessThanOrEqual(120);
    expect(text.length).toBeLessThan(4000);
    expect(subject).toContain("{截止时间}");
  });

  test("the applicant's subject is not sent back", () => {
    expect(
      flat(
        compose({
          ...content,
          unitName: "甲公司",
          findings: [],
          received: [{ subject: "优惠大放送", at: content.now, attachments: [] }],
        }).text,
      ),
    ).not.toContain("优惠大放送");
  });
});

describe("the wording", () => {
  test("of the campaign holds only placeholders that it may hold", () => {
    expect(wrongPlaceholders(wording)).toEqual([]);
  });

  test.each([
    ["a slip", "距{截至时间}", "{截至时间}"],
    ["a placeholder of another text", "{审核意见}", "{审核意见}"],
    ["a brace alone", "{截止时间", "{"],
  ])("is refused for %s", (_why, text, written) => {
    const changed = { ...wording, deadline: { ...wording.deadline, today: text } };
    expect(wrongPlaceholders(changed)).toEqual([
      { path: ["deadline", "today"], written, allowed: ["截止时间", "秘书处"] },
    ]);
  });

  test.each(FINDING_CODES)("has words for %s, with nothing left open", (code) => {
    const detail = Object.fromEntries(Object.values(FINDING_DETAILS[code] ?? {}).map((key) => [key, "甲乙丙"]));
    const message = findingMessage(code, detail, wording);
    expect(message).toMatch(/^[^{}]+$/);
    expect(Object.keys(detail).every(() => message.includes("甲乙丙"))).toBe(true);
    expect(findingMessage(code, {}, wording)).not.toMatch(/[{}]|undefined/);
  });
});

test.each([
  ["a closing mark never begins a line", "中".repeat(40) + "。", ["中".repeat(39), "中。"]],
  ["a word is not torn", "中".repeat(38) + "cciahyz@china-cia.org.cn", ["中".repeat(38), "cciahyz@china-cia.org.cn"]],
  ["a bracket stays with what it opens", "中".repeat(39) + "（周）", ["中".repeat(39), "（周）"]],
])("%s", (_why, text, lines) => {
  expect(wrap(text)).toEqual(lines);
});
