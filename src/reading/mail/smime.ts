import { elementAt, elementsOf, octets, type Element } from "./ber.ts";

/** What a message of CMS (RFC 5652) is, as far as we go: whose signature it is, nobody here asks. */
export type Cms =
  | { is: "signed"; content: Buffer }
  /** A signature that came apart from what it signs. */
  | { is: "signature" }
  | { is: "encrypted" }
  | { is: "other" };

/** Object identifiers in DER, from 1.2.840.113549.1.7 and …1.9.16.1.23. */
const CONTENT_TYPES: Record<string, Cms["is"]> = {
  "2a864886f70d010702": "signed",
  "2a864886f70d010703": "encrypted", // enveloped-data
  "2a864886f70d010706": "encrypted", // encrypted-data
  "2a864886f70d0109100117": "encrypted", // auth-enveloped-data (RFC 5083)
  "2a864886f70d0109100109": "other", // compressed-data (RFC 3274)
};
const OID = 0x06;
const SEQUENCE = 0x30;
const EXPLICIT_0 = 0xa0;

/** Whether bytes begin with ContentInfo { contentType OBJECT IDENTIFIER, … } of one of those types. */
export function isCms(bytes: Buffer): boolean {
  const [, oid = ""] = /^30(?:8[0-4](?:\w\w){0,4}?|[0-7]\w)06(?:09|0b)(\w+)/.exec(bytes.toString("hex", 0, 32)) ?? [];
  return Object.keys(CONTENT_TYPES).some((type) => oid.startsWith(type));
}

/** ContentInfo { contentType, [0] content }; null where it is cut short or not in BER. */
export function openCms(bytes: Buffer): Cms | null {
  const info = elementAt(bytes, 0);
  const [type, content] = info ? elementsOf(info) : [];
  if (type?.tag !== OID || content?.tag !== EXPLICIT_0) return null;
  const is = CONTENT_TYPES[type.content.toString("hex")] ?? "other";
  return is === "signed" ? signedContent(content) : { is: is as "encrypted" | "other" };
}

/** SignedData { version, digestAlgorithms, encapContentInfo { eContentType, [0] eContent OPTIONAL }, … } (RFC 5652 §5.1). */
function signedContent(explicit: Element): Cms | null {
  const [signedData] = elementsOf(explicit);
  const encapsulated = signedData && elementsOf(signedData)[2];
  if (encapsulated?.tag !== SEQUENCE) return null;
  const [, content] = elementsOf(encapsulated);
  const [string] = content ? elementsOf(content) : [];
  return string ? { is: "signed", content: octets(string) } : { is: "signature" };
}
