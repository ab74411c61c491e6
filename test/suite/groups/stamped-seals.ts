import type { Company } from "../../../src/demo/company.ts";
import type { SealSpec } from "../../../src/demo/makers/seal.ts";
import type { Expected, Kit, Made } from "../case.ts";
import { applies } from "../made.ts";
import { sealOf } from "../papers.ts";
import { exportedDeclaration, exportedForm, imprint, scannedDeclaration, scannedForm } from "../stamping.ts";

type Row = [name: string, why: string, make: (kit: Kit) => Promise<Made>];
type Way = NonNullable<Parameters<typeof scannedForm>[1]>;

interface Said {
  status?: Expected;
  must?: string[];
  may?: string[];
}

/** Both papers stamped so, as exported. */
function pasted(name: string, why: string, seal: (company: Company) => SealSpec | null, said: Said = {}): Row {
  const { status = "satisfied", ...findings } = said;
  const make = async (kit: Kit) => {
    const spec = seal(kit.company);
    const [form, declaration] = [await exportedForm(kit.company, spec), await exportedDeclaration(spec)];
    return applies(kit, { form, declaration, statuses: ["satisfied", status, status], ...findings });
  };
  return [name, why, make];
}

/** Both papers stamped so, as scanned. */
function inked(name: string, why: string, way: (kit: Kit) => Way, said: Said = {}): Row {
  const { status = "satisfied", ...findings } = said;
  const make = async (kit: Kit) => {
    const form = await scannedForm(kit, { dpi: 200, ...way(kit) });
    const declaration = await scannedDeclaration(kit, { dpi: 200, ...way(kit) });
    return applies(kit, { form, declaration, statuses: ["satisfied", status, status], ...findings });
  };
  return [name, why, make];
}

const wrongKind = { status: "defective", must: ["seal-wrong-kind"] } satisfies Said;
const ofKind =
  (kind: SealSpec["kind"], diameterMm: number) =>
  (company: Company): SealSpec => ({ name: company.name, kind, diameterMm });
const wide =
  (diameterMm: number) =>
  (company: Company): SealSpec => ({ ...sealOf(company), diameterMm });
const twinOf = ({ name }: Company): string =>
  name.startsWith("上海") ? name.replace("上海", "北京") : `上海${name.slice(2)}`;

/** Which seal, and how it was set. */
export const stampedSeals: Row[] = [
  pasted("no-seal", "printed to PDF and never stamped", () => null, { status: "defective", must: ["seal-absent"] }),
  inked("no-seal-scanned", "scanned and never stamped", () => ({ seal: null }), {
    status: "defective",
    must: ["seal-absent"],
  }),
  inked("another-company", "another company's seal", (kit) => ({ seal: sealOf(kit.other(0)) }), {
    status: "defective",
    must: ["seal-other-company"],
  }),
  inked(
    "near-twin",
    "the seal of the company of another city",
    (kit) => ({ seal: { ...sealOf(kit.company), name: twinOf(kit.company) } }),
    {
      status: ["defective", "unsure"],
      may: ["seal-other-company", "seal-name-unread", "seal-unclear"],
    },
  ),
  pasted("contract", "the seal for contracts", ofKind("contract", 40), wrongKind),
  pasted("finance", "the accounts' seal", ofKind("finance", 38), wrongKind),
  pasted(
    "invoice",
    "the oval seal for invoices",
    (company) => ({ ...ofKind("invoice", 40)(company), code: "91110000MA00EXAM12" }),
    wrongKind,
  ),
  pasted("department", "a department's seal", ofKind("department", 40), wrongKind),
  pasted(
    "personal",
    "the representative's own seal alone",
    (company) => ({ name: company.contact, kind: "personal", diameterMm: 20 }),
    wrongKind,
  ),
  inked(
    "contract-scanned",
    "the seal for contracts, by hand",
    (kit) => ({ seal: ofKind("contract", 40)(kit.company) }),
    wrongKind,
  ),
  inked("with-personal", "the company's seal and its representative's", (kit) => ({
    draw: imprint({ name: kit.company.contact, kind: "personal", diameterMm: 20 }, 60, 262),
  })),
  inked("with-seam", "the company's seal, and half of it once more across the pages' edges", (kit) => ({
    draw: imprint(sealOf(kit.company), 210, 150),
  })),
  inked("faded", "hardly any ink", () => ({ ink: 0.35 }), { status: ["satisfied", "unsure"], may: ["seal-unclear"] }),
  inked("over-text", "set upon the printed words", () => ({ off: { xMm: -22, yMm: 3 }, ink: 0.95 })),
  pasted("45-mm", "the largest that a company may have", wide(45)),
  pasted("38-mm", "a small one", wide(38)),
  pasted("58-mm", "larger than any company's", wide(58), { status: ["unsure", "defective"], must: ["seal-size-odd"] }),
  pasted("oval", "a foreign-invested company's oval seal", (company) => ({
    ...sealOf(company),
    shape: "oval",
    diameterMm: 45,
  })),
];
