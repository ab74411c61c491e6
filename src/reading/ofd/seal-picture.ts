import { BaseBlock, Constructed, fromBER, IA5String, OctetString } from "asn1js";

/**
 * The seal's picture out of a signature's value or a seal file: SES_ESPictureInfo is a sequence of the format's name
 * and the bytes (GB/T 38540-2020, 6.1; GM/T 0031 the same). Nothing is verified: that a picture is there says no more.
 */
export function sealPicture(der: Buffer): { format: string; bytes: Buffer } | null {
  const { result, offset } = fromBER(new Uint8Array(der));
  return offset === -1 ? null : search(result);
}

function search(block: BaseBlock): { format: string; bytes: Buffer } | null {
  if (!(block instanceof Constructed)) return null;
  const [format, data] = block.valueBlock.value;
  if (format instanceof IA5String && data instanceof OctetString && FORMATS.test(format.getValue()))
    return { format: format.getValue().toLowerCase(), bytes: Buffer.from(data.getValue()) };
  for (const inner of block.valueBlock.value) {
    const found = search(inner);
    if (found) return found;
  }
  return null;
}

const FORMATS = /^(?:png|jpe?g|bmp|gif|tiff?|ofd)$/i;
