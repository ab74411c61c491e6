import { gzipSync } from "node:zlib";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { MailFacts } from "../../src/domain/facts.ts";
import { limits } from "../../src/reading/limits.ts";
import { readMail } from "../../src/reading/mail.ts";
import { envelopedData, signedData } from "../makers/cms.ts";
import { attached, b64, mailOf, mixed, uuencoded } from "../makers/mime.ts";
import { rar4Of, rar5Of } from "../makers/rar.ts";
import { sevenZipOf } from "../makers/seven-zip.ts";
import { tarOf } from "../makers/tar.ts";
import { tnefOf } from "../makers/tnef.ts";
import { tempDir } from "../temp-dir.ts";
import { gbk } from "../makers/charsets.ts";
import { zipOf } from "../makers/zip.ts";

const DOCX = readFileSync(new URL("../../rules/sunshine-2022/附件1-申请表.docx", import.meta.url));
const PDF = Buffer.from("%PDF-1.4\n%made\n");
const read = (raw: Buffer): Promise<MailFacts> => readMail(raw, () => Promise.resolve());
const listed = ({ parts }: MailFacts) => parts.map(({ within, name, kind }) => [...within, name, kind].join(" > "));
const noted = ({ notes }: MailFacts) => notes.map(({ code, where }) => [code, where ?? ""].join(" "));
const withFile = (bytes: Buffer, type: string, text = "您好") =>
  mixed("mixed", [
    mailOf(["Content-Type: text/plain; charset=utf-8"], text),
    attached(bytes, [`Content-Type: ${type}`]),
  ]);
const utf8 = (text: string) => Buffer.from(text);

describe("archives in a mail", () => {
  it("at any depth, of any kind in any other", async () => {
    const rar = rar4Of([{ name: gbk("内/宣言.pdf"), content: PDF }]);
    const seven = await sevenZipOf({ "盖章/里.rar": rar });
    const tarGz = gzipSync(tarOf([{ name: gbk("外.7z"), content: seven }]));
    const rar5 = rar5Of([{ name: utf8("材料.tar.gz"), content: tarGz }]);
    const facts = await read(withFile(await zipOf({ "全部.rar": rar5 }), "application/zip; name=all.zip"));
    const path = ["all.zip", "全部.rar", "材料.tar.gz", "外.7z", "里.rar", "宣言.pdf"];
    const kinds = ["zip", "rar", "gzip", "7z", "rar", "pdf"];
    expect(listed(facts)).toEqual(kinds.map((kind, depth) => [...path.slice(0, depth + 1), kind].join(" > ")));
    expect(facts.notes).toEqual([]);
  });

  it("name what cannot be opened by its whole path", async () => {
    const rar = rar5Of([{ name: utf8("锁.pdf"), content: PDF, encrypted: true }]);
    const facts = await read(withFile(await zipOf({ "a/内.rar": rar }), "application/zip; name=材料.zip"));
    expect(facts.notes).toMatchObject([{ code: "encrypted", where: "材料.zip/内.rar/锁.pdf" }]);
  });
});

