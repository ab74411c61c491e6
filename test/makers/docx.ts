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
].join(" ");

/** A .docx whose body is the given XML. */
export async function docxOf(body: string): Promise<Buffer> {
  const zip = new JSZip();
  zip.file("word/document.xml", `<?xml version="1.0"?><w:document ${NAMESPACES}><w:body>${body}</w:body></w:document>`);
  return zip.generateAsync({ type: "nodebuffer", compression: "DEFLATE" });
}

export const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;

/** One paragraph for each line; what begins with “<” is XML of a paragraph's inside. */
export const paragraphs = (text: string) =>
  text
    .split("\n")
    .map((line) => `<w:p>${line.startsWith("<") ? line : run(line)}</w:p>`)
    .join("");

/** Rows of cells; a cell is text (a line a paragraph), or whole XML where it begins with “<w:tc”, “<w:p” or “<w:tbl”. */
export const table = (...rows: string[][]) =>
  `<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/></w:tblPr>${rows.map(rowOf).join("")}</w:tbl>`;

const rowOf = (cells: string[]) => `<w:tr>${cells.map(cellOf).join("")}</w:tr>`;

function cellOf(cell: string): string {
  if (cell.startsWith("<w:tc")) return cell;
  return `<w:tc>${/^<w:(p|tbl|sdt)\b/.test(cell) ? cell : paragraphs(cell)}</w:tc>`;
}

/** A cell merged downwards: `restart` begins it, `continue` goes on. */
export const merged = (text: string, kind: "restart" | "continue") =>
  `<w:tc><w:tcPr><w:vMerge w:val="${kind}"/></w:tcPr>${paragraphs(text)}</w:tc>`;

/** A cell over several columns. */
export const wide = (text: string, columns: number) =>
  `<w:tc><w:tcPr><w:gridSpan w:val="${columns}"/></w:tcPr>${paragraphs(text)}</w:tc>`;

/** A text box as Word 2010 and newer write it; with the fallback for older ones, or without. */
export function textBox(text: string, fallback: boolean): string {
  const content = `<w:txbxContent>${paragraphs(text)}</w:txbxContent>`;
  const old = `<mc:Fallback><w:pict><v:shape><v:textbox>${content}</v:textbox></v:shape></w:pict></mc:Fallback>`;
  const drawing = `<w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>${content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>`;
  return `<w:r><mc:AlternateContent><mc:Choice Requires="wps">${drawing}</mc:Choice>${fallback ? old : ""}</mc:AlternateContent></w:r>`;
}
