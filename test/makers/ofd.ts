import JSZip from "jszip";
import { A4, type PageLayout } from "../../src/demo/makers/page.ts";
import { MM_PER_POINT, widthOf } from "../../src/demo/makers/text-layout.ts";
import { escaped } from "./odt.ts";

/** A picture laid on a page, PNG or JPEG. */
export interface OfdPicture {
  bytes: Buffer;
  xMm: number;
  yMm: number;
  widthMm: number;
  heightMm: number;
}

/** One A4 page: print as text and lines, and pictures (a scan covers the page; a seal lies on it). */
export interface OfdPage {
  layout?: PageLayout;
  pictures?: OfdPicture[];
}

/** A signature with a seal: its picture stands in SignedValue.dat (GB/T 38540) and is drawn by the viewer. */
export interface OfdSignature {
  /** From 1. */
  page: number;
  /** ASN.1 with the seal's picture inside. */
  signedValue: Buffer;
  boundary: [xMm: number, yMm: number, widthMm: number, heightMm: number];
}

const NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"';
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';

/** An .ofd (GB/T 33190-2016) of these pages. */
export async function ofd(pages: OfdPage[], signatures: OfdSignature[] = []): Promise<Buffer> {
  const zip = new JSZip();
  const listed = signatures.length > 0 ? "<ofd:Signatures>/Doc_0/Signs/Signatures.xml</ofd:Signatures>" : "";
  zip.file(
    "OFD.xml",
    `${HEAD}<ofd:OFD ${NAMESPACE} DocType="OFD" Version="1.0"><ofd:DocBody><ofd:DocInfo><ofd:DocID>0</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>${listed}</ofd:DocBody></ofd:OFD>`,
  );
  const links = pages.map((_, i) => `<ofd:Page ID="${i + 1}" BaseLoc="Pages/Page_${i}/Content.xml"/>`);
  zip.file(
    "Doc_0/Document.xml",
    `${HEAD}<ofd:Document ${NAMESPACE}><ofd:CommonData><ofd:MaxUnitID>9999</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 ${A4.widthMm} ${A4.heightMm}</ofd:PhysicalBox></ofd:PageArea><ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes></ofd:CommonData><ofd:Pages>${links.join("")}</ofd:Pages></ofd:Document>`,
  );
  const media = pages.flatMap((page, i) => (page.pictures ?? []).map((picture, k) => ({ picture, id: mediaId(i, k) })));
  for (const { picture, id } of media) zip.file(`Doc_0/Res/image_${id}`, picture.bytes);
  zip.file(
    "Doc_0/DocumentRes.xml",
    `${HEAD}<ofd:Res ${NAMESPACE} BaseLoc="Res"><ofd:MultiMedias>${media.map(({ id }) => `<ofd:MultiMedia ID="${id}" Type="Image"><ofd:MediaFile>image_${id}</ofd:MediaFile></ofd:MultiMedia>`).join("")}</ofd:MultiMedias></ofd:Res>`,
  );
  for (const [i, page] of pages.entries()) zip.file(`Doc_0/Pages/Page_${i}/Content.xml`, content(page, i));
  if (signatures.length > 0) sign(zip, signatures);
  return zip.generateAsync({ type: "nodebuffer", compression: "DEFLATE" });
}

/** An .ofd of one page that holds these objects, given as XML. */
export function ofdOf(objects: string): Promise<Buffer> {
  const zip = new JSZip();
  const document = `<ofd:Pages><ofd:Page ID="1" BaseLoc="P.xml"/></ofd:Pages>`;
  zip.file("OFD.xml", `<ofd:OFD ${NAMESPACE}><ofd:DocBody><ofd:DocRoot>D/D.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`);
  zip.file("D/D.xml", `<ofd:Document ${NAMESPACE}>${document}</ofd:Document>`);
  zip.file("D/P.xml", `<ofd:Page ${NAMESPACE}><ofd:Content><ofd:Layer>${objects}</ofd:Layer></ofd:Content></ofd:Page>`);
  return zip.generateAsync({ type: "nodebuffer", compression: "DEFLATE" });
}

const mediaId = (page: number, picture: number) => 1000 + page * 50 + picture;

function content({ layout, pictures = [] }: OfdPage, page: number): string {
  let id = 2000 + page * 500;
  const images = pictures.map(
    ({ xMm, yMm, widthMm, heightMm }, k) =>
      `<ofd:ImageObject ID="${id++}" ResourceID="${mediaId(page, k)}" CTM="${widthMm} 0 0 ${heightMm} 0 0" Boundary="${xMm} ${yMm} ${widthMm} ${heightMm}"/>`,
  );
  const rules = (layout?.rules ?? []).map(
    ({ fromXMm, fromYMm, toXMm, toYMm }) =>
      `<ofd:PathObject ID="${id++}" Boundary="${fromXMm} ${fromYMm} ${toXMm - fromXMm + 0.2} ${toYMm - fromYMm + 0.2}" LineWidth="0.2"><ofd:AbbreviatedData>M 0 0 L ${toXMm - fromXMm} ${toYMm - fromYMm}</ofd:AbbreviatedData></ofd:PathObject>`,
  );
  const runs = (layout?.runs ?? []).map(({ text, xMm, baselineMm, face }) => {
    const size = face.sizePt * MM_PER_POINT;
    const steps = Array.from(text)
      .slice(0, -1)
      .map((character) => widthOf(character, face).toFixed(3));
    return `<ofd:TextObject ID="${id++}" Font="1" Size="${size}" Boundary="${xMm} ${baselineMm - size} ${widthOf(text, face)} ${size * 1.3}"><ofd:TextCode X="0" Y="${size}"${steps.length > 0 ? ` DeltaX="${steps.join(" ")}"` : ""}>${escaped(text)}</ofd:TextCode></ofd:TextObject>`;
  });
  return `${HEAD}<ofd:Page ${NAMESPACE}><ofd:Content><ofd:Layer ID="${id}">${[...images, ...rules, ...runs].join("")}</ofd:Layer></ofd:Content></ofd:Page>`;
}

function sign(zip: JSZip, signatures: OfdSignature[]): void {
  const links = signatures.map(
    (_, i) => `<ofd:Signature ID="${i + 1}" Type="Seal" BaseLoc="Sign_${i}/Signature.xml"/>`,
  );
  zip.file("Doc_0/Signs/Signatures.xml", `${HEAD}<ofd:Signatures ${NAMESPACE}>${links.join("")}</ofd:Signatures>`);
  for (const [i, { page, signedValue, boundary }] of signatures.entries()) {
    zip.file(
      `Doc_0/Signs/Sign_${i}/Signature.xml`,
      `${HEAD}<ofd:Signature ${NAMESPACE}><ofd:SignedInfo><ofd:StampAnnot ID="${i + 1}" PageRef="${page}" Boundary="${boundary.join(" ")}"/></ofd:SignedInfo><ofd:SignedValue>SignedValue.dat</ofd:SignedValue></ofd:Signature>`,
    );
    zip.file(`Doc_0/Signs/Sign_${i}/SignedValue.dat`, signedValue);
  }
}
