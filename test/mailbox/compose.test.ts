import { simpleParser } from "mailparser";
import { describe, expect, test } from "vitest";
import { buildRaw, type MailToBuild } from "../../src/mailbox/compose.ts";

const LETTER: MailToBuild = {
  messageId: "<letter-17@ccia.example>",
  date: new Date("2022-11-21T01:00:00Z"),
  from: { name: "中国网络安全产业联盟秘书处", address: "cciahyz@ccia.example" },
  to: [{ name: "李雷", address: "li@unit.example" }],
  subject: "关于贵单位“网络安全服务阳光行动”申请材料的回执",
  text: "贵单位：\n材料已收到。",
  html: "<p>贵单位：</p><p>材料已收到。</p>",
  inReplyTo: "<one@unit.example>",
  references: ["<zero@unit.example>", "<one@unit.example>"],
  headers: { "Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All" },
  attachments: [{ name: "申请表（空白）.docx", type: "application/msword", content: Buffer.from([0, 1, 2, 255]) }],
};

describe("a letter as a mail", () => {
  test("says all that it was given", async () => {
    const mail = await simpleParser(await buildRaw(LETTER));
    expect(mail).toMatchObject({
      messageId: LETTER.messageId,
      date: LETTER.date,
      subject: LETTER.subject,
      inReplyTo: LETTER.inReplyTo,
      references: LETTER.references,
      html: LETTER.html,
    });
    expect(mail.text?.trim()).toBe(LETTER.text);
    expect(mail.from?.value).toEqual([LETTER.from]);
    expect(mail.to).toMatchObject({ value: LETTER.to });
    expect(mail.headers.get("auto-submitted")).toBe("auto-replied");
    expect(mail.headers.get("x-auto-response-suppress")).toBe("All");
    expect(mail.attachments).toMatchObject([{ filename: "申请表（空白）.docx", content: Buffer.from([0, 1, 2, 255]) }]);
  });

  test("is plain ASCII in lines that every server passes on (RFC 5322, 2.1.1), and the same each time", async () => {
    const long = { ...LETTER, subject: "材".repeat(10_000), text: "表".repeat(10_000), html: "x".repeat(10_000) };
    const raw = await buildRaw(long);
    const lines = raw.toString("latin1").split("\r\n");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(998);
    expect(lines.join("")).toMatch(/^[\x20-\x7e\t]*$/);
    expect(await buildRaw(long)).toEqual(raw);
  });

  const EVIL = "a\r\nBcc: evil@x.example\r\n\r\n<script>";
  test.each([
    ["subject", { subject: EVIL }],
    ["a name", { to: [{ name: EVIL, address: "li@unit.example" }] }],
    ["an address", { to: [{ name: "", address: "li@unit.example>\r\nBcc: evil@x.example" }] }],
    [
      "the answered mail's id",
      { inReplyTo: `<1@x>\r\nBcc: evil@x.example`, references: [`<1@x>\r\nBcc: evil@x.example`] },
    ],
    ["a header", { headers: { "X-Kind": EVIL } }],
    ["a header's name", { headers: { "X-Kind: 1\r\nBcc": "evil@x.example" } }],
    [
      "a file's name",
      { attachments: [{ name: `${EVIL}.docx`, type: "application/msword", content: Buffer.from("x") }] },
    ],
    [
      "a file's type",
      { attachments: [{ name: "a", type: "text/plain\r\nBcc: evil@x.example", content: Buffer.from("x") }] },
    ],
    ["a lone CR and a next line mark", { subject: "a\rBcc: evil@x.example\u0085Bcc: evil@x.example\u2028Bcc: e" }],
  ])("%s from outside begins no header", async (_where, change) => {
    const raw = (await buildRaw({ ...LETTER, ...change })).toString("latin1");
    expect(raw).not.toMatch(/(^|[\r\n])bcc/i);
    expect((await simpleParser(raw)).bcc).toBeUndefined();
  });

  test("a direction mark does not turn a file's name round", async () => {
    const attachments = [{ name: "表\u202excod.exe", type: "text/plain", content: Buffer.from("x") }];
    const mail = await simpleParser(await buildRaw({ ...LETTER, attachments }));
    expect(mail.attachments[0]?.filename).toBe("表xcod.exe");
  });

  test("an id that fits no header line is left out, and of a long thread its beginning and end are kept", async () => {
    const thread = Array.from({ length: 50 }, (_, n) => `<${n}@unit.example>`);
    const odd = [`<${"a".repeat(10_000)}@x>`, "<会@x>", "<=?utf-8?q?=0d=0aBcc:_e@x?=@x>"];
    const raw = (await buildRaw({ ...LETTER, inReplyTo: odd[0] ?? "", references: [...odd, ...thread] })).toString();
    expect(Math.max(...raw.split("\r\n").map((line) => line.length))).toBeLessThanOrEqual(998);
    expect(raw).not.toMatch(/in-reply-to|[^\x00-\x7f]/i);
    expect((await simpleParser(raw)).references).toEqual([...thread.slice(0, 1), ...thread.slice(-19)]);
  });

  test("what is written like an encoded word is decoded to nothing else, and one address stays one", async () => {
    const to = [{ address: "li@unit.example,evil@x.example", name: "" }];
    const mail = await simpleParser(await buildRaw({ ...LETTER, subject: "=?utf-8?B?DQpCY2M6IGU=?= x", to }));
    expect(mail.subject).toBe("= ?utf-8?B?DQpCY2M6IGU= ?= x");
    expect(mail.to).toMatchObject({ value: [{}] });
  });
});
