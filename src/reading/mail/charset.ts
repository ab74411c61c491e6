import { isAscii, isUtf8 } from "node:buffer";

/** Labels for GB 2312 and GBK: GB18030 holds both, and senders use its characters under the older names. */
const CHINESE = /^(gb|x-gbk|cp-?936|936|ms936|windows-936|chinese)/;
const UNDECLARED = /^(utf-?8|us-ascii|ascii|unknown.*|x-unknown|default|)$/;

/**
 * Text from bytes. The declared charset is a claim: where it is absent, unknown or only the default of the
 * sender's program, bytes that are not UTF-8 are taken for GB18030, as mail in China has it.
 */
export function decodeText(bytes: Uint8Array, declared = ""): string {
  const label = declared.trim().toLowerCase();
  if (UNDECLARED.test(label)) return guess(bytes, label);
  try {
    return new TextDecoder(CHINESE.test(label) ? "gb18030" : label).decode(bytes);
  } catch {
    return guess(bytes, ""); // not a label of the Encoding Standard
  }
}

function guess(bytes: Uint8Array, label: string): string {
  if (isAscii(bytes)) return Buffer.from(bytes).toString("latin1");
  const utf8 = new TextDecoder().decode(bytes);
  const asUtf8 = isUtf8(bytes) ? label.startsWith("utf") || !readsAsHanzi(bytes) : isDamagedUtf8(utf8);
  return asUtf8 ? utf8 : new TextDecoder("gb18030").decode(bytes);
}

/**
 * A short name in GBK can be valid UTF-8 by chance, as two-byte letters (é, Ж). Where every such run has an even
 * number of them and each pair of bytes is one of the 3,755 everyday hanzi, it is Chinese.
 */
function readsAsHanzi(bytes: Uint8Array): boolean {
  return /^(?:[\0-\x7f]|(?:[\xb0-\xd7][\xa1-\xfe]){2,})*$/.test(Buffer.from(bytes).toString("latin1"));
}

/** A byte lost or a name cut off leaves UTF-8 mostly whole; GB18030 read as UTF-8 is mostly replacement characters. */
function isDamagedUtf8(decoded: string): boolean {
  const [lost, beyondAscii] = [/\ufffd/g, /[^\0-\x7f]/gu].map((what) => decoded.match(what)?.length ?? 0);
  return (lost ?? 0) * 5 < (beyondAscii ?? 0) * 2;
}
