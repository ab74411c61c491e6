import JSZip from "jszip";

const NAMESPACES = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
  'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"',
  'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"',
  'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"',
  'xmlns:o="urn:schemas-microsoft-com:office:office"',
  'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"',
].join(" ");

/** A .docx whose body is the given XML; `parts`: the inside of further parts by their names, e.g. `word/header1.xml`. */
export async function docxOf(body: string, parts: Record<string, string> = {}): Promise<Buffer> {
  const zip = new JSZip();
  zip.file("word/document.xml", `<?xml version="1.0"?><w:document ${NAMESPACES}><w:body>${body}</w:body></w:document>`);
  for (const [name, inside] of Object.entries(parts)) zip.file(name, `<w:part ${NAMESPACES}>${inside}</w:part>`);
  return zip.generateAsync({ type: "nodebuffer", compression: "DEFLATE" });
}

export const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;

/** Hidden text (“隐藏文字” in the font's dialogue). */
export const hidden = (text: string) => `<w:r><w:rPr><w:vanish/></w:rPr><w:t>${text}</w:t></w:r>`;

/** A content control around whatever may stand at its level: runs, paragraphs, cells or rows. */
export const control = (inside: string, properties = "") =>
  `<w:sdt><w:sdtPr>${properties}</w:sdtPr><w:sdtContent>${inside}</w:sdtContent></w:sdt>`;

/** A field as Word writes it: its code, and what it shows. `data`: a legacy form field's settings. */
export const field = (code: string, shown: string, data = "") =>
  `<w:r><w:fldChar w:fldCharType="begin">${data}</w:fldChar></w:r><w:r><w:instrText>${code}</w:instrText></w:r>` +
  `<w:r><w:fldChar w:fldCharType="separate"/></w:r>${shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;

/** A picture of so many millimetres, in the line or laid over the text. */
export function picture([width, height]: [number, number], lay: "inline" | "anchor", description = ""): string {
  const inside = `<wp:extent cx="${width * 36_000}" cy="${height * 36_000}"/><wp:docPr id="1" name="图片 1" descr="${description}"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="rId9"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>`;
  return `<w:r><w:drawing><wp:${lay}>${inside}</wp:${lay}></w:drawing></w:r>`;
}

/** One paragraph for each line; what begins with “<” is XML of a paragraph's inside. */
export const paragraphs = (text: string) =>
  text
    .split("\n")
    .map((line) => `<w:p>${line.startsWith("<") ? line : run(line)}</w:p>`)
    .join("");

/**
 * Rows of cells, or a row's XML. A cell is text (a line a paragraph), what stands in its paragraph where it begins with
 * a run or another “<”, or whole XML where it begins with “<w:tc”, “<w:p” or “<w:tbl”.
 */
export const table = (...rows: (string[] | string)[]) =>
  `<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/></w:tblPr>${rows.map(rowOf).join("")}</w:tbl>`;

export const rowOf = (cells: string[] | string) =>
  typeof cells === "string" ? cells : `<w:tr>${cells.map(cellOf).join("")}</w:tr>`;

function cellOf(cell: string): string {
  const within = cell.replace(/^<w:sdt>.*?<w:sdtContent>/, "");
  if (/^<w:tc\b/.test(within)) return cell;
  return `<w:tc>${/^<w:(p|tbl)\b/.test(within) ? cell : paragraphs(cell)}</w:tc>`;
}

/** A cell merged downwards: `restart` begins it, `continue` goes on. */
export const merged = (text: string, kind: "restart" | "continue") =>
  `<w:tc><w:tcPr><w:vMerge w:val="${kind}"/></w:tcPr>${paragraphs(text)}</w:tc>`;

/** A cell over several columns. */
export const wide = (text: string, columns: number) =>
  `<w:tc><w:tcPr><w:gridSpan w:val="${columns}"/></w:tcPr>${paragraphs(text)}</w:tc>`;

/** A text box as Word 2007 and older write it. */
export const oldTextBox = (text: string) =>
  `<w:r><w:pict><v:shape><v:textbox><w:txbxContent>${paragraphs(text)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>`;

/** A text box as Word 2010 and newer write it; with the fallback for older ones, or without. */
export function textBox(text: string, fallback: boolean): string {
  const content = `<w:txbxContent>${paragraphs(text)}</w:txbxContent>`;
  const old = `<mc:Fallback><w:pict><v:shape><v:textbox>${content}</v:textbox></v:shape></w:pict></mc:Fallback>`;
  const drawing = `<w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>${content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>`;
  return `<w:r><mc:AlternateContent><mc:Choice Requires="wps">${drawing}</mc:Choice>${fallback ? old : ""}</mc:AlternateContent></w:r>`;
}
