/** One element of ASN.1 in BER (X.690 §8). */
export interface Element {
  /** The identifier octet: class, form and number in one, e.g. 0x30 for a SEQUENCE. */
  tag: number;
  /** What it holds; of an indefinite length without its end mark. */
  content: Buffer;
  /** Offset behind it. */
  end: number;
}

const CONSTRUCTED = 0x20;

/**
 * The element that begins at an offset; null where none does. Of S/MIME only definite and indefinite lengths and short
 * tags are needed, of which large writers' messages are made.
 */
export function elementAt(bytes: Buffer, start: number, depth = 0): Element | null {
  const tag = bytes[start];
  const first = bytes[start + 1];
  if (tag === undefined || first === undefined || depth > MAX_DEPTH) return null;
  if (first === 0x80) return indefinite(bytes, start, tag, depth);
  const lengthBytes = first < 0x80 ? 0 : first - 0x80;
  if (lengthBytes > 4 || start + 2 + lengthBytes > bytes.length) return null;
  const length = lengthBytes === 0 ? first : bytes.readUIntBE(start + 2, lengthBytes);
  const at = start + 2 + lengthBytes;
  return at + length > bytes.length ? null : { tag, content: bytes.subarray(at, at + length), end: at + length };
}

/** Elements within one another whose end must be searched for; a signed message has six. */
const MAX_DEPTH = 40;

/** Up to the end-of-contents octets (§8.1.5), which are found by walking through what stands before them. */
function indefinite(bytes: Buffer, start: number, tag: number, depth: number): Element | null {
  let at = start + 2;
  while (bytes[at] !== 0 || bytes[at + 1] !== 0) {
    const inner = elementAt(bytes, at, depth + 1);
    if (!inner) return null;
    at = inner.end;
  }
  return { tag, content: bytes.subarray(start + 2, at), end: at + 2 };
}

/** The elements within a constructed one, up to the first that is broken. */
export function elementsOf({ content }: Element): Element[] {
  const found: Element[] = [];
  for (let element = elementAt(content, 0); element; element = elementAt(content, element.end)) found.push(element);
  return found;
}

/** The bytes of an OCTET STRING, which BER lets be cut into pieces, and those into pieces (§8.7). */
export function octets(element: Element, depth = 0): Buffer {
  if ((element.tag & CONSTRUCTED) === 0 || depth > MAX_DEPTH) return element.content;
  return Buffer.concat(elementsOf(element).map((piece) => octets(piece, depth + 1)));
}
