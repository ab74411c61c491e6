import { createRequire } from "node:module";
import { GlobalFonts } from "@napi-rs/canvas";
import { HEI, registerFonts, SONG, SONG_BOLD } from "../../src/demo/makers/fonts.ts";

const SONG_HEAVY = "Seal Song Heavy";
const SONG_MEDIUM = "Seal Song Medium";
const HEI_MEDIUM = "Seal Hei Medium";
const HEI_BOLD = "Seal Hei Bold";

const FILES: Record<string, string> = {
  [SONG_MEDIUM]: "@fontsource/noto-serif-sc/files/noto-serif-sc-chinese-simplified-500-normal.woff",
  [SONG_HEAVY]: "@fontsource/noto-serif-sc/files/noto-serif-sc-chinese-simplified-900-normal.woff",
  [HEI_MEDIUM]: "@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-500-normal.woff",
  [HEI_BOLD]: "@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-700-normal.woff",
};

/** What seals are cut in: mostly 宋体, bold or heavy; cheap laser-cut ones in 黑体. */
export const SEAL_FACES = [SONG_BOLD, SONG_BOLD, SONG_BOLD, SONG_HEAVY, SONG_MEDIUM, HEI_MEDIUM, HEI_BOLD];
/** What pages are set in. */
export const PAGE_FACES = [SONG, SONG, SONG_MEDIUM, HEI];

let registered = false;

export function registerFaces(): void {
  if (registered) return;
  registerFonts();
  const { resolve } = createRequire(import.meta.url);
  for (const [family, file] of Object.entries(FILES)) GlobalFonts.registerFromPath(resolve(file), family);
  registered = true;
}
