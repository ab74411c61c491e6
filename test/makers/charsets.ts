/** Bytes of charsets for which Node has no encoder, made from its decoder. */
export const gbk = (text: string): Buffer => encode(text, "gbk");
export const big5 = (text: string): Buffer => encode(text, "big5");

function encode(text: string, charset: string): Buffer {
  const table = tables.get(charset) ?? tableOf(charset);
  tables.set(charset, table);
  return Buffer.concat(Array.from(text, (character) => table.get(character) ?? Buffer.from(character)));
}

const tables = new Map<string, Map<string, Buffer>>();

function tableOf(charset: string): Map<string, Buffer> {
  const table = new Map<string, Buffer>();
  const decoder = new TextDecoder(charset);
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const bytes = Buffer.from([lead, trail]);
      const character = decoder.decode(bytes);
      if (Array.from(character).length === 1 && !table.has(character)) table.set(character, bytes);
    }
  }
  return table;
}
