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
  if (UNDECLARED.test(label)) return guess(bytes);
  try {
    return new TextDecoder(CHINESE.test(label) ? "gb18030" : label).decode(bytes);
  } catch {
    return guess(bytes); // not a label of the Encoding Standard
  }
}

function guess(bytes: Uint8Array): string {
  const utf8 = isAscii(bytes) || (isUtf8(bytes) && !readsAsHanzi(bytes));
  return new TextDecoder(utf8 ? "utf-8" : "gb18030").decode(bytes);
}

/**
 * A short name in GBK can be valid UTF-8 by chance, as two-byte letters (é, Ж). Where every such run has an even
 * number of them and each pair of bytes is one of the 3,755 everyday hanzi, it is Chinese.
 */
function readsAsHanzi(bytes: Uint8Array): boolean {
  return /^(?:[\0-\x7f]|(?:[\xb0-\xd7][\xa1-\xfe]){2,})*$/.test(Buffer.from(bytes).toString("latin1"));
}
