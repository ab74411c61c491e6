/** Messages of CMS (RFC 5652) in BER, as far as a reader without keys looks. */
const OID = { data: "2a864886f70d010701", signed: "2a864886f70d010702", enveloped: "2a864886f70d010703" };

export interface CmsOptions {
  /** As Outlook and OpenSSL's streaming write it: lengths left open, the content in pieces of so many bytes. */
  piece?: number;
}

export function signedData(content: Buffer | null, { piece }: CmsOptions = {}): Buffer {
  const wrap = piece === undefined ? der : open;
  const string =
    piece === undefined
      ? der(0x04, content ?? Buffer.alloc(0))
      : open(0x24, ...pieces(content ?? Buffer.alloc(0), piece).map((one) => der(0x04, one)));
  const encapsulated = wrap(0x30, oid(OID.data), ...(content ? [wrap(0xa0, string)] : []));
  const signed = wrap(0x30, der(0x02, Buffer.from([1])), der(0x31), encapsulated, der(0x31));
  return wrap(0x30, oid(OID.signed), wrap(0xa0, signed));
}

/** A detached signature with its signer's certificate and that of the authority before it; nothing is truly signed. */
export function signatureOf(name: string): Buffer {
  const authority = distinguishedName("某某认证中心");
  const certificates = [certificate(7, authority, authority), certificate(42, authority, distinguishedName(name))];
  const signer = der(0x30, integer(1), der(0x30, authority, integer(42)));
  const encapsulated = der(0x30, oid(OID.data));
  const signed = der(0x30, integer(1), der(0x31), encapsulated, der(0xa0, ...certificates), der(0x31, signer));
  return der(0x30, oid(OID.signed), der(0xa0, signed));
}

/** As far as names are looked for: version, serial number, algorithm, issuer, validity, subject. */
export function certificate(serial: number, issuer: Buffer, subject: Buffer): Buffer {
  return der(0x30, der(0x30, der(0xa0, integer(2)), integer(serial), der(0x30), issuer, der(0x30), subject));
}

export const distinguishedName = (commonName: string) =>
  der(0x30, der(0x31, der(0x30, der(0x06, Buffer.from("550403", "hex")), der(0x0c, Buffer.from(commonName)))));

const integer = (value: number) => der(0x02, Buffer.from([value]));

export function envelopedData(): Buffer {
  return der(
    0x30,
    oid(OID.enveloped),
    der(0xa0, der(0x30, der(0x02, Buffer.from([0])), der(0x31), Buffer.alloc(200, 5))),
  );
}

const oid = (hex: string) => der(0x06, Buffer.from(hex, "hex"));

export function der(tag: number, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  if (content.length < 128) return Buffer.concat([Buffer.from([tag, content.length]), content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return Buffer.concat([Buffer.from([tag, 0x84]), length, content]);
}

function open(tag: number, ...contents: Buffer[]): Buffer {
  return Buffer.concat([Buffer.from([tag, 0x80]), ...contents, Buffer.from([0, 0])]);
}

function pieces(content: Buffer, length: number): Buffer[] {
  return Array.from({ length: Math.ceil(content.length / length) }, (_, n) =>
    content.subarray(n * length, (n + 1) * length),
  );
}
