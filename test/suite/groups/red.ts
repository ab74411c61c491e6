import { drawSeal, type SealSpec } from "../../../src/demo/makers/seal.ts";
import { DECOYS } from "../../reading/seal-pages.ts";
import type { Case, Kit } from "../case.ts";
import { type Application, applies, declarationPdf } from "../made.ts";
import { declarationPage, pdfOf, scanned, type Scanning, sealOf } from "../papers.ts";

/** Red things that are no seal, seals of companies nearly the right one, and seals set oddly. */
export function red(): Case[] {
  return [...absent, ...wrong, ...good].map(([name, why, application]) => ({
    name: `red/${name}`,
    why,
    make: async (kit) => applies(kit, await application(kit)),
  }));
}

type Row = [name: string, why: string, application: (kit: Kit) => Promise<Application>];

async function declared(
  kit: Kit,
  seal: SealSpec | null,
  way: Partial<Scanning> = {},
  page = declarationPage(),
): Promise<Application> {
  const pictures = await scanned([page], { random: kit.random, ...way, seal });
  return { declaration: declarationPdf("宣言（盖章）.pdf", await pdfOf(pictures)) };
}

const mend = (...must: string[]): Application => ({ statuses: ["satisfied", "satisfied", "defective"], must });
const own = (kit: Kit) => sealOf(kit.company);

/** Red things that are no seal, drawn upon the page in mm. */
const decoy =
  (kind: keyof typeof DECOYS) => (kit: Kit) => (page: Parameters<NonNullable<Scanning["draw"]>>[0], dpi: number) => {
    const context = page.getContext("2d");
    context.save();
    context.scale(dpi / 25.4, dpi / 25.4);
    context.globalCompositeOperation = "multiply";
    context.fillStyle = context.strokeStyle = "#d01828";
    context.lineWidth = 0.6;
    context.textAlign = "center";
    context.textBaseline = "middle";
    DECOYS[kind](context, kit.random);
    context.restore();
  };

const absent: Row[] = [
  ...(["letterhead", "red table", "handwriting", "printed words", "pink paper"] as const).map((kind): Row => [
    `none-but-${kind.replace(" ", "-")}`,
    `no seal, but ${kind}`,
    async (kit) => ({ ...(await declared(kit, null, { draw: decoy(kind)(kit) })), ...mend("seal-absent") }),
  ]),
  [
    "fingerprint",
    "a fingerprint in place of a seal",
    async (kit) => ({ ...(await declared(kit, null, { draw: decoy("fingerprint")(kit) })), ...mend("seal-absent") }),
  ],
];

const wrong: Row[] = [
  [
    "parent-company",
    "the parent, whose name is nearly the same: who is not sure must not say yes",
    async (kit) => ({
      ...(await declared(kit, {
        ...own(kit),
        name: kit.company.name.replace(/(股份)?有限(责任)?公司/, "集团有限公司"),
      })),
      statuses: ["satisfied", "satisfied", ["defective", "unsure"]],
      may: ["seal-other-company", "possible-twin", "seal-unclear"],
    }),
  ],
  [
    "branch",
    "the branch's seal in place of the company's",
    async (kit) => ({
      ...(await declared(kit, { ...own(kit), name: `${kit.company.name}上海分公司` })),
      statuses: ["satisfied", "satisfied", ["defective", "unsure"]],
      may: ["seal-other-company", "possible-twin", "seal-unclear"],
    }),
  ],
];

const good: Row[] = [
  [
    "stamped-twice",
    "two prints, the first one smudged",
    async (kit) => declared(kit, own(kit), { draw: also(own(kit), 70, 225)(kit) }),
  ],
  ["turned", "stamped upside down", async (kit) => declared(kit, null, { draw: also(own(kit), 136, 210, 172)(kit) })],
  [
    "letterhead-and-seal",
    "red letterhead above, a good seal below",
    async (kit) => declared(kit, own(kit), { draw: decoy("letterhead")(kit) }),
  ],
];

const also =
  (spec: SealSpec, xMm: number, yMm: number, rotationDeg = 6) =>
  (kit: Kit) =>
  (page: Parameters<NonNullable<Scanning["draw"]>>[0], dpi: number) => {
    drawSeal(page.getContext("2d"), spec, { xMm, yMm, dpi, rotationDeg, ink: 0.85, random: kit.random });
  };
