import { big5, gbk } from "../../makers/charsets.ts";
import { attached, b64, mixed } from "../../makers/mime.ts";
import type { Case } from "../case.ts";
import { applies, type Sent } from "../made.ts";
import { opened, TEXT } from "../envelope.ts";

/** The same three papers under names as mail programs write them, and under none. */
export function names(): Case[] {
  return [...WRITTEN.map(written), ...CALLED.map(called)];
}

/** A part's headers for a name. */
type Written = [name: string, why: string, headers: (name: string) => (string | Buffer)[], rename?: Rename];
type Rename = [word: string, form: string, declaration: string];

const DISPOSITION = "Content-Disposition: attachment; filename";
const quoted = (before: string, name: Buffer) => Buffer.concat([Buffer.from(`${before}"`), name, Buffer.from('"')]);
const word = (charset: string, bytes: Buffer) => `=?${charset}?B?${b64(bytes)}?=`;
/** Every byte escaped, as Q has it (RFC 2047 §4.2). */
const q = (charset: string, bytes: Buffer) => `=?${charset}?Q?${percent(bytes).replaceAll("%", "=")}?=`;
const percent = (bytes: Buffer) => bytes.toString("hex").toUpperCase().replace(/../g, "%$&");
const TRADITIONAL: Rename = ["申請表.docx", "申請表（蓋章）.pdf", "宣言（蓋章）.pdf"];

const WRITTEN: Written[] = [
  ["rfc2231-utf8", "RFC 2231", (name) => [`${DISPOSITION}*=UTF-8''${encodeURIComponent(name)}`]],
  ["rfc2231-gbk", "RFC 2231 in GB18030", (name) => [`${DISPOSITION}*=GB18030''${percent(gbk(name))}`]],
  [
    "rfc2231-pieces",
    "RFC 2231 in pieces, cut in the middle of a character",
    (name) => {
      const bytes = Buffer.from(name);
      const pieces = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, n) => bytes.subarray(7 * n, 7 * n + 7));
      const all = pieces.map((piece, n) => `;\r\n filename*${n}*=${n === 0 ? "UTF-8''" : ""}${percent(piece)}`);
      return [`Content-Disposition: attachment${all.join("")}`];
    },
  ],
  [
    "rfc2231-and-garbled",
    "RFC 2231 beside a plain name of question marks",
    (name) => [
      'Content-Type: application/octet-stream; name="????1-???.docx"',
      `Content-Disposition: attachment; filename="????.docx"; filename*=UTF-8''${encodeURIComponent(name)}`,
    ],
  ],
  ["word-gb18030", "encoded-word in GB18030", (name) => [`${DISPOSITION}="${word("GB18030", gbk(name))}"`]],
  ["word-gb2312-q", "encoded-word in GB2312, Q", (name) => [`${DISPOSITION}="${q("gb2312", gbk(name))}"`]],
  [
    "word-split",
    "encoded-words cut in the middle of a character",
    (name) => {
      const bytes = Buffer.from(name);
      return [
        `${DISPOSITION}="${word("utf-8", bytes.subarray(0, 10))}\r\n ${word("utf-8", bytes.subarray(10, 20))}\r\n ${word("utf-8", bytes.subarray(20))}"`,
      ];
    },
  ],
  [
    "word-split-gbk",
    "the same in GBK",
    (name) => {
      const bytes = gbk(name);
      return [`${DISPOSITION}="${word("gbk", bytes.subarray(0, 7))}\r\n ${word("gbk", bytes.subarray(7))}"`];
    },
  ],
  ["word-big5", "a colleague in Taiwan: Big5", (name) => [`${DISPOSITION}="${word("big5", big5(name))}"`], TRADITIONAL],
  [
    "word-in-type-only",
    "the name stands in Content-Type alone",
    (name) => [`Content-Type: application/octet-stream; name="${word("UTF-8", Buffer.from(name))}"`],
  ],
  ["raw-gbk", "raw GBK, as old Foxmail sends it", (name) => [quoted(`${DISPOSITION}=`, gbk(name))]],
  ["raw-utf8", "raw UTF-8", (name) => [quoted(`${DISPOSITION}=`, Buffer.from(name))]],
  [
    "decomposed",
    "macOS: accents stand by themselves",
    (name) => [`${DISPOSITION}*=UTF-8''${encodeURIComponent(name.normalize("NFD"))}`],
    ["Société-申请表.docx", "Société-申请表（盖章）.pdf", "Société-宣言（盖章）.pdf"],
  ],
  [
    "windows-path",
    "the whole path on the sender's disk",
    (name) => [quoted(`${DISPOSITION}=`, gbk(`D:\\资质\\阳光行动\\${name}`))],
  ],
  [
    "inline",
    "shown within the text",
    (name) => [`Content-Disposition: inline; filename="${word("UTF-8", Buffer.from(name))}"`],
  ],
  [
    "inline-with-id",
    "shown within the text, with a Content-ID",
    (name) => [
      `Content-Disposition: inline; filename="${word("UTF-8", Buffer.from(name))}"`,
      `Content-ID: <${Buffer.from(name).toString("hex").slice(-12)}@made>`,
    ],
  ],
  ["none", "no names at all", () => ["Content-Disposition: attachment"], ["", "", ""]],
  ["no-headers", "no names and no types", () => ["X-Part: 1"], ["", "", ""]],
  [
    "declared-jpeg",
    "said to be pictures",
    (name) => ["Content-Type: image/jpeg", `${DISPOSITION}="${word("UTF-8", Buffer.from(name))}"`],
  ],
  [
    "declared-text",
    "said to be plain text",
    (name) => ["Content-Type: text/plain; charset=gbk", `${DISPOSITION}="${word("UTF-8", Buffer.from(name))}"`],
  ],
];

