import { describe, expect, it } from "vitest";
import type { MailFacts } from "../../src/domain/facts.ts";
import { limits } from "../../src/reading/limits.ts";
import { readMail } from "../../src/reading/mail.ts";
import { attached, b64, mailOf, mixed } from "../makers/mime.ts";
import { gbk } from "../makers/charsets.ts";
import { zipOf, zipWithRawNames } from "../makers/zip.ts";

const PDF = Buffer.from("%PDF-1.4\n%made\n");

/** A multipart/mixed mail with a text and one PDF behind the given part headers. */
function withPart(...partHeaders: (string | Buffer)[]): Buffer {
  return mixed("mixed", [
    mailOf(["Content-Type: text/plain; charset=utf-8"], "您好"),
    mailOf([...partHeaders, "Content-Transfer-Encoding: base64"], PDF.toString("base64")),
  ]);
}

const read = (raw: Buffer): Promise<MailFacts> => readMail(raw, () => Promise.resolve());
const raw = (before: string, name: Buffer, after: string) =>
  Buffer.concat([Buffer.from(before), name, Buffer.from(after)]);

/** Every byte escaped, as Q has it (RFC 2047 §4.2). */
const q = (bytes: Buffer) => bytes.toString("hex").toUpperCase().replace(/../g, "=$&");

const NAME = "阳光行动申请表.pdf";
const utf8 = Buffer.from(NAME);

describe("the name of an attachment", () => {
  it.each<[why: string, headers: (string | Buffer)[], name: string]>([
    [
      "raw GBK bytes, as old Foxmail sends them",
      [raw('Content-Disposition: attachment; filename="', gbk(NAME), '"')],
      NAME,
    ],
    [
      "raw GBK with 0x5C as a second byte, which is no backslash",
      [raw('Content-Disposition: attachment; filename="', gbk("誠信承诺.pdf"), '"')],
      "誠信承诺.pdf",
    ],
    [
      "raw GBK that is valid UTF-8 by chance",
      [raw("Content-Disposition: attachment; filename=", Buffer.from([0xc4, 0xa3, 0xb0, 0xe5]), ".pdf")],
      "模板.pdf",
    ],
    ["raw UTF-8", [`Content-Disposition: attachment; filename="${NAME}"`], NAME],
    [
      "raw UTF-8 that lost its last byte",
      [raw('Content-Disposition: attachment; filename="', utf8.subarray(0, 20), '"')],
      "阳光行动申请\ufffd",
    ],
    ["GB18030 encoded-word", [`Content-Disposition: attachment; filename="=?GB18030?B?${b64(gbk(NAME))}?="`], NAME],
    [
      "gb2312 encoded-word in Q with blanks as underscores",
      ['Content-Disposition: attachment; filename="=?gb2312?Q?=C9=EA_=C7=EB.pdf?="'],
      "申 请.pdf",
    ],
    ["Big5 encoded-word", ['Content-Disposition: attachment; filename="=?big5?B?pdO90C5wZGY=?="'], "申請.pdf"],
    [
      "encoded-words cut in the middle of a character",
      [
        `Content-Disposition: attachment;\r\n filename="=?utf-8?B?${b64(utf8.subarray(0, 10))}?=\r\n =?utf-8?B?${b64(utf8.subarray(10))}?="`,
      ],
      NAME,
    ],
    [
      "RFC 2231 with a charset",
      [`Content-Disposition: attachment; filename*=UTF-8''${encodeURIComponent(NAME)}`],
      NAME,
    ],
    [
      "RFC 2231 in pieces, cut in the middle of a character, wins over the plain one",
      [
        "Content-Disposition: attachment; filename=garbled.pdf;\r\n filename*0*=GBK''%C9%EA%C7;\r\n filename*1*=%EB;\r\n filename*2=\".pdf\"",
      ],
      "申请.pdf",
    ],
    [
      "an encoded-word spread over RFC 2231 pieces",
      [
        `Content-Disposition: attachment; filename*0="=?utf-8?B?${b64(utf8).slice(0, 11)}"; filename*1="${b64(utf8).slice(11)}?="`,
      ],
      NAME,
    ],
    [
      "GB18030 encoded-words cut in the middle of a character, in B and in Q",
      [
        `Content-Disposition: attachment; filename="=?GB18030?B?${b64(gbk(NAME).subarray(0, 5))}?= =?GB18030?Q?${q(gbk(NAME).subarray(5))}?="`,
      ],
      NAME,
    ],
    [
      "Big5 encoded-words cut in the middle of a character",
      ['Content-Disposition: attachment;\r\n filename="=?big5?B?pdO9?=\r\n\t=?Big5?B?0C5wZGY=?="'],
      "申請.pdf",
    ],
    [
      "encoded-words of two charsets",
      [`Content-Disposition: attachment; filename="=?gbk?B?${b64(gbk("申请"))}?= =?utf-8?B?${b64("表.pdf")}?="`],
      "申请表.pdf",
    ],
    [
      "an encoded-word beside plain letters",
      [`Content-Disposition: attachment; filename="2022=?utf-8?B?${b64("申请表")}?=.pdf"`],
      "2022申请表.pdf",
    ],
    [
      "RFC 2231 in pieces out of order",
      ["Content-Disposition: attachment; filename*1*=%E8%AF%B7.pdf; filename*0*=UTF-8''%E7%94%B3"],
      "申请.pdf",
    ],
    [
      "RFC 2231 without a charset, in GBK",
      ["Content-Disposition: attachment; filename*=''%C9%EA%C7%EB.pdf"],
      "申请.pdf",
    ],
    ["RFC 2231 in Content-Type alone", [`Content-Type: application/pdf; name*=GB18030''%C9%EA%C7%EB.pdf`], "申请.pdf"],
    ["percent signs that are not RFC 2231's", [`Content-Disposition: attachment; filename="100%25.pdf"`], "100%25.pdf"],
    [
      "raw GBK over a folded header",
      [raw('Content-Disposition: attachment;\r\n filename="', gbk(NAME), '";\r\n size=15')],
      NAME,
    ],
    [
      "blanks that nobody quoted",
      ["Content-Disposition: attachment; filename=form with seal.pdf"],
      "form with seal.pdf",
    ],
    ["only in Content-Type", [`Content-Type: application/pdf; name="${NAME}"`], NAME],
    [
      "decomposed, as macOS sends it",
      [`Content-Disposition: attachment; filename="${"é.pdf".normalize("NFD")}"`],
      "é.pdf".normalize("NFC"),
    ],
    ["a whole Windows path", ['Content-Disposition: attachment; filename="C:\\Users\\li\\form.pdf"'], "form.pdf"],
    ["none at all", ["Content-Type: application/pdf"], ""],
  ])("%s", async (_why, headers, name) => {
    const { parts } = await read(withPart(...headers));
    expect(parts).toMatchObject([{ name, kind: "pdf", size: PDF.length, within: [] }]);
  });
});

