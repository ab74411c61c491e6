/** What a made signature says and what is done to it. */
export interface MadeSignature {
  /** DER of the signature's value. */
  value: Buffer;
  name?: string;
  /** More entries of its dictionary, e.g. `/M (D:2022…)`. */
  more?: string;
}

/** Objects of a signature field with its widget (`field`) and of its value, which is the object with this number. */
export function signatureObjects(signature: MadeSignature, number: number, rect = "[20 20 120 120]"): string[] {
  const { value, name = "Signature1", more = "" } = signature;
  const range = `/ByteRange [0 ${"0".repeat(10)} ${"0".repeat(10)} ${"0".repeat(10)}]`;
  return [
    `<< /Type /Annot /Subtype /Widget /FT /Sig /T (${name}) /V ${number} 0 R /Rect ${rect} >>`,
    `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached ${range} /Contents <${value.toString("hex")}00000000> ${more} >>`,
  ];
}

/** The same file with the ByteRange of its one signature right: all of it but the value. */
export function withRange(pdf: Buffer): Buffer {
  const start = pdf.indexOf("/Contents <") + "/Contents ".length;
  const end = pdf.indexOf(">", start) + 1;
  const text = [start, end, pdf.length - end].map((one) => String(one).padStart(10, "0")).join(" ");
  const filled = Buffer.from(pdf);
  filled.write(text, filled.indexOf("/ByteRange [0 ") + "/ByteRange [0 ".length, "latin1");
  return filled;
}
