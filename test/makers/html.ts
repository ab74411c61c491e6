import type { WordBlock } from "../../src/domain/facts.ts";
import { escaped } from "./odt.ts";

/** A web page of these blocks in UTF-8, as Word saves one; a cell's line breaks part its paragraphs. */
export function html(blocks: WordBlock[]): Buffer {
  return Buffer.from(htmlText(blocks, "utf-8"));
}

export function htmlText(blocks: WordBlock[], charset: string): string {
  const head = `<html xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta http-equiv=Content-Type content="text/html; charset=${charset}"><style><!-- p.MsoNormal {margin:0cm} --></style><title>申请表</title></head>`;
  const body = blocks.map((block) => ("paragraph" in block ? paragraphs(block.paragraph) : table(block.table)));
  return `${head}\n<body lang=ZH-CN>\n<div class=WordSection1>\n${body.join("\n")}\n</div></body></html>\n`;
}

/** Such a page and what belongs to it in one file (.mht), as Word's “single file web page” does; often named .doc. */
export function mhtml(blocks: WordBlock[]): Buffer {
  const page = html(blocks).toString("base64").replace(/.{76}/g, "$&\r\n");
  return Buffer.from(
    [
      "MIME-Version: 1.0",
      'Content-Type: multipart/related; boundary="----=_NextPart_01D8FC"',
      "",
      "此文档为“单个文件网页”，也称为“Web 档案”文件。",
      "",
      "------=_NextPart_01D8FC",
      "Content-Location: file:///C:/D7A1F4B0/form.htm",
      "Content-Transfer-Encoding: base64",
      'Content-Type: text/html; charset="utf-8"',
      "",
      page,
      "",
      "------=_NextPart_01D8FC",
      "Content-Location: file:///C:/D7A1F4B0/form.files/filelist.xml",
      "Content-Transfer-Encoding: quoted-printable",
      'Content-Type: text/xml; charset="utf-8"',
      "",
      "<xml/>",
      "------=_NextPart_01D8FC--",
      "",
    ].join("\r\n"),
  );
}

const paragraphs = (text: string) =>
  text
    .split("\n")
    .map((line) => `<p class=MsoNormal><span lang=EN-US>${escaped(line)}<o:p></o:p></span></p>`)
    .join("");

const table = (rows: string[][]) =>
  `<table class=MsoTableGrid border=1 cellspacing=0>\n${rows.map((cells) => ` <tr>\n${cells.map((cell) => `  <td width=200 valign=top>${paragraphs(cell)}</td>`).join("\n")}\n </tr>`).join("\n")}\n</table>`;
