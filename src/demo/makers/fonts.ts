import { createRequire } from "node:module";
import { GlobalFonts } from "@napi-rs/canvas";

/** Family names of the drawn documents' typefaces; 宋体 is what the notice's forms are set in. */
export const SONG = "Sunshine Song";
export const SONG_BOLD = "Sunshine Song Bold";
export const HEI = "Sunshine Hei";

const FILES: Record<string, string> = {
  [SONG]: "@fontsource/noto-serif-sc/files/noto-serif-sc-chinese-simplified-400-normal.woff",
  [SONG_BOLD]: "@fontsource/noto-serif-sc/files/noto-serif-sc-chinese-simplified-700-normal.woff",
  [HEI]: "@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-400-normal.woff",
};

/** Path of a family's font file (Latin letters and digits included). */
export function fontFile(family: string): string {
  const file = FILES[family];
  if (file === undefined) throw new Error(`No typeface is called ${family}.`);
  return createRequire(import.meta.url).resolve(file);
}

let registered = false;

/** Makes the families known to the canvas, once: asking the canvas what it knows takes it a tenth of a second. */
export function registerFonts(): void {
  if (registered) return;
  for (const family of Object.keys(FILES)) GlobalFonts.registerFromPath(fontFile(family), family);
  registered = true;
}
