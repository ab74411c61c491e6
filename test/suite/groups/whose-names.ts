import { type Company, formOf } from "../../../src/demo/company.ts";
import type { Kit, Made } from "../case.ts";
import { type ALL, applies, declarationPdf, declarationPdfOf, formPdf, formWord, wordOf } from "../made.ts";
import { declarationPage, exported, formPages, sealOf, SIGNED, valuesOf, wordForm } from "../papers.ts";
import { neighbours, papersOf, together } from "../parties.ts";

export type Row = [name: string, why: string, make: (kit: Kit) => Promise<Made>];

const brandOf = ({ name }: Company): string =>
  name.replace(/^(北京|上海|深圳市|广州|杭州|南京|成都|武汉|西安|长沙|济南|福建省|合肥|重庆)/, "").slice(0, 2);
const named = (company: Company, name: string, domain = company.domain): Company => ({ ...company, name, domain });

function pair(one: (kit: Kit) => Company, other: (kit: Kit) => Company): (kit: Kit) => Promise<Made> {
  return async (kit) => {
    const companies = [one(kit), other(kit)].map(async (company) => ({ company, files: await papersOf(company) }));
    // A person should hear that the two are alike.
    return together(kit.company, await Promise.all(companies), { may: ["possible-twin"] });
  };
}

const TWINS: Row[] = [
  [
    "twins-cities",
    "companies of one name in two cities, each stamped with its own seal",
    pair(
      (kit) => named(kit.company, `北京${brandOf(kit.company)}科技有限公司`),
      (kit) => named(kit.other(0), `上海${brandOf(kit.company)}科技有限公司`),
    ),
  ],
  [
    "twins-branches",
    "two branches of one company",
    pair(
      (kit) => named(kit.company, `${brandOf(kit.company)}数据安全有限公司北京分公司`),
      (kit) => named(kit.other(0), `${brandOf(kit.company)}数据安全有限公司上海分公司`),
    ),
  ],
  [
    "parent-and-subsidiary",
    "the group and its company",
    pair(
      (kit) => named(kit.company, `${brandOf(kit.company)}信息技术集团有限公司`),
      (kit) => named(kit.other(0), `${brandOf(kit.company)}信息技术有限公司`),
    ),
  ],
];

/** The Word form, the stamped form and the seal each write the name their own way; it is one company. */
function spelt(word: string, print: string, seal: string): (kit: Kit) => Promise<Made> {
  return async (kit) => {
    const own = (pattern: string) => pattern.replace("某某", brandOf(kit.company));
    const values = (pattern: string) => formOf(named(kit.company, own(pattern)), SIGNED);
    const stamp = sealOf(named(kit.company, own(seal)));
    const party = {
      company: named(kit.company, own(word)),
      files: [
        formWord("申请表.docx", await wordForm(values(word))),
        formPdf("申请表盖章.pdf", await exported(formPages(values(print)), stamp)),
        declarationPdf("宣言盖章.pdf", await exported([declarationPage()], stamp)),
      ],
      fields: values(word),
    };
    return together(kit.company, [party], { mail: { subject: "申请材料" } });
  };
}

const SPELLINGS: Row[] = [
  [
    "brackets",
    "half-width brackets in Word, full-width in print and seal",
    spelt("某某(北京)科技有限公司", "某某（北京）科技有限公司", "某某（北京）科技有限公司"),
  ],
  [
    "brackets-odd",
    "〔〕 in Word",
    spelt("某某〔北京〕科技有限公司", "某某（北京）科技有限公司", "某某（北京）科技有限公司"),
  ],
  [
    "spaces",
    "spaces within the name",
    spelt("某某 网络安全 技术 有限公司", "某某网络安全技术有限公司", "某某网络安全技术有限公司"),
  ],
  [
    "responsible",
    "有限公司 in Word, 有限责任公司 on the seal",
    spelt("成都某某数字科技有限公司", "成都某某数字科技有限责任公司", "成都某某数字科技有限责任公司"),
  ],
];

const OTHERS: Row[] = [
  [
    "stamped-by-another",
    "filled in by one company, stamped by another throughout",
    async (kit) => {
      const [other] = neighbours(kit);
      const form = formPdf("申请表盖章.pdf", await exported(formPages(valuesOf(kit.company)), sealOf(other)));
      const declaration = await declarationPdfOf(other);
      return applies(kit, {
        form,
        declaration,
        statuses: ["satisfied", "defective", "defective"],
        must: ["seal-other-company"],
      });
    },
  ],
  [
    "stamped-by-parent",
    "filled in by the subsidiary, stamped by the group",
    async (kit) => {
      const company = named(kit.company, `${brandOf(kit.company)}网络安全技术有限公司`);
      const group = sealOf(named(kit.company, `${brandOf(kit.company)}控股集团有限公司`));
      const files = [
        await wordOf(company),
        formPdf("申请表盖章.pdf", await exported(formPages(valuesOf(company)), group)),
        declarationPdf("宣言盖章.pdf", await exported([declarationPage()], group)),
      ];
      // Only a person knows whether the group may stamp for it.
      const statuses: typeof ALL = ["satisfied", ["defective", "unsure"], ["defective", "unsure"]];
      return together(company, [{ company, files, statuses }], {
        may: ["seal-other-company", "seal-unclear", "seal-name-unread"],
      });
    },
  ],
];

/** Names that are nearly one, or one in several spellings. */
export const whoseNames: Row[] = [...TWINS, ...SPELLINGS, ...OTHERS];