describe("winmail.dat", () => {
  const long = "阳光行动成员单位申请表（盖章扫描件）.pdf";
  it.each<[why: string, tnef: Buffer, name: string]>([
    ["the long name in UTF-16", tnefOf([{ longName: long, title: utf8("CHENG~1.PDF"), content: PDF }]), long],
    [
      "the long name in the code page",
      tnefOf([{ longName: Buffer.concat([gbk(long), Buffer.from([0])]), title: utf8("A.PDF"), content: PDF }]),
      long,
    ],
    ["the title alone, in GBK", tnefOf([{ title: gbk("申请表.pdf"), content: PDF }]), "申请表.pdf"],
    [
      "Big5 by its code page",
      tnefOf([{ title: Buffer.from([0xa5, 0xd3, 0xbd, 0xd0, 0x2e, 0x70, 0x64, 0x66]), content: PDF }], {
        codePage: 950,
      }),
      "申請.pdf",
    ],
    [
      "garbage behind its end",
      Buffer.concat([tnefOf([{ longName: long, title: utf8("A"), content: PDF }]), Buffer.alloc(99)]),
      long,
    ],
  ])("%s", async (_why, tnef, name) => {
    const facts = await read(withFile(tnef, "application/ms-tnef; name=winmail.dat"));
    expect(listed(facts)).toEqual([`${name} > pdf`]);
    expect(facts.notes).toEqual([]);
  });

  it("is known by its bytes, and gives the body where the mail has none", async () => {
    for (const body of [{ text: "请查收附件" }, { html: "<p>请查收附件</p>" }]) {
      const tnef = tnefOf([{ longName: long, title: utf8("A"), content: PDF }], body);
      const facts = await read(attached(tnef, ["Subject: s", "Content-Type: application/octet-stream; name=att1"]));
      expect(listed(facts)).toEqual([`${long} > pdf`]);
      expect(facts.text.trim()).toBe("请查收附件");
    }
    expect((await read(withFile(tnefOf([], { text: "另一段" }), "application/ms-tnef"))).text.trim()).toBe("您好");
  });

  it("holds messages with attachments of their own, and archives", async () => {
    const inner = tnefOf([{ longName: "宣言.pdf", title: utf8("A"), content: PDF }]);
    const zip = await zipOf({ "表.pdf": PDF });
    const tnef = tnefOf([
      { longName: "转发的邮件", title: utf8("B"), content: inner, isMessage: true },
      { longName: "材料.zip", title: utf8("C"), content: zip },
    ]);
    expect(listed(await read(withFile(tnef, "application/ms-tnef")))).toEqual([
      "转发的邮件 > eml",
      "转发的邮件 > 宣言.pdf > pdf",
      "材料.zip > zip",
      "材料.zip > 表.pdf > pdf",
    ]);
  });

  it("cut short: what came whole is there, and the note says so", async () => {
    const whole = tnefOf([
      { longName: "a.pdf", title: utf8("A"), content: PDF },
      { longName: "b.pdf", title: utf8("B"), content: Buffer.alloc(5000) },
    ]);
    const facts = await read(withFile(whole.subarray(0, whole.length - 4000), "application/ms-tnef; name=winmail.dat"));
    expect(listed(facts).slice(0, 2)).toEqual(["winmail.dat > tnef", "a.pdf > pdf"]);
    expect(noted(facts)).toContain("damaged winmail.dat");
  });
});

describe("S/MIME", () => {
  const inner = mixed(
    "mixed",
    [
      mailOf(["Content-Type: text/plain; charset=utf-8"], "请查收附件"),
      attached(PDF, ["Content-Type: application/pdf; name=宣言.pdf"]),
    ],
    [],
  );
  const type = "Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m";

  it.each<[why: string, cms: Buffer]>([
    ["in DER", signedData(inner)],
    ["in BER, its lengths open and its content in pieces", signedData(inner, { piece: 100 })],
    ["signed twice", signedData(mailOf([type, "Content-Transfer-Encoding: base64"], b64(signedData(inner))))],
  ])("a mail wrapped up in its signature: %s", async (_why, cms) => {
    const facts = await read(attached(cms, ["Subject: s", type]));
    expect(listed(facts)).toEqual(["宣言.pdf > pdf"]);
    expect(facts.text.trim()).toBe("请查收附件");
    expect(facts.notes).toEqual([]);
  });

  it("a file that is signed by itself", async () => {
    const facts = await read(withFile(signedData(PDF), "application/octet-stream; name=宣言.pdf.p7m"));
    expect(listed(facts)).toEqual(["宣言.pdf > pdf"]);
  });

  it.each<[why: string, cms: Buffer, notes: string[]]>([
    ["encrypted", envelopedData(), ["encrypted smime.p7m"]],
    ["cut short", signedData(inner).subarray(0, 200), ["damaged smime.p7m"]],
    ["a signature alone", signedData(null), []],
  ])("%s", async (_why, cms, notes) => {
    const facts = await read(withFile(cms, "application/pkcs7-mime; name=smime.p7m"));
    expect(listed(facts)).toEqual(["smime.p7m > p7m"]);
    expect(noted(facts)).toEqual(notes);
  });

  it("signatures within signatures end at the limit of nesting", async () => {
    let mail = inner;
    for (let depth = 0; depth < limits.nesting + 3; depth++) {
      mail = mailOf([type, "Content-Transfer-Encoding: base64"], b64(signedData(mail)));
    }
    expect(noted(await read(mail))).toEqual(["over-limit smime.p7m"]);
  });

  const openssl = spawnSync("openssl", ["version"]).status === 0;
  it.skipIf(!openssl)("as openssl makes it (needs the package openssl)", async () => {
    const dir = tempDir();
    const files = ["in.eml", "key.pem", "cert.pem", "out.eml"].map((name) => join(dir, name));
    const [input = "", key = "", certificate = "", output = ""] = files;
    writeFileSync(input, inner);
    const made = [
      ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=li", "-keyout", key, "-out", certificate],
      [
        "cms",
        "-sign",
        "-nodetach",
        "-stream",
        "-binary",
        "-in",
        input,
        "-signer",
        certificate,
        "-inkey",
        key,
        "-out",
        output,
      ],
    ].map((args) => spawnSync("openssl", args).status);
    expect(made).toEqual([0, 0]);
    expect(listed(await read(readFileSync(output)))).toEqual(["宣言.pdf > pdf"]);
  });
});