describe("the envelope", () => {
  it("keeps every header in order, unfolded and decoded", async () => {
    const facts = await read(
      mailOf([
        "Received: from b by c; Mon, 21 Nov 2022 09:00:05 +0800 (CST)",
        "Received: from a by b; Mon, 21 Nov 2022 08:59:00 +0800",
        `From: =?gb18030?B?${b64(gbk("李雷"))}?= <li@example.com>`,
        raw("To: ", gbk("秘书处"), " <x@china-cia.example>, y@china-cia.example"),
        raw("Subject: ", gbk("申请\r\n 材料"), ""),
        "Date: Mon, 21 Nov 2022 08:58:00 +0800 (GMT+08:00)",
        "Message-ID: <1@example.com>",
        "In-Reply-To: <0@x.example> (their letter)",
        "References: <a@x.example>\r\n <0@x.example>",
      ]),
    );
    expect(facts).toMatchObject({
      messageId: "<1@example.com>",
      inReplyTo: "<0@x.example>",
      references: ["<a@x.example>", "<0@x.example>"],
      from: { address: "li@example.com", name: "李雷" },
      to: [
        { address: "x@china-cia.example", name: "秘书处" },
        { address: "y@china-cia.example", name: "" },
      ],
      subject: "申请 材料",
      date: "2022-11-21T00:58:00.000Z",
      received: "2022-11-21T01:00:05.000Z",
      contentType: "text/plain",
      text: "正文",
      notes: [],
    });
    expect(facts.headers.map(([name]) => name)).toEqual([
      "received",
      "received",
      "from",
      "to",
      "subject",
      "date",
      "message-id",
      "in-reply-to",
      "references",
    ]);
  });

  it.each<[why: string, header: string, messageId: string | null]>([
    ["absent", "X-Other: 1", null],
    ["empty", "Message-ID: ", null],
    ["empty brackets", "Message-ID: <>", null],
    ["without brackets", "Message-ID: 1@example.com", "<1@example.com>"],
  ])("Message-ID %s", async (_why, header, messageId) => {
    expect(await read(mailOf([header]))).toMatchObject({ messageId });
  });

  it("makes no address out of an encoded name", async () => {
    const { from } = await read(
      mailOf([`From: =?utf-8?B?${b64("boss@china-cia.example <b@c.example>")}?= <li@example.com>`]),
    );
    expect(from?.address).toBe("li@example.com");
  });

  it("gives null for a date that is none", async () => {
    expect(await read(mailOf(["Date: 二〇二二年"]))).toMatchObject({ date: null, received: null });
  });
});

