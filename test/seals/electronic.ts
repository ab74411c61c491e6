import { readFileSync } from "node:fs";
import PDFDocument from "pdfkit";
import { fontFile, HEI, SONG, SONG_BOLD } from "../../src/demo/makers/fonts.ts";
import { A4, type PageLayout } from "../../src/demo/makers/page.ts";
import { unpackWoff } from "../../src/demo/makers/woff.ts";
import { APPLICANT } from "./backgrounds.ts";
import { type DieContext, drawDie } from "./engraving.ts";
import type { Colour } from "./inking.ts";
import type { Imprint } from "./recipe.ts";

/** A seal's picture with its place, mm. */
export interface Pasted {
  png: Buffer;
  xMm: number;
  yMm: number;
  widthMm: number;
  heightMm: number;
}

const points = (mm: number): number => (mm * 72) / 25.4;
const A4_POINTS: [number, number] = [points(A4.widthMm), points(A4.heightMm)];

/** A page without its seals as an office program exports it: text with its fonts embedded. */
export function officePdf(
  layout: PageLayout,
  applicant: string,
  draw: (pdf: PDFKit.PDFDocument) => void,
): Promise<Buffer> {
  return compose((pdf) => {
    setPage(pdf, layout, applicant);
    draw(pdf);
  });
}

/** A page that is one picture, as a seal program's "print to PDF" gives it, or a photo put in a document. */
export const picturePdf = (picture: Buffer, heightMm = A4.heightMm): Promise<Buffer> =>
  compose((pdf) => {
    pdf.image(picture, 0, 0, { width: A4_POINTS[0], height: points(heightMm) });
  }, heightMm);

/** Over the page, with its transparency as a soft mask. */
export function paste(pdf: PDFKit.PDFDocument, { png, xMm, yMm, widthMm, heightMm }: Pasted): void {
  const at = { width: points(widthMm), height: points(heightMm) };
  pdf.image(png, points(xMm - widthMm / 2), points(yMm - heightMm / 2), at);
}

/** As the appearance of a signature field (ISO 32000-1, 12.7.4.5): nothing of it stands in the page's own content. */
export function signField(pdf: PDFKit.PDFDocument, { png, xMm, yMm, widthMm, heightMm }: Pasted): void {
  const [width, height] = [points(widthMm), points(heightMm)];
  const parts = pdf as unknown as Parts;
  const image = parts.openImage(png);
  image.embed(pdf);
  const appearance = parts.ref({
    Type: "XObject",
    Subtype: "Form",
    BBox: [0, 0, width, height],
    Resources: { XObject: { Seal: image.obj } },
  });
  appearance.end(`q ${width} 0 0 ${height} 0 0 cm /Seal Do Q`);
  const left = points(xMm) - width / 2;
  const bottom = A4_POINTS[1] - points(yMm) - height / 2;
  const widget = parts.ref({
    Type: "Annot",
    Subtype: "Widget",
    FT: "Sig",
    // pdfkit writes a String object as a PDF string and a plain one as a name.
    T: new String("Signature1"),
    F: 132,
    Rect: [left, bottom, left + width, bottom + height],
    AP: { N: appearance },
  });
  widget.end();
  parts.page.annotations.push(widget);
  pdf.initForm();
  const form = parts._root.data.AcroForm.data;
  form.Fields.push(widget);
  form.SigFlags = 3;
  // Asked to make appearances anew, a viewer would throw the seal away.
  delete form.NeedAppearances;
}

/** What pdfkit's types leave out. */
interface Parts {
  openImage(source: Buffer): { obj: unknown; embed(pdf: PDFKit.PDFDocument): void };
  ref(data: object): { data: object; end(content?: string): void };
  page: { annotations: object[] };
  _root: { data: { AcroForm: { data: { Fields: object[]; SigFlags?: number; NeedAppearances?: boolean } } } };
  _font: {
    font: {
      unitsPerEm: number;
      glyphForCodePoint(point: number): { advanceWidth: number; path: { toSVG(): string } };
    };
  };
}

