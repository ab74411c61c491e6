import { drawPage, type PageLayout } from "../../../src/demo/makers/page.ts";
import { between } from "../../../src/demo/makers/random.ts";
import { drawSeal } from "../../../src/demo/makers/seal.ts";
import { photographPage, type PhotoLook, plainPhoto } from "../../makers/photo.ts";
import type { Case, Kit, Made } from "../case.ts";
import { type ALL, applies, declarationPdf, declarationPdfOf, extra, formPdf, formPdfOf, type Sent } from "../made.ts";
import { declarationPage, formPages, pdfOf, type Picture, sealOf, valuesOf } from "../papers.ts";
import { declarationOfPage, formOfPages, plainPicture, turned } from "../stamping.ts";

type Row = [name: string, why: string, make: (kit: Kit) => Promise<Made>];

const picture = (name: string, content: Buffer, document: "application-form" | "declaration"): Sent => ({
  name,
  content,
  is: [{ document, medium: "image" }],
});

/** Printed, stamped and photographed on a desk; the picture fills the width of an A4 page. */
async function photographed(
  layout: PageLayout,
  kit: Kit,
  look: Partial<PhotoLook> = {},
  seal = true,
): Promise<Picture> {
  const { random, company } = kit;
  const page = drawPage(layout, 150);
  if (seal && layout.sealAt !== null) {
    const ink = between(random, 0.75, 0.95);
    const at = { ...layout.sealAt, dpi: 150, rotationDeg: between(random, -15, 15), ink, random };
    drawSeal(page.getContext("2d"), sealOf(company), at);
  }
  const { jpeg } = await photographPage(page, { ...plainPhoto(random), ...look }, random);
  return { bytes: jpeg, widthMm: 210, heightMm: 280 };
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
  ...(["png", "tiff"] as const).map((format): Row => [
    `declaration-${format}`,
    "only the declaration is a picture",
    async (kit) => {
      const [page] = await declarationOfPage(kit);
      if (!page) throw new Error("no page");
      const declaration = picture(`宣言.${format}`, await plainPicture(page, format), "declaration");
      return applies(kit, { declaration, statuses: ["satisfied", "satisfied", "defective"], must: ["not-a-pdf"] });
    },
  ]),
  [
    "declaration-photo",
    "photographed on a desk",
    async (kit) => {
      const { bytes } = await photographed(declarationPage(), kit);
      const declaration = picture("IMG_20221121_101530.jpg", bytes, "declaration");
      return applies(kit, { declaration, statuses: ["satisfied", "satisfied", "defective"], must: ["not-a-pdf"] });
    },
  ],
  [
    "declaration-photo-unstamped",
    "photographed before it was stamped",
    async (kit) => {
      const { bytes } = await photographed(declarationPage(), kit, { desk: "grey" }, false);
      const declaration = picture("微信图片_20221121.jpg", bytes, "declaration");
      const must = ["not-a-pdf", "seal-absent"];
      return applies(kit, { declaration, statuses: ["satisfied", "satisfied", "defective"], must });
    },
  ],
  [
    "photo-beside-pdf",
    "a photo along with the PDF that was asked for",
    async (kit) => {
      const { bytes } = await photographed(declarationPage(), kit);
      const more = [picture("宣言.jpg", bytes, "declaration")];
      return applies(kit, { declaration: await declarationPdfOf(kit.company), more, may: ["not-a-pdf"] });
    },
  ],
];

/** How large a photographed page is nobody knows. */
const MAY = ["seal-size-odd"];
const IN_PDF: Row[] = [
  [
    "pdf-of-photos",
    "a telephone's photos as PDFs",
    async (kit) => {
      const pages = [];
      for (const layout of formPages(valuesOf(kit.company))) pages.push(await photographed(layout, kit));
      const form = formPdf("申请表.pdf", await pdfOf(pages));
      const declaration = declarationPdf("宣言.pdf", await pdfOf([await photographed(declarationPage(), kit)]));
      return applies(kit, { form, declaration, may: MAY });
    },
  ],
  [
    "pdf-of-photo-sideways",
    "the telephone lay on its side",
    async (kit) => {
      const photo = await turned([await photographed(declarationPage(), kit)], 90);
      const declaration = declarationPdf("宣言.pdf", await pdfOf(photo));
      return applies(kit, { declaration, may: MAY });
    },
  ],
  [
    "pdf-of-photo-shadow",
    "the hand's shadow across the page",
    async (kit) => {
      const photo = await photographed(declarationPage(), kit, { shadow: "soft", falloff: 0.3 });
      const declaration = declarationPdf("宣言.pdf", await pdfOf([photo]));
      return applies(kit, { form: await formPdfOf(kit.company), declaration, may: MAY });
    },
  ],
];

/** Pictures where a PDF was asked for, and PDFs of photos. */
export function photos(): Case[] {
  return [...PICTURES, ...IN_PDF].map(([name, why, make]) => ({ name: `photos/${name}`, why, make }));
}