function written([name, why, headers, rename]: Written): Case {
  return {
    name: `names/${name}`,
    why,
    make: async (kit) => {
      const { files, headers: head, truth } = await opened(kit);
      const all = rename ? files.map((one, place) => ({ ...one, name: rename[place] ?? one.name })) : files;
      const parts = all.map((one) => attached(one.content, headers(one.name)));
      const documents = truth.documents.map((one, place) => ({ ...one, name: all[place]?.name ?? one.name }));
      return { raw: mixed("mixed", [TEXT, ...parts], head), truth: { ...truth, documents } };
    },
  };
}

/** What people call their files. */
type Called = [name: string, why: string, names: Rename];

const CALLED: Called[] = [
  [
    "swapped-extensions",
    "the Word form is called .pdf, the scans .docx",
    ["申请表.pdf", "申请表盖章.docx", "宣言.docx"],
  ],
  ["old-extension", "a .docx renamed to .doc, as the notice's sample was", ["申请表.doc", "申请表.PDF", "宣言.Pdf"]],
  ["no-extension", "no extensions", ["申请表", "申请表盖章版", "宣言盖章版"]],
  ["odd-extensions", "what a gateway made of them", ["ATT00001.bin", "ATT00002.dat", "ATT00003.txt"]],
  ["picture-extension", "scans called .jpg", ["申请表.docx", "申请表.jpg", "宣言.jpg"]],
  ["archive-extension", "called .zip, though they are none", ["申请表.zip", "申请表盖章.rar", "宣言.7z"]],
  ["same-name", "all three under one name", ["附件", "附件", "附件"]],
  ["swapped-names", "form and declaration confused in the names", ["宣言.docx", "宣言盖章版.pdf", "申请表盖章版.pdf"]],
  ["scanner-names", "as the scanner counts", ["新建文档.docx", "SKM_C22722111809010.pdf", "SKM_C22722111809020.pdf"]],
  ["english", "in English", ["application form.docx", "application form-stamped.pdf", "declaration-stamped.pdf"]],
  ["long", "longer than any system allows", ["申请表", "申请表盖章", "宣言盖章"].map(lengthened) as Rename],
  [
    "odd-signs",
    "quotes, commas, semicolons, percent signs, emoji",
    ['"申请表";1,2.docx', "100%25申请表📎（盖章）.pdf", "宣言 = 'final' <2>.pdf"],
  ],
  ["copies", "marked as copies", ["申请表(1)(2) - 副本.docx", "申请表(盖章)(1).pdf", "宣言.pdf.pdf"]],
  [
    "wide",
    "in full-width letters and spaces",
    ["申请表　ＷＯＲＤ版．ｄｏｃｘ", "申请表　盖章．ｐｄｆ", "宣言　盖章．ｐｄｆ"],
  ],
  ["trailing", "dots and blanks at the ends", ["申请表.docx.", "申请表盖章.pdf ", " 宣言盖章.pdf"]],
];

function lengthened(start: string, place: number): string {
  return `${start}${"网络安全服务阳光行动".repeat(20)}.${place === 0 ? "docx" : "pdf"}`;
}

function called([name, why, own]: Called): Case {
  return {
    name: `names/${name}`,
    why,
    make: async (kit) => {
      const pack = (files: Sent[]): Sent[] => files.map((one, place) => ({ ...one, name: own[place] ?? one.name }));
      const { raw, truth } = await applies(kit, { pack });
      const documents = truth.documents.map((one, place) => ({ ...one, name: own[place] ?? one.name }));
      return { raw, truth: { ...truth, documents } };
    },
  };
}
