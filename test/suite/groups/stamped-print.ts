import type { Kit, Made } from "../case.ts";
import { applies, type Sent } from "../made.ts";
import { exported, formPages, sealOf, valuesOf } from "../papers.ts";
import { exportedDeclaration, exportedForm, scannedDeclaration, scannedForm, unstamped } from "../stamping.ts";

type Row = [name: string, why: string, make: (kit: Kit) => Promise<Made>];

/** What is printed on the stamped form, against the Word form. */
export const stampedPrint: Row[] = [
  [
    "mobile-differs",
    "the stamped form has another mobile",
    async (kit) => {
      const form = await exportedForm(kit.company, sealOf(kit.company), {
        ...valuesOf(kit.company),
        mobile: "13900000077",
      });
      return applies(kit, { form, must: ["fields-differ"] });
    },
  ],
  [
    "money-differs",
    "the stamped form has other figures for 2021",
    async (kit) => {
      const values = valuesOf(kit.company);
      const financials = values.financials.replace(
        /2021 年.*/,
        "2021 年网络安全服务的收入为 33333 万元，利润 3333 万元，成本 30000 万元。",
      );
      const form = await exportedForm(kit.company, sealOf(kit.company), { ...values, financials });
      return applies(kit, { form, must: ["fields-differ"] });
    },
  ],
  [
    "name-differs",
    "the stamped form was copied from another company's and still has its name; a person might think it the other's",
    async (kit) => {
      const unitName = kit.other(0).name;
      const form = await exportedForm(kit.company, sealOf(kit.company), { ...valuesOf(kit.company), unitName });
      return namesAnother(kit, form, unitName);
    },
  ],
  [
    "name-differs-scanned",
    "the same from the scanner",
    async (kit) => {
      const unitName = kit.other(0).name;
      const form = await scannedForm(kit, { dpi: 200 }, { ...valuesOf(kit.company), unitName });
      return namesAnother(kit, form, unitName);
    },
  ],
  [
    "form-undated",
    "the stamped form has no date",
    async (kit) => {
      const form = await exportedForm(kit.company, sealOf(kit.company), {
        ...valuesOf(kit.company),
        applicationDate: "    年    月    日",
      });
      return applies(kit, { form, must: ["undated"] });
    },
  ],
  [
    "declaration-undated",
    "the declaration has no date",
    async (kit) =>
      applies(kit, {
        declaration: await exportedDeclaration(sealOf(kit.company), "    年    月    日"),
        must: ["undated"],
      }),
  ],
  [
    "seal-on-first-page",
    "the form is stamped beside its title, not where it says so",
    async (kit) => {
      const [first, ...rest] = formPages(valuesOf(kit.company));
      if (!first) throw new Error("a form without pages");
      const pages = [{ ...first, sealAt: { xMm: 150, yMm: 60 } }, ...rest.map(unstamped)];
      const form = { ...(await exportedForm(kit.company, null)), content: await exported(pages, sealOf(kit.company)) };
      // On a form of one page it stands on the right page after all.
      if (rest.length === 0) return applies(kit, { form });
      return applies(kit, { form, statuses: ["satisfied", "unsure", "satisfied"], must: ["page-unsigned"] });
    },
  ],
  [
    "grey",
    "a grey scan: nobody can say whether the seal is red",
    async (kit) => {
      const look = { greyscale: true };
      const [form, declaration] = [await scannedForm(kit, { look }), await scannedDeclaration(kit, { look })];
      return applies(kit, {
        form,
        declaration,
        statuses: ["satisfied", "unsure", "unsure"],
        must: ["seal-colour-lost"],
      });
    },
  ],
];

/** The Word form names the applicant, the stamped one `unitName`. */
async function namesAnother(kit: Kit, form: Sent, unitName: string): Promise<Made> {
  const made = await applies(kit, {
    form,
    statuses: ["satisfied", ["defective", "unsure"], "satisfied"],
    must: ["name-differs"],
    may: ["fields-differ"],
  });
  return { ...made, truth: { ...made.truth, mayOpen: [unitName] } };
}