describe("uuencoded files in a body", () => {
  it("are parts, with names in GBK, and the body is what stands around them", async () => {
    const body = Buffer.concat([
      gbk("您好，\r\n"),
      uuencoded(gbk("申请表.pdf"), PDF),
      gbk("另附：\r\n"),
      uuencoded(utf8("b.pdf"), Buffer.concat([PDF, Buffer.alloc(1000, 7)])),
      gbk("此致\r\n"),
    ]);
    const facts = await read(mailOf(["Subject: s"], body));
    expect(facts.parts).toMatchObject([
      { name: "申请表.pdf", kind: "pdf", size: PDF.length },
      { name: "b.pdf", kind: "pdf", size: PDF.length + 1000 },
    ]);
    expect(facts.text.split(/\s+/).filter(Boolean)).toEqual(["您好，", "另附：", "此致"]);
  });

  it("cut short", async () => {
    const whole = uuencoded(utf8("a.pdf"), Buffer.concat([PDF, Buffer.alloc(500)]));
    const facts = await read(mailOf(["Subject: s"], whole.subarray(0, 300)));
    expect(listed(facts)).toEqual(["a.pdf > pdf"]);
    expect(noted(facts)).toEqual(["damaged a.pdf"]);
  });

  it.each(["begin 644 the work on Monday\r\nend of file", "begin 644 a\r\n\r\nend", "We begin 644 a"])(
    "words that only look alike stay words: %s",
    async (text) => {
      const facts = await read(mailOf(["Subject: s"], text));
      expect(facts.parts).toEqual([]);
      expect(facts.text).toContain("begin 644");
    },
  );
});

describe("parts of every make", () => {
  const png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  const plain = mailOf(["Content-Type: text/plain; charset=utf-8"], "您好");
  const html = mailOf(["Content-Type: text/html; charset=utf-8"], "<b>您好</b>");
  const pdf = (name: string, ...headers: string[]) =>
    attached(PDF, [`Content-Type: application/pdf; name=${name}`, ...headers]);

  it.each<[why: string, mail: Buffer, parts: string[], notes: string[]]>([
    ["among alternatives", mixed("alternative", [plain, html, pdf("a.pdf")]), ["a.pdf > pdf"], []],
    [
      "mixed in related, as Apple's mail does",
      mixed("alternative", [
        plain,
        mixed("related", [html, mixed("mixed", [pdf("a.pdf", "Content-Disposition: inline"), pdf("b.pdf")], [])], []),
      ]),
      ["a.pdf > pdf", "b.pdf > pdf"],
      [],
    ],
    [
      "Apple's double of a file",
      mixed("mixed", [
        plain,
        mixed(
          "appledouble",
          [
            attached(Buffer.from("0005160700020000", "hex"), ["Content-Type: application/applefile; name=a.pdf"]),
            pdf("a.pdf"),
          ],
          [],
        ),
      ]),
      ["a.pdf > pdf"],
      [],
    ],
    [
      "a forwarded mail in base64, which RFC 2046 forbids",
      mixed("mixed", [
        plain,
        attached(mixed("mixed", [plain, pdf("a.pdf")]), ["Content-Type: message/rfc822; name=x.eml"]),
      ]),
      ["x.eml > eml", "x.eml > a.pdf > pdf"],
      [],
    ],
    [
      "an invitation beside a file",
      mixed("mixed", [
        mixed(
          "alternative",
          [plain, mailOf(["Content-Type: text/calendar; method=REQUEST; name=i.ics"], "BEGIN:VCALENDAR")],
          [],
        ),
        pdf("a.pdf"),
      ]),
      ["i.ics > text", "a.pdf > pdf"],
      [],
    ],
    [
      "the same bytes under two names, and under none",
      mixed("mixed", [plain, pdf("申请表.pdf"), pdf("宣言.pdf"), attached(PDF, ["Content-Type: application/pdf"])]),
      ["申请表.pdf > pdf", "宣言.pdf > pdf", " > pdf"],
      [],
    ],
    [
      "a mail that is one file",
      attached(PDF, ["Subject: s", "Content-Type: application/pdf; name=a.pdf"]),
      ["a.pdf > pdf"],
      [],
    ],
    [
      "files that lost their names and types",
      mixed("mixed", [plain, attached(PDF, ["X-Part: 1"]), attached(DOCX, ["X-Part: 2"])]),
      [" > pdf", " > docx"],
      [],
    ],
    [
      "a picture pasted into the body",
      mixed("related", [
        html,
        attached(Buffer.from(png, "base64"), ["Content-Type: image/png; name=p.png", "Content-ID: <x>"]),
      ]),
      ["p.png > png"],
      [],
    ],
    [
      "a piece of a mail that was cut into several",
      mixed("mixed", [plain, mailOf(['Content-Type: message/partial; id="1"; number=2; total=3'], "JVBERi0x")]),
      [" > text"],
      ["unsupported-kind "],
    ],
    [
      "PGP",
      mixed("encrypted", [
        mailOf(["Content-Type: application/pgp-encrypted"], "Version: 1"),
        mailOf(
          ["Content-Type: application/octet-stream; name=encrypted.asc"],
          "-----BEGIN PGP MESSAGE-----\r\n\r\nhQ\r\n",
        ),
      ]),
      [" > text", "encrypted.asc > other"],
      ["encrypted encrypted.asc"],
    ],
  ])("%s", async (_why, mail, parts, notes) => {
    const facts = await read(mail);
    expect(listed(facts)).toEqual(parts);
    expect(noted(facts)).toEqual(notes);
  });
});