describe("the body", () => {
  it.each<[why: string, mail: Buffer, text: string]>([
    ["GBK without a charset", mailOf(["Subject: s"], gbk("请查收附件。")), "请查收附件。"],
    [
      "GBK that claims to be UTF-8",
      mailOf(["Content-Type: text/plain; charset=utf-8"], gbk("请查收附件。")),
      "请查收附件。",
    ],
    ["an unknown charset", mailOf(["Content-Type: text/plain; charset=x-none"], "请查收"), "请查收"],
    ["gb2312 with characters of GB18030", mailOf(["Content-Type: text/plain; charset=gb2312"], gbk("喆")), "喆"],
    [
      "HTML alone beside an attachment",
      mixed("mixed", [
        mailOf(["Content-Type: text/html"], "<p>您好<br>附件</p>"),
        attached(PDF, ["Content-Type: application/pdf"]),
      ]),
      "您好\n附件",
    ],
    ["HTML without a word", mailOf(["Content-Type: text/html"], "<div><img src='cid:x'></div>"), ""],
    [
      "both: the plain one",
      mixed("alternative", [
        mailOf(["Content-Type: text/plain"], "plain"),
        mailOf(["Content-Type: text/html"], "<b>html</b>"),
      ]),
      "plain",
    ],
  ])("%s", async (_why, mail, text) => {
    expect((await read(mail)).text.trim()).toBe(text);
  });

  it("reads which letter a bounce returns", async () => {
    const letter = mailOf(["From: us@x.example", "Message-ID: <letter-7@x.example>"], "long");
    for (const type of ["message/rfc822", "text/rfc822-headers"]) {
      const report = mixed("report; report-type=delivery-status", [
        mailOf(["Content-Type: text/plain"], "could not be delivered"),
        mailOf([`Content-Type: ${type}`], letter),
      ]);
      expect((await read(report)).text).toMatch(/could not be delivered[^]*<letter-7@x\.example>/);
    }
  });

  it.each([
    ["QQ 超大附件", "https://mail.qq.com/cgi-bin/ftnExs_download?k=1&code=2", true],
    ["QQ 中转站", "http://wx.mail.qq.com/ftn/download?func=3", true],
    ["163 云附件", "https://mail.163.com/large-attachment-download/index.html?p=1", true],
    ["163 网盘", "http://fs.163.com/fs/display/?file=1", true],
    ["百度网盘", "https://pan.baidu.com/s/1abc", true],
    ["阿里云盘", "https://www.alipan.com/s/x1", true],
    ["WPS 云文档", "https://www.kdocs.cn/l/abc", true],
    ["the footer of a NetEase mail", "https://dashi.163.com/projects/signature-manager/detail/", false],
    ["a company's site", "https://www.example.com/pan.baidu.com/", false],
  ])("a link to %s", async (_why, link, isCloud) => {
    const html = `<a href="${link.replace("&", "&amp;")}">下载</a>`;
    const { notes } = await read(mailOf(["Content-Type: text/html"], html));
    expect(notes).toEqual(isCloud ? [{ code: "cloud-link", detail: link }] : []);
  });
});

