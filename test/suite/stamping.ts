import type { Canvas } from "@napi-rs/canvas";
import sharp from "sharp";
import type { Company } from "../../src/demo/company.ts";
import type { PageLayout } from "../../src/demo/makers/page.ts";
import { drawSeal, type SealSpec } from "../../src/demo/makers/seal.ts";
import { seededRandom } from "../../src/demo/makers/random.ts";
import type { Kit } from "./case.ts";
import { bothPdf, declarationPdf, formPdf, type Sent } from "./made.ts";
import {
  declarationPage,
  exported,
  formPages,
  pdfOf,
  type Picture,
  scanned,
  type Scanning,
  sealOf,
  valuesOf,
} from "./papers.ts";

type Way = Partial<Scanning>;
const FORM = "申请表（盖章）.pdf";
const DECLARATION = "宣言（盖章）.pdf";

/** The seal that the kit's company has, on a 150-dpi scanner, unless said otherwise. */
export const wayOf = (kit: Kit, way: Way = {}): Scanning => ({ seal: sealOf(kit.company), random: kit.random, ...way });

export const formOfPages = async (kit: Kit, way: Way = {}, values = valuesOf(kit.company)): Promise<Picture[]> =>
  scanned(formPages(values), wayOf(kit, way));
export const declarationOfPage = (kit: Kit, way: Way = {}): Promise<Picture[]> =>
  scanned([declarationPage()], wayOf(kit, way));

export const scannedForm = async (kit: Kit, way: Way = {}, values = valuesOf(kit.company)): Promise<Sent> =>
  formPdf(FORM, await pdfOf(await formOfPages(kit, way, values)));
export const scannedDeclaration = async (kit: Kit, way: Way = {}): Promise<Sent> =>
  declarationPdf(DECLARATION, await pdfOf(await declarationOfPage(kit, way)));

export const exportedForm = async (
  company: Company,
  seal: SealSpec | null,
  values = valuesOf(company),
): Promise<Sent> => formPdf(FORM, await exported(formPages(values), seal));
export const exportedDeclaration = async (seal: SealSpec | null, date?: string): Promise<Sent> =>
  declarationPdf(DECLARATION, await exported([declarationPage(date)], seal));

/** Both papers in one file, which stands for both. */
export const inOne = (content: Buffer): { form: Sent; declaration: null } => ({
  form: bothPdf("阳光行动申请材料.pdf", content),
  declaration: null,
});

/** A page without its place for the seal: nobody stamps it. */
export const unstamped = (page: PageLayout): PageLayout => ({ ...page, sealAt: null });

/** Laid on the glass another way: clockwise by 90, 180 or 270 degrees. */
export async function turned(pictures: Picture[], degrees: number): Promise<Picture[]> {
  const turn = async ({ bytes, widthMm, heightMm }: Picture): Promise<Picture> => ({
    bytes: await sharp(bytes).rotate(degrees).jpeg({ quality: 85 }).toBuffer(),
    ...(degrees % 180 === 0 ? { widthMm, heightMm } : { widthMm: heightMm, heightMm: widthMm }),
  });
  return Promise.all(pictures.map(turn));
}

/** The same page on smaller paper. */
export const shrunk = (pictures: Picture[], share: number): Picture[] =>
  pictures.map((one) => ({ ...one, widthMm: one.widthMm * share, heightMm: one.heightMm * share }));

/** Another imprint beside the seal, in mm of the page. */
export function imprint(spec: SealSpec, xMm: number, yMm: number, ink = 0.85): (page: Canvas, dpi: number) => void {
  return (page, dpi) => {
    drawSeal(page.getContext("2d"), spec, { xMm, yMm, dpi, rotationDeg: 4, ink, random: seededRandom(7) });
  };
}