/** As paths, so that the seal leaves no letters in the page's text. */
export function drawDieInPdf(pdf: PDFKit.PDFDocument, imprint: Imprint, colour: Colour): void {
  pdf.save();
  pdf.translate(points(imprint.xMm), points(imprint.yMm)).rotate(imprint.rotationDeg).scale(points(1));
  const red: [number, number, number] = [Math.round(colour[0]), Math.round(colour[1]), Math.round(colour[2])];
  pdf.fillColor(red).strokeColor(red);
  drawDie(pdfContext(pdf), { ...imprint.die, inverse: false });
  pdf.restore();
}

/** pdfkit behind a canvas's words. */
function pdfContext(pdf: PDFKit.PDFDocument): DieContext {
  let begun = false;
  return {
    font: "",
    lineWidth: 0,
    textAlign: "center",
    textBaseline: "middle",
    globalCompositeOperation: "source-over",
    save: () => pdf.save(),
    restore: () => pdf.restore(),
    translate: (x, y) => pdf.translate(x, y),
    rotate: (angle) => pdf.rotate((angle * 180) / Math.PI),
    scale: (x, y) => pdf.scale(x, y),
    beginPath: () => (begun = false),
    lineTo: (x, y) => {
      if (begun) pdf.lineTo(x, y);
      else pdf.moveTo(x, y);
      begun = true;
    },
    ellipse: (x, y, a, b) => pdf.ellipse(x, y, a, b),
    fill: () => pdf.fill(),
    stroke() {
      pdf.lineWidth(this.lineWidth).stroke();
    },
    fillRect: (x, y, width, height) => pdf.rect(x, y, width, height).fill(),
    strokeRect(x, y, width, height) {
      pdf.lineWidth(this.lineWidth).rect(x, y, width, height).stroke();
    },
    fillText(letter) {
      const family = /"(.*)"/.exec(this.font)?.[1] ?? SONG_BOLD;
      drawLetter(pdf, letter, parseFloat(this.font), embedded(pdf, family));
    },
  };
}

/** Its middle at the origin. */
function drawLetter(pdf: PDFKit.PDFDocument, letter: string, size: number, family: string): void {
  pdf.font(family);
  const { font } = (pdf as unknown as Parts)._font;
  const glyph = font.glyphForCodePoint(letter.codePointAt(0) ?? 0);
  const scale = size / font.unitsPerEm;
  pdf.save().scale(scale, -scale);
  pdf.translate(-glyph.advanceWidth / 2, -font.unitsPerEm * 0.36);
  pdf.path(glyph.path.toSVG()).fill();
  pdf.restore();
}

const unpacked = new Map<string, Buffer>();

function setPage(pdf: PDFKit.PDFDocument, page: PageLayout, applicant: string): void {
  pdf.lineWidth(0.5);
  for (const rule of page.rules) {
    pdf.moveTo(points(rule.fromXMm), points(rule.fromYMm)).lineTo(points(rule.toXMm), points(rule.toYMm)).stroke();
  }
  for (const { text, xMm, baselineMm, face } of page.runs) {
    pdf.font(embedded(pdf, face.family)).fontSize(face.sizePt);
    const at = { lineBreak: false, baseline: "alphabetic" } as const;
    pdf.text(text.replace(APPLICANT, applicant), points(xMm), points(baselineMm), at);
  }
}

/** The office programs' typefaces; each is inflated once for all documents. */
function embedded(pdf: PDFKit.PDFDocument, family: string): string {
  const known = [SONG, SONG_BOLD, HEI].includes(family) ? family : SONG;
  const font = unpacked.get(known) ?? unpackWoff(readFileSync(fontFile(known)));
  unpacked.set(known, font);
  pdf.registerFont(known, font);
  return known;
}

/** The creation date is fixed so that the same plan gives the same bytes. */
async function compose(write: (pdf: PDFKit.PDFDocument) => void, heightMm = A4.heightMm): Promise<Buffer> {
  const info = { CreationDate: new Date("2022-11-18T08:00:00Z"), Producer: "WPS Office" };
  const pdf = new PDFDocument({ size: [A4_POINTS[0], points(heightMm)], margin: 0, autoFirstPage: false, info });
  const chunks: Buffer[] = [];
  const finished = new Promise<void>((resolve, reject) => {
    pdf.on("end", resolve).on("error", reject);
  });
  pdf.on("data", (chunk: Buffer) => chunks.push(chunk));
  pdf.addPage();
  write(pdf);
  pdf.end();
  await finished;
  return Buffer.concat(chunks);
}
