import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PDFParse } from "pdf-parse";
import type { Box, TextLine } from "../domain/facts.ts";
import { joinPieces, type Piece } from "./join-pieces.ts";
import type { Laid } from "./seal-how.ts";

/** What pdf.js calls things, as far as it is needed here: pdf-parse keeps its types to itself. */
interface PdfJsDocument {
  numPages: number;
  getPage(number: number): Promise<PdfJsPage>;
}
interface PdfJsPage {
  getViewport(options: { scale: number }): PdfJsViewport;
  getTextContent(): Promise<{ items: (TextItem | { type: string })[] }>;
  getAnnotations(): Promise<Annotation[]>;
  cleanup(): void;
}
interface PdfJsViewport {
  /** Points as displayed: `/Rotate` and `/UserUnit` obeyed. */
  width: number;
  height: number;
  convertToViewportPoint(x: number, y: number): number[];
}
interface TextItem {
  str: string;
  width: number;
  transform: number[];
}
interface Annotation {
  /** `12R`, with the generation behind it unless it is 0. */
  id?: string;
  subtype: string;
  fieldName?: string;
  hasAppearance?: boolean;
  hidden?: boolean;
  rect: number[];
  fieldType?: string;
  fieldValue?: unknown;
  contentsObj?: { str: string };
}

/** One page's text layer, and its size as displayed in mm. */
export interface TextLayer {
  widthMm: number;
  heightMm: number;
  lines: TextLine[];
  /** Stamps and signatures that show on the page. */
  over: Laid[];
  /** Its fields for signatures. */
  fields: SignatureWidget[];
}

export interface SignatureWidget {
  /** The number of the widget's object in the file; null where it has none of its own. */
  object: number | null;
  /** The field's full name. */
  name: string;
  /** null where it takes no room. */
  box: Box | null;
}

export interface OpenText {
  page(number: number): Promise<TextLayer>;
  close(): Promise<void>;
}

const MM_PER_POINT = 25.4 / 72;

/** Opens a PDF for its text; throws what pdf-parse throws where it cannot be opened. */
export async function openText(bytes: Uint8Array): Promise<OpenText> {
  const folder = pdfJsFolder();
  const parser = new PDFParse({
    // A copy: pdf.js takes the buffer away from its owner.
    data: new Uint8Array(bytes),
    // Without these, text in Chinese fonts that are not embedded is lost silently.
    cMapUrl: join(folder, "cmaps/"),
    cMapPacked: true,
    standardFontDataUrl: join(folder, "standard_fonts/"),
    wasmUrl: join(folder, "wasm/"),
    isEvalSupported: false,
    stopAtErrors: false,
  });
  // Its public getText tells no positions, so the document that it keeps is asked itself.
  const document = await (parser as unknown as { load(): Promise<PdfJsDocument> }).load();
  return {
    page: async (number) => textLayer(await document.getPage(number)),
    close: () => parser.destroy(),
  };
}

/** pdf-parse may bring its own pdfjs-dist, of another version than one beside it. */
function pdfJsFolder(): string {
  const fromParser = createRequire(createRequire(import.meta.url).resolve("pdf-parse"));
  return dirname(fromParser.resolve("pdfjs-dist/package.json"));
}

async function textLayer(page: PdfJsPage): Promise<TextLayer> {
  const view = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent();
  const printed = items.flatMap((item) => ("str" in item && item.str.trim() !== "" ? [pieceOf(item, view)] : []));
  const annotations = await page.getAnnotations();
  const written = annotations.flatMap((annotation) => writtenIn(annotation, view));
  page.cleanup();
  return {
    widthMm: view.width * MM_PER_POINT,
    heightMm: view.height * MM_PER_POINT,
    lines: joinPieces([...printed, ...written], view.width, view.height),
    over: annotations.flatMap((annotation) => laidOver(annotation, view)),
    fields: annotations.filter(isSignature).map((annotation) => widgetOf(annotation, view)),
  };
}

/** From the baseline's ends, up by the ascent and down by the descent of a usual face. */
function pieceOf({ str, width, transform }: TextItem, view: PdfJsViewport): Piece {
  const [a = 0, b = 0, c = 0, d = 0, x = 0, y = 0] = transform;
  const size = Math.hypot(a, b) || 1;
  const [alongX, alongY] = [(a / size) * width, (b / size) * width];
  const corner = (along: number, up: number) =>
    view.convertToViewportPoint(x + alongX * along + c * up, y + alongY * along + d * up);
  const [from, to] = [corner(0, 0), corner(1, 0)];
  return {
    text: str,
    ...around([corner(0, -0.14), corner(1, -0.14), corner(0, 0.86), corner(1, 0.86)]),
    angle: Math.atan2((to[1] ?? 0) - (from[1] ?? 0), (to[0] ?? 0) - (from[0] ?? 0)),
  };
}

/** What a viewer's user wrote over the page: notes laid on it and form fields, which no text layer holds. */
function writtenIn(
  { subtype, hidden, rect, fieldType, fieldValue, contentsObj }: Annotation,
  view: PdfJsViewport,
): Piece[] {
  const field = subtype === "Widget" && (fieldType === "Tx" || fieldType === "Ch") ? fieldValue : undefined;
  const text = subtype === "FreeText" ? contentsObj?.str : field;
  if (hidden === true || typeof text !== "string" || text.trim() === "") return [];
  const box = pointsOf(rect, view);
  const rows = text.split(/\r\n?|\n/);
  const height = box.height / rows.length;
  return rows.flatMap((row, index) =>
    row.trim() === "" ? [] : [{ text: row, x: box.x, y: box.y + index * height, width: box.width, height, angle: 0 }],
  );
}

const isSignature = ({ subtype, fieldType }: Annotation) => subtype === "Widget" && fieldType === "Sig";

/** Pictures come as stamps, and in Acrobat's own forms as buttons. */
function laidOver(annotation: Annotation, view: PdfJsViewport): Laid[] {
  const { subtype, hidden, hasAppearance, fieldType, rect } = annotation;
  const isStamp = subtype === "Stamp" || (subtype === "Widget" && fieldType === "Btn");
  if (hidden === true || hasAppearance !== true || !(isStamp || isSignature(annotation))) return [];
  return [{ what: isStamp ? "stamp" : "signature", box: fractionsOf(rect, view) }];
}

function widgetOf({ id, fieldName, rect }: Annotation, view: PdfJsViewport): SignatureWidget {
  const box = fractionsOf(rect, view);
  const object = /^(\d+)R/.exec(id ?? "");
  return {
    object: object && Number(object[1]),
    name: fieldName ?? "",
    box: box.width > 0 && box.height > 0 ? box : null,
  };
}

function fractionsOf(rect: number[], view: PdfJsViewport): Box {
  const { x, y, width, height } = pointsOf(rect, view);
  return { x: x / view.width, y: y / view.height, width: width / view.width, height: height / view.height };
}

function pointsOf([left = 0, bottom = 0, right = 0, top = 0]: number[], view: PdfJsViewport): Box {
  return around([view.convertToViewportPoint(left, bottom), view.convertToViewportPoint(right, top)]);
}

function around(corners: number[][]): { x: number; y: number; width: number; height: number } {
  const xs = corners.map(([x = 0]) => x);
  const ys = corners.map(([, y = 0]) => y);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}
