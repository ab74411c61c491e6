import { describe, expect, test } from "vitest";
import { seeDocuments, type SeenDocument } from "../../src/domain/documents.ts";
import type { DocumentFacts, MailFacts, PageFacts, PartFacts, ReadingNote, WordFacts } from "../../src/domain/facts.ts";
import { campaign, IN_TIME, OWN, pageOf, sealOf, wordForm } from "./evidence-fixture.ts";

/** `said`: the mail's own notes about it. */
type Part = Partial<PartFacts> & { read?: Partial<DocumentFacts> | null; said?: ReadingNote[] };

function see(...parts: Part[]): SeenDocument[] {
  const whole = parts.map(({ read, said = [], ...part }, i) => ({
    said,
    part: {
      ...{ sha256: `${i}`, name: "", size: 100_000, kind: "pdf" as const, declaredType: "", within: [], inline: false },
      ...part,
    },
    read: read === null ? null : { kind: part.kind ?? ("pdf" as const), word: null, pages: [], notes: [], ...read },
  }));
  const facts: MailFacts = {
    ...{ messageId: null, inReplyTo: null, references: [], from: null, replyTo: [], to: [], cc: [], subject: "" },
    ...{ date: null, received: null, headers: [], text: "", contentType: "multipart/mixed" },
    notes: whole.flatMap((one) => one.said),
    parts: whole.map((one) => one.part),
  };
  const documents = new Map(whole.flatMap(({ part, read }) => (read ? [[part.sha256, read] as const] : [])));
  return seeDocuments({ id: "M1", receivedAt: IN_TIME }, facts, documents, campaign);
}

const FORM = `“网络安全服务阳光行动”成员单位申请表\n单位名称：${OWN}\n邮寄地址：北京\n网络安全服务内容\n网络安全服务资质`;
const DECLARATION = `“网络安全服务阳光行动”宣言\n我司自愿参与“网络安全服务阳光行动”，坚决维护国家网络安全\n${OWN}`;
const LICENCE = "营业执照\n".concat("统一社会信用代码注册资本成立日期住所法定代表人类型经营范围技术开发\n".repeat(4));
const words = (...paragraphs: string[]): WordFacts => ({
  blocks: paragraphs.map((paragraph) => ({ paragraph })),
  dropped: [],
});
const pages = (...texts: string[]): PageFacts[] => texts.map((text, i) => ({ ...pageOf([], text), number: i + 1 }));
const unreadable: ReadingNote[] = [{ code: "damaged", detail: "" }];
const encrypted = (where: string): ReadingNote => ({ code: "encrypted", detail: "", where });
const filledNotice = (): WordFacts => {
  const form = wordForm();
  const notice = {
    paragraph: "关于征集“网络安全服务阳光行动”成员单位的通知\n各会员单位：\n一、申请条件\n二、申请方式",
  };
  return { ...form, blocks: [notice, ...form.blocks] };
};

