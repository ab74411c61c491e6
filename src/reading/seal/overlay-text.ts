import { createRequire } from "node:module";
import { GlobalFonts, type SKRSContext2D } from "@napi-rs/canvas";

export const FAMILY = "Overlay Hei";
const FONT = "@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-400-normal.woff2";

export function loadFont(): void {
  if (!GlobalFonts.has(FAMILY)) GlobalFonts.registerFromPath(createRequire(import.meta.url).resolve(FONT), FAMILY);
}

export function setFont(context: SKRSContext2D, size: number): void {
  context.font = `${size}px "${FAMILY}"`;
}

/** Lines no wider than `width` pixels in the font that is set; numbers and foreign words stay whole, as does a closing mark with what it closes. */
export function wrapped(context: SKRSContext2D, text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of text.match(/[!-~]+[，。；：）”、]*|[^!-~][，。；：）”、]*/gu) ?? []) {
    if (line !== "" && context.measureText(line + piece).width > width) {
      lines.push(line);
      line = "";
    }
    line += piece;
  }
  return [...lines, line];
}

/** As much of a text as fits on one line. */
export function shortened(context: SKRSContext2D, text: string, width: number): string {
  if (context.measureText(text).width <= width) return text;
  const [first = ""] = wrapped(context, text, width - context.measureText("…").width);
  return `${first}…`;
}
