import type { SignatureField } from "../../domain/facts.ts";
import { oneLine } from "../../domain/safe-text.ts";
import { decodeText } from "../mail/charset.ts";
import type { SignatureWidget } from "../pdf-text.ts";
import { numberOf, PdfObjects } from "./pdf-objects.ts";
import type { PdfDictionary, PdfValue } from "./pdf-syntax.ts";
import { signerOf, subjectOf } from "./signer.ts";

/** Signature fields told of; a contract that goes round has ten. */
export const MOST_FIELDS = 50;
/** Fields within fields; the name of a field is that of all above it (ISO 32000-1, 12.7.3.2). */
const DEEPEST_FIELD = 8;
const LONGEST_NAME = 200;

/** A signature's widget and the page that it stands on. */
export interface PlacedWidget extends SignatureWidget {
  page: number;
}

/**
 * The signature fields of a PDF, signed or not (ISO 32000-1, 12.7.4.5 and 12.8): first those that stand on a page, then
 * signed ones that stand on none. Nothing is verified: neither hash nor certificate.
 */
export function pdfSignatures(file: Buffer, widgets: PlacedWidget[]): SignatureField[] {
  // The value of a signature stands bare in the file, since it tells places in it; without one nothing is signed.
  const objects = file.includes("/ByteRange") ? new PdfObjects(file) : null;
  const signed = objects ? signedFields(objects) : [];
  const isEncrypted = file.includes("/Encrypt");
  // In an encrypted file a field may lie where only its key opens.
  const unseen = isEncrypted ? { ...UNSIGNED, isSigned: null } : UNSIGNED;
  const about = (value: PdfDictionary | undefined) => (value ? stateOf(file, value, isEncrypted) : unseen);
  const placed = widgets.slice(0, MOST_FIELDS).map(({ object, name, page, box }) => {
    // A field and its widget are mostly one object; else they have the name in common.
    const field = signed.find((one) => one.field === object || one.name === name);
    if (field) field.isPlaced = true;
    return { name: oneLine(name, LONGEST_NAME), page, box, ...about(field?.value) };
  });
  const others = signed
    .filter(({ isPlaced }) => !isPlaced)
    .map(({ name, value }) => ({ name: oneLine(name, LONGEST_NAME), page: null, box: null, ...about(value) }));
  return [...placed, ...others].slice(0, MOST_FIELDS);
}

const UNSIGNED = { isSigned: false, signedBy: null, signedAt: null, coversWholeFile: null };

interface SignedField {
  field: number;
  name: string;
  value: PdfDictionary;
  isPlaced: boolean;
}

/** Fields whose value (/V) is a signature. */
function signedFields(objects: PdfObjects): SignedField[] {
  const found: SignedField[] = [];
  for (const field of objects.holding("/V")) {
    if (found.length >= MOST_FIELDS) break;
    const dictionary = objects.dictionary(field);
    const value = dictionary && objects.resolved(dictionary.get("V"));
    if (dictionary && value?.get("ByteRange")?.is === "array")
      found.push({ field, name: nameOf(dictionary, objects), value, isPlaced: false });
  }
  return found;
}

function nameOf(field: PdfDictionary, objects: PdfObjects): string {
  const names: string[] = [];
  for (let one: PdfDictionary | null = field, depth = 0; one && depth < DEEPEST_FIELD; depth++) {
    const name = textOf(one.get("T"));
    if (name !== null) names.unshift(name);
    one = objects.resolved(one.get("Parent"));
  }
  return names.join(".");
}

function stateOf(
  file: Buffer,
  value: PdfDictionary,
  isEncrypted: boolean,
): Omit<SignatureField, "name" | "page" | "box"> {
  const contents = value.get("Contents");
  // A program that only prepared a place for the signature fills it with zeros.
  if (contents?.is !== "string" || contents.bytes.every((byte) => byte === 0)) return UNSIGNED;
  const certificate = value.get("Cert");
  const inCertificate =
    signerOf(contents.bytes) ?? (certificate?.is === "string" ? subjectOf(certificate.bytes) : null);
  // The strings of an encrypted file are, all but /Contents (7.6.1).
  const written = (key: string) => (isEncrypted ? null : textOf(value.get(key)));
  return {
    isSigned: true,
    signedBy: inCertificate ?? (oneLine(written("Name") ?? "", LONGEST_NAME) || null),
    signedAt: instantOf(written("M")),
    coversWholeFile: coversAll(file, value.get("ByteRange"), contents),
  };
}

/** From the first byte to the last with one gap, which is the signature's own value and nothing else (12.8.1). */
function coversAll(file: Buffer, range: PdfValue | undefined, gap: { start: number; end: number }): boolean | null {
  if (range?.is !== "array") return null;
  const numbers = range.items.map(numberOf);
  if (numbers.some((one) => one === null || !Number.isSafeInteger(one) || one < 0)) return null;
  if (numbers.length !== 4) return false;
  const [first = 0, length = 0, second = 0, rest = 0] = numbers as number[];
  const isGap = first + length === gap.start && second === gap.end;
  return first === 0 && isGap && second + rest === file.length;
}

/** A text string: UTF-16 or UTF-8 where it says so, else PDFDocEncoding, in whose place programs from China write GBK. */
function textOf(value: PdfValue | undefined): string | null {
  if (value?.is !== "string") return null;
  const bytes = value.bytes.subarray(0, 8 * LONGEST_NAME);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  return decodeText(bytes);
}

/** `D:20221118093000+08'00'` (7.9.4); what is left out is the first of its kind, and no zone is Universal Time. */
function instantOf(date: string | null): string | null {
  const parts = /^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:([+-])(\d\d)'?(\d\d)?|Z)?/.exec(date?.trim() ?? "");
  if (parts === null) return null;
  const number = (index: number, otherwise = 0) => Number(parts[index] ?? otherwise);
  const minutes = (parts[7] === "-" ? 1 : -1) * (60 * number(8) + number(9));
  const time = Date.UTC(number(1), number(2, 1) - 1, number(3, 1), number(4), number(5) + minutes, number(6));
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
