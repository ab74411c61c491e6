import { oneLine } from "../../domain/safe-text.ts";
import { decodeText } from "../mail/charset.ts";
import { elementAt, elementsOf, type Element } from "../mail/ber.ts";

/** Bytes of a signature looked at; with all its certificates, lists of revoked ones and time stamps it has 100 KB. */
const MOST_BYTES = 2_000_000;
const LONGEST_NAME = 200;

const SEQUENCE = 0x30;
const INTEGER = 0x02;
const VERSION = 0xa0;
const CERTIFICATES = 0xa0;
const SET = 0x31;
const BMP_STRING = 0x1e;
/** id-at-commonName and id-at-organizationName (X.520). */
const COMMON_NAME = "550403";
const ORGANIZATION = "55040a";

/**
 * Whose certificate a detached signature of CMS names as its signer's (RFC 5652 §5; SM2's object identifiers do not
 * matter); null where it cannot be told. Nothing is verified.
 */
export function signerOf(cms: Buffer): string | null {
  const info = cms.length > MOST_BYTES ? null : elementAt(cms, 0);
  const signed = info && elementsOf(info)[1];
  const [content] = signed ? elementsOf(signed) : [];
  const parts = content ? elementsOf(content) : [];
  const certificates = parts.filter(({ tag }) => tag === CERTIFICATES).flatMap(elementsOf);
  const infos = parts.filter(({ tag }) => tag === SET).at(-1);
  const [signerInfo] = infos ? elementsOf(infos) : [];
  const [, identifier] = signerInfo ? elementsOf(signerInfo) : [];
  const own = certificates.find((certificate) => isNamed(certificate, identifier));
  return nameIn(own ?? (certificates.length === 1 ? certificates[0] : undefined));
}

/** Whose a certificate is (X.509). */
export function subjectOf(certificate: Buffer): string | null {
  return certificate.length > MOST_BYTES ? null : nameIn(elementAt(certificate, 0) ?? undefined);
}

/** IssuerAndSerialNumber { issuer, serialNumber }. */
function isNamed(certificate: Element, identifier: Element | undefined): boolean {
  if (identifier?.tag !== SEQUENCE) return false;
  const [issuer, serial] = elementsOf(identifier);
  const [ownSerial, , ownIssuer] = fieldsOf(certificate);
  if (!issuer || !serial || !ownSerial || !ownIssuer) return false;
  return serial.content.equals(ownSerial.content) && issuer.content.equals(ownIssuer.content);
}

/** serialNumber, signature, issuer, validity, subject, … */
function fieldsOf(certificate: Element): Element[] {
  const [toBeSigned] = elementsOf(certificate);
  const fields = toBeSigned ? elementsOf(toBeSigned) : [];
  return fields[0]?.tag === VERSION ? fields.slice(1) : fields;
}

function nameIn(certificate: Element | undefined): string | null {
  const [serial, , , , subject] = certificate ? fieldsOf(certificate) : [];
  if (serial?.tag !== INTEGER || subject?.tag !== SEQUENCE) return null;
  const names = elementsOf(subject).flatMap(elementsOf).map(elementsOf);
  for (const kind of [COMMON_NAME, ORGANIZATION]) {
    const value = names.find(([type]) => type?.content.toString("hex") === kind)?.[1];
    const text = value && oneLine(textOf(value), LONGEST_NAME);
    if (text) return text;
  }
  return null;
}

/** Certificates from China hold GBK under any of the older kinds. */
function textOf({ tag, content }: Element): string {
  const bytes = content.subarray(0, 8 * LONGEST_NAME);
  if (tag !== BMP_STRING) return decodeText(bytes);
  return Buffer.from(bytes.subarray(0, bytes.length & ~1))
    .swap16()
    .toString("utf16le");
}
