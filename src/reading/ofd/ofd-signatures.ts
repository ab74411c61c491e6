import type { SignatureField } from "../../domain/facts.ts";
import { oneLine } from "../../domain/safe-text.ts";
import { elementAt, elementsOf } from "../mail/ber.ts";
import { signerOf, subjectOf } from "../signatures/signer.ts";
import type { Rectangle } from "./geometry.ts";
import { stampBox } from "./laid.ts";
import type { OfdFile, OfdSignature } from "./ofd-file.ts";

/** Signatures told of; a contract that goes round has ten. */
const MOST_SIGNATURES = 50;
const LONGEST_NAME = 200;

/**
 * The signatures of an OFD (GB/T 33190-2016, 18), each where it first shows a seal; `areas`: of the pages known so far.
 * Nothing is verified: neither digests nor certificates.
 */
export async function ofdSignatures(ofd: OfdFile, areas: Map<number, Rectangle>): Promise<SignatureField[]> {
  const told: SignatureField[] = [];
  for (const signature of ofd.signatures.slice(0, MOST_SIGNATURES)) {
    const [stamp] = signature.stamps;
    const page = stamp ? ofd.numberOf(stamp.pageId) : null;
    const area = areas.get(page ?? 0);
    // A value too large to unpack says nothing.
    const value = signature.value === null ? null : await ofd.part(signature.value).catch(() => null);
    told.push({
      name: oneLine(signature.id, LONGEST_NAME),
      page,
      box: stamp && area ? stampBox(stamp, area) : null,
      isSigned: value !== null && value.length > 0,
      signedBy: value && signerIn(value),
      signedAt: instantOf(signature.time),
      coversWholeFile: coversAll(ofd, signature),
    });
  }
  return told;
}

const OID = 0x06;
const SEQUENCE = 0x30;
const OCTET_STRING = 0x04;

/**
 * A value is CMS, or a seal's signature: SES_Signature { toSign, cert OCTET STRING, … } (GB/T 38540-2020), before 2020
 * with the certificate as the last OCTET STRING of toSign (GM/T 0031-2014).
 */
function signerIn(value: Buffer): string | null {
  const whole = elementAt(value, 0);
  const parts = whole ? elementsOf(whole) : [];
  if (parts[0]?.tag === OID) return signerOf(value);
  if (parts[0]?.tag !== SEQUENCE) return null;
  const certificate = [...elementsOf(parts[0]), ...parts].filter(({ tag }) => tag === OCTET_STRING).at(-1);
  return certificate ? subjectOf(certificate.content) : null;
}

/** `2020-04-22 16:22:44`, `20220118163044Z`, `2021-03-02T08:10:00+08:00`; without a zone it is Beijing's time. */
function instantOf(written: string | null): string | null {
  const parts = /^(\d{4})-?(\d\d)-?(\d\d)[T ]?(\d\d):?(\d\d):?(\d\d)(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?/.exec(
    written?.trim() ?? "",
  );
  if (parts === null) return null;
  const [, year, month, day, hour, minute, second, zone = "+08:00"] = parts;
  const from = zone === "Z" ? zone : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${from}`);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/** All parts are signed but what belongs to the signatures themselves, which are added one after the other (18.2.2). */
function coversAll(ofd: OfdFile, { covered }: OfdSignature): boolean {
  const signed = new Set(covered);
  const folders = ofd.signatures.map(({ part }) => part.replace(/[^/]*$/, ""));
  const isOwn = (name: string) => name === ofd.signatureList || folders.some((folder) => name.startsWith(folder));
  return ofd.partNames.every((name) => name.endsWith("/") || signed.has(name) || isOwn(name));
}
