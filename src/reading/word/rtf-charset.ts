import { decodeWestern } from "../western.ts";

const WESTERN = "windows-1252";
/** Fonts' \fcharset as labels of the Encoding Standard (RTF 1.9.1, “Font Table”); 0 and 1 mean the document's own. */
const BY_CHARSET: Record<number, string> = {
  128: "shift_jis",
  129: "euc-kr",
  130: "euc-kr",
  134: "gb18030",
  136: "big5",
  161: "windows-1253",
  162: "windows-1254",
  163: "windows-1258",
  177: "windows-1255",
  178: "windows-1256",
  186: "windows-1257",
  204: "windows-1251",
  222: "windows-874",
  238: "windows-1250",
};
const BY_CODE_PAGE: Record<number, string> = {
  932: "shift_jis",
  936: "gb18030",
  949: "euc-kr",
  950: "big5",
  54936: "gb18030",
  65001: "utf-8",
};
/** Pictures of characters (Wingdings): their codes mean no letters. */
const SYMBOLS = 2;

/** The code pages of a document: its own, and those of its fonts. */
export class RtfCharsets {
  #own = WESTERN;
  readonly #fonts = new Map<number, string>();

  setOwn(codePage: number): void {
    this.#own = labelOf(codePage);
  }

  setFont(font: number, charset: number): void {
    const label = charset === SYMBOLS ? "" : BY_CHARSET[charset];
    if (label !== undefined) this.#fonts.set(font, label);
  }

  setFontCodePage(font: number, codePage: number): void {
    if (!this.#fonts.has(font)) this.#fonts.set(font, labelOf(codePage));
  }

  decode(bytes: Buffer, font: number): string {
    const label = this.#fonts.get(font) ?? this.#own;
    if (label === "") return "";
    if (label === WESTERN) return decodeWestern(bytes);
    const text = new TextDecoder(label).decode(bytes);
    // A Western font within a Chinese document: its quotation marks are single bytes.
    return text.includes("\ufffd") ? decodeWestern(bytes) : text;
  }
}

function labelOf(codePage: number): string {
  return BY_CODE_PAGE[codePage] ?? (codePage >= 1250 && codePage <= 1258 ? `windows-${codePage}` : WESTERN);
}
