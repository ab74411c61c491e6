import { drawPage } from "../../../src/demo/makers/page.ts";
import { between } from "../../../src/demo/makers/random.ts";
import { drawSeal } from "../../../src/demo/makers/seal.ts";
import { photographPage, type PhotoLook, plainPhoto } from "../../makers/photo.ts";
import type { Case, Kit, Made } from "../case.ts";
import { type ALL, applies, declarationPdfOf, extra, type Sent } from "../made.ts";
import { declarationPage, sealOf } from "../papers.ts";
import { declarationOfPage, formOfPages } from "../stamping.ts";

type Row = [name: string, why: string, make: (kit: Kit) => Promise<Made>];

const picture = (name: string, content: Buffer, document: "application-form" | "declaration"): Sent => ({
  name,
  content,
  is: [{ document, medium: "image" }],
});

/** The declaration printed and photographed on a desk, stamped or not. */
async function photographed({ random, company }: Kit, look: Partial<PhotoLook> = {}, seal = true): Promise<Buffer> {
  const layout = declarationPage();
  const page = drawPage(layout, 150);
  if (seal && layout.sealAt !== null) {
    const ink = between(random, 0.75, 0.95);
    const at = { ...layout.sealAt, dpi: 150, rotationDeg: between(random, -15, 15), ink, random };
    drawSeal(page.getContext("2d"), sealOf(company), at);
  }
  return (await photographPage(page, { ...plainPhoto(random), ...look }, random)).jpeg;
}

/** A picture is kept and its seal judged; the notice asks for a PDF. */
const PICTURES: Row[] = [
  [
    "jpeg-scans",
    "the scanner saved pictures: one for each page",
    async (kit) => {
      const pages = (await formOfPages(kit)).map(({ bytes }, place) =>
        place === 0 ? picture("申请表1.jpg", bytes, "application-form") : extra(`申请表${place + 1}.jpg`, bytes),
      );
      const [declaration] = await declarationOfPage(kit);
      if (!declaration) throw new Error("no page");
      const more = [...pages, picture("宣言.jpg", declaration.bytes, "declaration")];
      // The seal stands on the form's last picture.
      const may = ["seal-absent", "document-unknown", "document-other"];
      const statuses: typeof ALL = ["satisfied", ["defective", "unsure"], "defective"];
      return applies(kit, { form: null, declaration: null, more, statuses, must: ["not-a-pdf"], may });
    },
  ],
  [
    "declaration-photo-unstamped",
    "photographed before it was stamped",
    async (kit) => {
      const bytes = await photographed(kit, { desk: "grey" }, false);
      const declaration = picture("微信图片_20221121.jpg", bytes, "declaration");
      const must = ["not-a-pdf", "seal-absent"];
      return applies(kit, { declaration, statuses: ["satisfied", "satisfied", "defective"], must });
    },
  ],
  [
    "photo-beside-pdf",
    "a photo along with the PDF that was asked for",
    async (kit) => {
      const bytes = await photographed(kit);
      const more = [picture("宣言.jpg", bytes, "declaration")];
      return applies(kit, { declaration: await declarationPdfOf(kit.company), more, may: ["not-a-pdf"] });
    },
  ],
];

/** Pictures beside and in place of PDFs, where there are several. */
export function photos(): Case[] {
  return PICTURES.map(([name, why, make]) => ({ name: `photos/${name}`, why, make }));
}
