/** A one-page PDF from its raw parts, for what no PDF library writes. The page is object 3; `objects` follow from 4. */
export function pdfByHand(page: string, objects: string[] = [], catalogue = ""): Buffer {
  const all = [
    `<< /Type /Catalog /Pages 2 0 R ${catalogue} >>`,
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    `<< /Type /Page /Parent 2 0 R ${page} >>`,
    ...objects,
  ];
  const starts: number[] = [];
  let file = "%PDF-1.6\n";
  all.forEach((object, index) => {
    starts.push(file.length);
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
  });
  const entries = starts.map((start) => `${String(start).padStart(10, "0")} 00000 n \n`).join("");
  const table = `xref\n0 ${all.length + 1}\n0000000000 65535 f \n${entries}`;
  const trailer = `trailer << /Size ${all.length + 1} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF`;
  return Buffer.from(file + table + trailer, "latin1");
}

export const stream = (content: string, dictionary = ""): string =>
  `<< ${dictionary} /Length ${content.length} >>\nstream\n${content}\nendstream`;

/** 单位名称 in GBK, in a face that is not embedded: objects 4 to 7, the content and its font. */
export const GBK_TEXT = [
  stream("BT /F 20 Tf 30 300 Td <B5A5CEBBC3FBB3C6> Tj ET"),
  "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /GBK-EUC-H /DescendantFonts [6 0 R] >>",
  "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 7 0 R >>",
  "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>",
];
export const GBK_PAGE = "/MediaBox [0 0 300 400] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >>";