const rows: [why: string, parts: Part[], seen: Partial<SeenDocument>[]][] = [
  [
    "a Word form",
    [{ kind: "docx", read: { word: wordForm() } }],
    [{ document: "application-form", medium: "word", unitName: OWN, nameCertain: true }],
  ],
  [
    "a Word declaration",
    [{ kind: "docx", read: { word: words("“网络安全服务阳光行动”宣言") } }],
    [{ document: "declaration", medium: "word", unitName: null }],
  ],
  [
    "the notice sent back blank",
    [{ kind: "docx", read: { word: words("关于征集“网络安全服务阳光行动”成员单位的通知") } }],
    [{ document: "notice" }],
  ],
  [
    "the notice with its form filled in",
    [{ kind: "docx", read: { word: filledNotice() } }],
    [{ document: "application-form", unitName: OWN }],
  ],
  [
    "a scanned form",
    [{ read: { pages: pages(FORM) } }],
    [{ document: "application-form", medium: "pdf", unitName: OWN, nameCertain: false }],
  ],
  [
    "a form with a text layer",
    [{ read: { pages: [pageOf([], FORM, "text-layer")] } }],
    [{ unitName: OWN, nameCertain: true }],
  ],
  [
    "both papers in one PDF",
    [{ read: { pages: pages(FORM, DECLARATION) } }],
    [
      { document: "application-form", piece: 0 },
      { document: "declaration", piece: 1 },
    ],
  ],
  [
    "a photograph of the declaration",
    [{ kind: "jpeg", read: { pages: pages(DECLARATION) } }],
    [{ document: "declaration", medium: "image", unitName: OWN }],
  ],
  [
    "… pasted into the body",
    [{ kind: "jpeg", inline: true, size: 9000, read: { pages: pages(DECLARATION) } }],
    [{ document: "declaration" }],
  ],
  [
    "a pasted page with a seal that cannot be recognised",
    [{ kind: "png", inline: true, read: { pages: [pageOf([sealOf(OWN)])] } }],
    [{ document: "unknown", medium: "image" }],
  ],
  [
    "a pasted page full of unclear lines",
    [{ kind: "png", inline: true, read: { pages: pages("一\n".repeat(9)) } }],
    [{ document: "unknown" }],
  ],
  ["a logo in a signature", [{ kind: "png", inline: true, read: { pages: pages("天御安") } }], []],
  ["a small logo that is attached", [{ kind: "png", size: 8000, read: { pages: pages("天御安") } }], []],
  [
    "a small picture that is broken",
    [{ kind: "jpeg", size: 8000, read: { notes: unreadable } }],
    [{ document: "unknown", notes: unreadable }],
  ],
  ["a large picture of nothing", [{ kind: "jpeg", read: { pages: [] } }], [{ document: "unknown", foreign: false }]],
  [
    "a disclaimer as text",
    [
      { kind: "text", name: "a.txt" },
      { kind: "html", name: "" },
    ],
    [],
  ],
  [
    "a web disk's login page under the form's name",
    [{ kind: "html", name: "申请表.docx" }],
    [{ document: "unknown", medium: "other", name: "申请表.docx" }],
  ],
  [
    "… as a text under another paper's, inline as some programs send everything",
    [{ kind: "text", name: "宣言.pdf", inline: true, read: { word: words("登录已过期，请重新登录") } }],
    [{ document: "unknown", medium: "other", name: "宣言.pdf" }],
  ],
  [
    "a paper's name is enough, a document's extension likewise",
    [
      { kind: "text", name: "申请表.txt" },
      { kind: "html", name: "材料.xlsx" },
    ],
    [{ name: "申请表.txt" }, { name: "材料.xlsx" }],
  ],
  [
    "the form in a text",
    [{ kind: "text", name: "a.txt", read: { word: wordForm() } }],
    [{ document: "application-form", medium: "other", unitName: OWN }],
  ],
  [
    "what the mail knows of a file that is no document",
    [{ kind: "other", name: "a.asc", said: [encrypted("a.asc")], read: { notes: unreadable } }],
    [{ document: "unknown", notes: [encrypted("a.asc"), ...unreadable] }],
  ],
  [
    "an archive is not a document, what it holds is",
    [{ kind: "zip" }, { within: ["材料.zip"], read: { pages: pages(FORM) } }],
    [{ document: "application-form", within: ["材料.zip"] }],
  ],
  [
    "an archive that cannot be opened",
    [{ kind: "rar", name: "材料.rar", said: [encrypted("材料.rar"), encrypted("材料.rar/申请表.docx")] }],
    [{ document: "unknown", medium: "archive", name: "材料.rar" }],
  ],
  [
    "of an archive, the file that cannot be taken out",
    [
      { kind: "zip", name: "材料.zip", said: [encrypted("材料.zip/盖章/宣言.pdf")] },
      { within: ["材料.zip"], name: "申请表.pdf", read: { pages: pages(FORM) } },
    ],
    [
      { document: "unknown", medium: "pdf", name: "宣言.pdf", within: ["材料.zip"] },
      { document: "application-form", name: "申请表.pdf" },
    ],
  ],
  ...(
    [
      ["扫描件.webp", "image"],
      ["扫描件.avif", "image"],
      ["业绩.xlsx", "other"],
      ["说明.html", "other"],
      ["材料.tar.gz", "archive"],
      ["材料", "archive"],
    ] as const
  ).map(([name, medium]): [string, Part[], Partial<SeenDocument>[]] => [
    `… by its name: ${name}`,
    [
      { kind: "zip", name: "材料.zip", said: [encrypted(`材料.zip/${name}`)] },
      { within: ["材料.zip"], name: "申请表.pdf", read: { pages: pages(FORM) } },
    ],
    [{ name, medium }, { name: "申请表.pdf" }],
  ]),
  [
    "of an archive within an archive, said once",
    [
      { kind: "zip", name: "外.zip" },
      { kind: "rar", name: "内.rar", within: ["外.zip"], said: [encrypted("外.zip/内.rar/宣言.pdf")] },
      { kind: "docx", within: ["外.zip"], name: "申请表.docx", read: { word: wordForm() } },
    ],
    [
      { document: "unknown", medium: "archive", name: "内.rar", within: ["外.zip"] },
      { document: "application-form", name: "申请表.docx" },
    ],
  ],
  [
    "an attachment beyond the most that are read",
    [
      { read: { pages: pages(FORM) } },
      { kind: "text", name: "说明.txt", said: [{ code: "over-limit", detail: "parts", where: "宣言.pdf" }] },
    ],
    [{ document: "application-form" }, { document: "unknown", name: "宣言.pdf", part: -1, medium: "archive" }],
  ],
  [
    "a scan pasted into a Word file",
    [{ kind: "docx", read: { word: { blocks: [{ paragraph: "\uFFFC" }], dropped: [] } } }],
    [{ document: "unknown", medium: "word", mayHoldScan: true }],
  ],
  [
    "an old Word file without text may hold one",
    [{ kind: "doc", read: { word: words(""), notes: [{ code: "empty", detail: "no text" }] } }],
    [{ document: "unknown", mayHoldScan: true }],
  ],
  [
    "a letterhead's picture beside the form's text",
    [{ kind: "docx", read: { word: { ...wordForm(), dropped: ["\uFFFC"] } } }],
    [{ document: "application-form", mayHoldScan: false }],
  ],
  [
    "a forwarded mail's attachment",
    [{ kind: "eml" }, { kind: "docx", within: ["转发"], read: { word: wordForm() } }],
    [{ document: "application-form", part: 1 }],
  ],
  [
    "a damaged PDF",
    [{ name: "a.pdf", read: { notes: unreadable } }],
    [{ document: "unknown", notes: unreadable, foreign: false }],
  ],
  ["a file that nobody read", [{ read: null }], [{ document: "unknown" }]],
  [
    "a business licence is surely something else",
    [{ read: { pages: pages(LICENCE) } }],
    [{ document: "unknown", foreign: true }],
  ],
  [
    "a cover letter in Word likewise",
    [{ kind: "docx", read: { word: words(LICENCE) } }],
    [{ document: "unknown", foreign: true }],
  ],
  [
    "text that the reader dropped may be anything",
    [{ kind: "docx", read: { word: { ...words(LICENCE), dropped: ["x"] } } }],
    [{ document: "unknown", foreign: false }],
  ],
  [
    "the form's last page by itself is not something else",
    [{ read: { pages: pages(`${LICENCE}\n网络安全服务领域技术特长`) } }],
    [{ document: "unknown", foreign: false }],
  ],
  [
    "a page hardly read is not something else",
    [{ read: { pages: pages("营业执照") } }],
    [{ document: "unknown", foreign: false }],
  ],
];

describe("what a mail holds", () => {
  test.each(rows)("%s", (_why, parts, expected) => {
    const documents = see(...parts);
    expect(documents).toHaveLength(expected.length);
    for (const [i, one] of expected.entries()) expect(documents[i]).toMatchObject(one);
  });
});

test("a page unclearly read is not something else", () => {
  const [page] = pages(LICENCE);
  const faint = page && { ...page, lines: page.lines.map((line) => ({ ...line, confidence: 0.4 })) };
  expect(see({ read: { pages: faint ? [faint] : [] } })).toMatchObject([{ document: "unknown", foreign: false }]);
});
