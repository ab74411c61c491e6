import type { Case } from "../case.ts";
import { applies, declarationPdfOf, formPdf, formPdfOf, formWord, wordOf } from "../made.ts";
import { exported, formPages, pdfOf, scanned, sealOf, valuesOf, wordForm } from "../papers.ts";
import { neighbours, papersOf, together } from "../parties.ts";
import { type Row, whoseNames } from "./whose-names.ts";

const SEVERAL: Row[] = [
  [
    "two-companies",
    "six files of two companies",
    async (kit) => {
      const [other] = neighbours(kit);
      const parties = [kit.company, other].map(async (company) => ({ company, files: await papersOf(company) }));
      return together(kit.company, await Promise.all(parties));
    },
  ],
  [
    "three-companies",
    "nine files of three companies, from an agent",
    async (kit) => {
      const parties = [kit.company, ...neighbours(kit)].map(async (company) => ({
        company,
        files: await papersOf(company),
      }));
      return together(kit.other(0), await Promise.all(parties));
    },
  ],
  [
    "two-companies-one-lacks",
    "of the second company the declaration is not there",
    async (kit) => {
      const [other] = neighbours(kit);
      const [word, form] = await papersOf(other);
      if (!word || !form) throw new Error("no papers");
      return together(kit.company, [
        { company: kit.company, files: await papersOf(kit.company) },
        { company: other, files: [word, form], statuses: ["satisfied", "satisfied", "missing"] },
      ]);
    },
  ],
  [
    "two-companies-same-names",
    "both companies call their files as the notice does",
    async (kit) => {
      const [other] = neighbours(kit);
      const parties = [kit.company, other].map(async (company) => ({
        company,
        files: [await wordOf(company), await formPdfOf(company), await declarationPdfOf(company)],
        fields: null,
      }));
      return together(kit.company, await Promise.all(parties));
    },
  ],
  [
    "stray-word",
    "beside one company's papers another's Word form alone",
    async (kit) => {
      const [other] = neighbours(kit);
      const files = [{ ...(await wordOf(other)), name: `${other.name}申请表.docx` }];
      return together(kit.company, [
        { company: kit.company, files: await papersOf(kit.company) },
        { company: other, files, statuses: ["satisfied", "missing", "missing"] },
      ]);
    },
  ],
  [
    "forwarded",
    "a colleague elsewhere forwards all, with the quoted head in the text",
    (kit) => {
      const text = `请查收。\n\n-----原始邮件-----\n发件人: ${kit.company.contact} <${kit.company.mailbox}@${kit.company.domain}>\n发送时间: 2022年11月21日 16:20\n收件人: 综合办 <office@group.example>\n主题: 阳光行动申请材料\n\n附件是我公司的申请材料。\n`;
      return applies(kit, { mail: { from: "综合办 <office@group.example>", subject: "转发: 阳光行动申请材料", text } });
    },
  ],
];

/** Which of the three papers came. */
const SUBSETS: Row[] = [
  [
    "only-word",
    "the Word form alone",
    (kit) => applies(kit, { form: null, declaration: null, statuses: ["satisfied", "missing", "missing"] }),
  ],
  [
    "only-form",
    "the stamped form alone",
    (kit) => applies(kit, { word: null, declaration: null, statuses: ["missing", "satisfied", "missing"] }),
  ],
  [
    "no-declaration",
    "both forms",
    (kit) => applies(kit, { declaration: null, statuses: ["satisfied", "satisfied", "missing"] }),
  ],
  [
    "no-form-pdf",
    "the Word form and the declaration",
    (kit) => applies(kit, { form: null, statuses: ["satisfied", "missing", "satisfied"] }),
  ],
  [
    "no-word",
    "the two stamped papers",
    (kit) => applies(kit, { word: null, statuses: ["missing", "satisfied", "satisfied"] }),
  ],
  [
    "only-form-scanned",
    "a scan alone: print and seal say the name",
    async (kit) => {
      const form = formPdf(
        "扫描件.pdf",
        await pdfOf(
          await scanned(formPages(valuesOf(kit.company)), { seal: sealOf(kit.company), random: kit.random, dpi: 200 }),
        ),
      );
      return applies(kit, { word: null, form, declaration: null, statuses: ["missing", "satisfied", "missing"] });
    },
  ],
  [
    "only-declaration",
    "the declaration alone: only the seal and the sender say whose; a person may open it or ask",
    async (kit) => {
      const made = await applies(kit, { word: null, form: null });
      return {
        ...made,
        truth: { ...made.truth, applications: [], mayOpen: [kit.company.name], findings: { must: [], may: ["*"] } },
      };
    },
  ],
];

const VERSIONS: Row[] = [
  [
    "word-mended",
    "an unfinished Word form, and the finished one",
    async (kit) => {
      const unfinished = formWord("申请表.docx", await wordForm({ ...valuesOf(kit.company), postalAddress: "" }));
      return applies(kit, {
        word: unfinished,
        more: [await wordOf(kit.company, "申请表（修改版）.docx")],
        fields: valuesOf(kit.company),
        may: ["field-missing"],
      });
    },
  ],
  [
    "stamp-forgotten-first",
    "an unstamped form, and the stamped one",
    async (kit) => {
      const bare = formPdf("申请表.pdf", await exported(formPages(valuesOf(kit.company)), null));
      return applies(kit, { more: [bare], may: ["seal-absent"] });
    },
  ],
  [
    "twice",
    "every file attached twice",
    async (kit) =>
      applies(kit, {
        more: [await wordOf(kit.company), await formPdfOf(kit.company), await declarationPdfOf(kit.company)],
      }),
  ],
];

/** Whose the papers are. */
export function whose(): Case[] {
  return [...SEVERAL, ...SUBSETS, ...VERSIONS, ...whoseNames].map(([name, why, make]) => ({
    name: `whose/${name}`,
    why,
    make,
  }));
}
