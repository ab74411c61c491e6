/** Windows-1252 from 0x80 to 0x9F, as the Encoding Standard has it; five places are empty. */
const SPECIALS = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";

/** Windows-1252. Node's own decoder takes it for Latin-1 (seen in 20.20), which loses every quotation mark. */
export function decodeWestern(bytes: Buffer): string {
  return bytes
    .toString("latin1")
    .replace(/[\x80-\x9f]/g, (character) => SPECIALS[character.charCodeAt(0) - 0x80] ?? character);
}
