import type { Case, Kit, Made } from "../case.ts";
import { ALL, applies } from "../made.ts";
import {
  declarationPage,
  declarationPages,
  emptySheet,
  exported,
  formPages,
  letterPage,
  pdfOf,
  scanned,
  sealOf,
  SIGNED,
  valuesOf,
} from "../papers.ts";
import { declarationOfPage, formOfPages, inOne, shrunk, turned, unstamped, wayOf } from "../stamping.ts";
import { stampedPrint } from "./stamped-print.ts";
import { stampedSeals } from "./stamped-seals.ts";

export type Row = [name: string, why: string, make: (kit: Kit) => Promise<Made>];

const pagesOf = (kit: Kit) => formPages(valuesOf(kit.company));
const coverOf = (kit: Kit) =>
  letterPage(
    "关于提交申请材料的函",
    `中国网络安全产业联盟秘书处：\n　　我公司的申请材料随函提交，请审核。\n　　特此函达。\n\n${kit.company.name}\n${SIGNED}`,
  );
const licenceOf = (kit: Kit) =>
  letterPage(
    "营业执照",
    `统一社会信用代码 91110000MA00EXAMPL\n名称 ${kit.company.name}\n类型 有限责任公司\n注册资本 伍仟万元整\n成立日期 2010 年 05 月 18 日\n住所 ${kit.company.address}\n经营范围 技术开发、技术咨询、技术服务。\n登记机关`,
  );

type Pages = ReturnType<typeof formPages>;
/** A page that belongs to neither paper may be pointed out to staff. */
const ALONG = ["document-unknown", "document-other"];
const oneExport = (name: string, why: string, order: (form: Pages, kit: Kit) => Pages): Row => [
  name,
  why,
  async (kit) => applies(kit, { ...inOne(await exported(order(pagesOf(kit), kit), sealOf(kit.company))), may: ALONG }),
];

const ONE_FILE: Row[] = [
  oneExport("both-in-one", "form, then declaration", (form) => [...form, declarationPage()]),
  oneExport("both-declaration-first", "declaration, then form", (form) => [declarationPage(), ...form]),
  oneExport("both-with-articles", "the members' rules after the declaration", (form) => [
    ...declarationPages(SIGNED),
    ...form,
  ]),
  oneExport("both-blank-between", "an empty sheet between", (form) => [...form, emptySheet(), declarationPage()]),
  oneExport("both-cover-first", "a cover letter on top", (form, kit) => [coverOf(kit), ...form, declarationPage()]),
  oneExport("both-cover-between", "a cover letter between", (form, kit) => [...form, coverOf(kit), declarationPage()]),
  oneExport("both-licence-between", "the business licence between", (form, kit) => [
    ...form,
    licenceOf(kit),
    declarationPage(),
  ]),
  oneExport("both-declaration-within", "the declaration between the form's pages", ([first, ...rest]) => [
    ...(first ? [first] : []),
    declarationPage(),
    ...rest,
  ]),
  oneExport("both-backwards", "the pile was turned over: last page first", (form) => [
    declarationPage(),
    ...[...form].reverse(),
  ]),
  [
    "both-scanned-backwards",
    "the same from the scanner",
    async (kit) =>
      applies(kit, inOne(await pdfOf([...(await declarationOfPage(kit)), ...(await formOfPages(kit)).reverse()]))),
  ],
  [
    "both-scanned-licence",
    "the business licence between, with the registry's own seal on it",
    async (kit) => {
      const registry = { name: "北京市示例区市场监督管理局", kind: "official" as const, diameterMm: 42 };
      const licence = await scanned(
        [{ ...licenceOf(kit), sealAt: { xMm: 140, yMm: 200 } }],
        wayOf(kit, { seal: registry }),
      );
      const pages = [...(await formOfPages(kit)), ...licence, ...(await declarationOfPage(kit))];
      return applies(kit, { ...inOne(await pdfOf(pages)), may: ALONG });
    },
  ],
  [
    "both-only-declaration-stamped",
    "one seal in the file: the form has none",
    async (kit) => {
      const pages = [...pagesOf(kit).map(unstamped), declarationPage()];
      const one = inOne(await exported(pages, sealOf(kit.company)));
      return applies(kit, { ...one, statuses: ["satisfied", "defective", "satisfied"], must: ["seal-absent"] });
    },
  ],
  [
    "both-only-form-stamped",
    "one seal in the file: the declaration has none",
    async (kit) => {
      const one = inOne(await exported([...pagesOf(kit), unstamped(declarationPage())], sealOf(kit.company)));
      return applies(kit, { ...one, statuses: ["satisfied", "satisfied", "defective"], must: ["seal-absent"] });
    },
  ],
];

/** How the pages lie. */
const TURNS: Row[] = [
  ...[90, 180, 270].map((degrees): Row => [
    `turned-${degrees}`,
    "laid on the glass another way round",
    async (kit) => {
      const one = [...(await formOfPages(kit)), ...(await declarationOfPage(kit))];
      return applies(kit, inOne(await pdfOf(await turned(one, degrees))));
    },
  ]),
  ...[90, 180, 270].map((degrees): Row => [
    `page-rotate-${degrees}`,
    "the file says how to turn the page, and is wrong",
    async (kit) =>
      applies(kit, inOne(await pdfOf([...(await formOfPages(kit)), ...(await declarationOfPage(kit))], degrees))),
  ]),
  [
    "page-rotate-right",
    "lain sideways; the file turns it upright",
    async (kit) => {
      const one = [...(await formOfPages(kit)), ...(await declarationOfPage(kit))];
      return applies(kit, inOne(await pdfOf(await turned(one, 270), 90)));
    },
  ],
  [
    "a5",
    "both scanned small, the seal with them",
    async (kit) => {
      const one = shrunk(
        [...(await formOfPages(kit, { dpi: 200 })), ...(await declarationOfPage(kit, { dpi: 200 }))],
        148 / 210,
      );
      const statuses: typeof ALL = ["satisfied", ["satisfied", "unsure"], ["satisfied", "unsure"]];
      return applies(kit, { ...inOne(await pdfOf(one)), statuses, may: ["seal-size-odd"] });
    },
  ],
];

/** Both papers as PDFs: what order, which way up, what is printed and which seal. */
export function stamped(): Case[] {
  return [...ONE_FILE, ...TURNS, ...stampedPrint, ...stampedSeals].map(([name, why, make]) => ({
    name: `stamped/${name}`,
    why,
    make,
  }));
}