describe("the parts", () => {
  it("finds every part whatever its disposition, and tells the inline logo from the form", async () => {
    const png = Buffer.from(
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
      "base64",
    );
    const facts = await read(
      mixed("related", [
        mailOf(["Content-Type: text/html"], '<img src="cid:logo@x">'),
        attached(png, ["Content-Type: image/png", "Content-ID: <logo@x>"]),
        attached(PDF, ["Content-Type: application/octet-stream", "Content-Disposition: inline; filename=a.pdf"]),
        attached(PDF, ["Content-Type: application/octet-stream; name=b", "Content-ID: <unused@x>"]),
        mailOf(["Content-Type: text/plain; name=notes.txt", "Content-Disposition: inline; filename=notes.txt"], "备注"),
      ]),
    );
    expect(facts.parts.map(({ name, kind, inline }) => [name, kind, inline])).toEqual([
      ["", "png", true],
      ["a.pdf", "pdf", true],
      ["b", "pdf", false],
      ["notes.txt", "text", true],
    ]);
    expect(facts.text).not.toContain("备注");
  });

  it("opens forwarded mails, also under a false type, and signed ones", async () => {
    const inner = withPart('Content-Disposition: attachment; filename="盖章.pdf"');
    const named = Buffer.concat([
      Buffer.from("Subject: =?utf-8?B?55Sz6K+3?=\r\nDate: Mon, 21 Nov 2022 09:00:00 +0800\r\n"),
      inner,
    ]);
    const signed = mixed(
      "signed",
      [
        withPart("Content-Type: application/pdf; name=c.pdf"),
        attached(Buffer.from([48, 3]), ["Content-Type: application/pkcs7-signature; name=smime.p7s"]),
      ],
      [],
    );
    const facts = await read(
      mixed("mixed", [
        mailOf(["Content-Type: message/rfc822"], named),
        attached(inner, ["Content-Type: application/octet-stream; name=转发.eml"]),
        signed,
      ]),
    );
    expect(facts.parts.map(({ within, name, kind }) => [...within, name, kind].join(" > "))).toEqual([
      " > eml",
      "申请 > 盖章.pdf > pdf",
      "转发.eml > eml",
      "转发.eml > 盖章.pdf > pdf",
      "c.pdf > pdf",
      "smime.p7s > other",
    ]);
  });

  it("unpacks archives in archives and keeps the bytes under their hash", async () => {
    const inner = zipWithRawNames([[gbk("内/宣言.pdf"), PDF]]);
    const outer = await zipOf({
      "外/材料.zip": inner,
      "__MACOSX/._x": Buffer.from("x"),
      "说明.txt": Buffer.from("说明"),
    });
    const kept = new Map<string, Buffer>();
    const mail = mixed("mixed", [attached(outer, ["Content-Type: application/zip; name=all.zip"])]);
    const facts = await readMail(mail, (sha256, bytes) => Promise.resolve(void kept.set(sha256, bytes)));
    expect(facts.parts.map(({ within, name, kind }) => [...within, name, kind].join(" > "))).toEqual([
      "all.zip > zip",
      "all.zip > 材料.zip > zip",
      "all.zip > 材料.zip > 宣言.pdf > pdf",
      "all.zip > 说明.txt > text",
    ]);
    expect(kept.get(facts.parts[2]?.sha256 ?? "")).toEqual(PDF);
  });

  it("lets a fault of the disk through", async () => {
    const mail = withPart("Content-Type: application/pdf");
    await expect(readMail(mail, () => Promise.reject(new Error("disk full")))).rejects.toThrow("disk full");
  });
});

describe("bad input", () => {
  let nested = withPart("Content-Type: application/pdf; name=deep.pdf");
  for (let depth = 0; depth < limits.nesting + 2; depth++) {
    nested = mixed("mixed", [mailOf(["Content-Type: message/rfc822"], nested)]);
  }
  const many = mixed(
    "mixed",
    Array.from({ length: limits.parts + 5 }, () => attached(PDF, ["Content-Type: application/pdf"])),
  );

  it.each<[why: string, mail: Buffer, notes: object[]]>([
    ["nothing", Buffer.alloc(0), []],
    ["not a mail", Buffer.from([0xff, 0xd8, 0, 1, 2, 3]), []],
    ["a boundary that never comes", mailOf(['Content-Type: multipart/mixed; boundary="x"'], "--y\r\n\r\nz"), []],
    ["a header of two megabytes", mailOf([`X-Long: ${"x".repeat(2_000_000)}`]), [{ code: "damaged" }]],
    ["mails in mails in mails", nested, [{ code: "over-limit", detail: "nesting" }]],
    ["more parts than the limit", many, [{ code: "over-limit", detail: "parts" }]],
    [
      "an empty attachment",
      mixed("mixed", [attached(Buffer.alloc(0), ["Content-Type: application/pdf; name=e.pdf"])]),
      [{ code: "empty", where: "e.pdf" }],
    ],
    [
      "a RAR with nothing in it",
      mixed("mixed", [
        attached(Buffer.from("Rar!\x1a\x07\x01\0rest of it", "latin1"), ["Content-Type: a/b; name=a.rar"]),
      ]),
      [{ code: "empty", detail: "rar", where: "a.rar" }],
    ],
    [
      "a body of megabytes",
      mailOf(["Subject: s"], "字".repeat(limits.textChars + 1)),
      [{ code: "over-limit", detail: "textChars" }],
    ],
    [
      "HTML nested beyond reason",
      mailOf(["Content-Type: text/html"], "<div>".repeat(200_000)),
      [{ code: "over-limit", detail: "htmlDepth" }],
    ],
    [
      "a mail over the limit",
      mailOf(["Subject: s"], Buffer.alloc(limits.mailBytes, "a")),
      [{ code: "over-limit", detail: "mailBytes" }],
    ],
  ])("%s becomes notes", async (_why, mail, notes) => {
    const facts = await read(mail);
    expect(facts.notes).toMatchObject(notes);
    expect(facts.parts.length).toBeLessThanOrEqual(limits.parts);
  });

  it("keeps the envelope of a mail over the limit", async () => {
    const facts = await read(mailOf(["From: a@b.example", "Subject: 大"], Buffer.alloc(limits.mailBytes, "a")));
    expect(facts).toMatchObject({ from: { address: "a@b.example" }, subject: "大", text: "" });
  });
});
