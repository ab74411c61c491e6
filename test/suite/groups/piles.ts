import type { Case, Kit } from "../case.ts";
import { type Application, applies, bothPdf, extra, formPdf } from "../made.ts";
import { declarationPage, declarationPages, emptySheet, letterPage, pdfOf, type Picture, SIGNED } from "../papers.ts";
import { declares, formLayouts, rotated, scan, type ScanRow } from "../scanning.ts";

/** Several papers in one file, their pages in any order. */
export function piles(): Case[] {
  return orders.map(([name, why, application]) => ({
    name: `piles/${name}`,
    why,
    make: async (kit) => applies(kit, await application(kit)),
  }));
}

const blank = (kit: Kit) => scan(kit, [emptySheet()]);
const cover = (kit: Kit) =>
  scan(kit, [
    letterPage(
      "关于报送申请材料的函",
      `中国网络安全产业联盟秘书处：\n　　现将${kit.company.name}参加有关行动的申请材料报送贵处，请审核。\n　　联系电话：${kit.company.mobile}`,
    ),
  ]);
async function together(
  kit: Kit,
  arrange: (form: Picture[], declaration: Picture[]) => Promise<Picture[]> | Picture[],
): Promise<Application> {
  const form = await scan(kit, formLayouts(kit));
  const declaration = await scan(kit, [declarationPage()]);
  const content = await pdfOf(await arrange(form, declaration));
  return { form: null, declaration: bothPdf("盖章扫描件.pdf", content) };
}

const orders: ScanRow[] = [
  [
    "blank-between",
    "empty backs between the pages",
    (kit) =>
      together(kit, async (form, declaration) => [
        ...form,
        ...(await blank(kit)),
        ...declaration,
        ...(await blank(kit)),
      ]),
  ],
  [
    "cover-letter",
    "a cover letter on top",
    (kit) => together(kit, async (form, declaration) => [...(await cover(kit)), ...form, ...declaration]),
  ],
  [
    "turned-in-pile",
    "the declaration turned by 90 degrees within the pile",
    (kit) => together(kit, async (form, declaration) => [...form, ...(await rotated(declaration, 90))]),
  ],
  [
    "rules-first",
    "the members' rules scanned before the declaration's page",
    async (kit) => declares(await pdfOf(await scan(kit, declarationPages(SIGNED).toReversed()))),
  ],
  [
    "form-page-two-first",
    "the form's second page first",
    async (kit) => ({
      form: formPdf("申请表扫描件.pdf", await pdfOf((await scan(kit, formLayouts(kit))).toReversed())),
    }),
  ],
  [
    "pages-in-single-files",
    "each page of the form a PDF of its own",
    async (kit) => {
      const [first, second] = await scan(kit, formLayouts(kit));
      if (!first || !second) throw new Error("the form has two pages");
      return {
        form: formPdf("申请表-第1页.pdf", await pdfOf([first])),
        more: [extra("申请表-第2页.pdf", await pdfOf([second]))],
        // The seal stands on the second page, the name on the first; only together are they the form.
        statuses: ["satisfied", ["satisfied", "unsure"], "satisfied"],
        may: ["*"],
      };
    },
  ],
];