describe("links to files in the cloud", () => {
  it("in a text or a page that is attached, each told once", async () => {
    const link = "https://pan.baidu.com/s/1abc";
    const text = attached(gbk(`链接：${link} 提取码：1234`), ["Content-Type: text/plain; name=link.txt"]);
    const page = attached(utf8(`<html><a href="${link}">下载</a>`), ["Content-Type: text/html; name=link.html"]);
    const { notes } = await read(mixed("mixed", [mailOf(["Content-Type: text/plain"], "x"), text, page]));
    expect(notes).toEqual([{ code: "cloud-link", detail: link }]);
  });

  it.each<[why: string, type: string, body: string, links: string[]]>([
    [
      "in an address with HTML's references",
      "html",
      '<a href="https://wx.mail.qq.com/ftn/download?func=3&amp;key&#61;a&#x26;code=b">x</a>',
      ["https://wx.mail.qq.com/ftn/download?func=3&key=a&code=b"],
    ],
    [
      "in words, with Chinese behind it",
      "plain",
      "链接：https://pan.baidu.com/s/1abc提取码：1234",
      ["https://pan.baidu.com/s/1abc"],
    ],
    ["without its scheme", "plain", "见 pan.baidu.com/s/1abc 。", ["pan.baidu.com/s/1abc"]],
    [
      "twice, as the address and as the words of a link",
      "html",
      '<a href="https://pan.baidu.com/s/1abc">pan.baidu.com/s/1abc</a>',
      ["https://pan.baidu.com/s/1abc"],
    ],
    [
      "behind a mail system's own address",
      "plain",
      "https://mail.qq.com/cgi-bin/mail_spam?action=check_link&url=https%3A%2F%2Fwww.alipan.com%2Fs%2Fx1&b=1",
      ["https://www.alipan.com/s/x1"],
    ],
    [
      "two of them",
      "plain",
      "https://pan.baidu.com/s/1a https://www.kdocs.cn/l/b",
      ["https://pan.baidu.com/s/1a", "https://www.kdocs.cn/l/b"],
    ],
    [
      "none: a signature with a logo, a home page and a mail program",
      "html",
      '<a href="https://dashi.163.com/projects/signature-manager/detail/">x</a> <img src="https://mail.qq.com/logo.png"> https://pan.baidu.com/',
      [],
    ],
  ])("%s", async (_why, type, body, links) => {
    const { notes } = await read(mailOf([`Content-Type: text/${type}; charset=utf-8`], body));
    expect(notes.map(({ code, detail }) => [code, detail])).toEqual(links.map((link) => ["cloud-link", link]));
  });
});
