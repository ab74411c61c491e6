import { createRequire } from "node:module";
import { createCanvas, GlobalFonts, ImageData, type SKRSContext2D } from "@napi-rs/canvas";
import type { JudgedSeal } from "../../domain/seal/judge.ts";
import { KIND_NAMES } from "../../domain/seal/kind.ts";
import { MAYBE_SEAL, SURE_SEAL } from "../../domain/seal/thresholds.ts";
import type { PagePicture } from "../picture.ts";

const FAMILY = "Overlay Hei";
const FONT = "@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-400-normal.woff2";

const TONES = {
  accepted: { colour: "#0a8a3a", word: "可作公章" },
  doubtful: { colour: "#c47a00", word: "待人工核对" },
  refused: { colour: "#6b6b6b", word: "不作公章" },
};
const SHAPES: Record<JudgedSeal["shape"], string> = {
  round: "圆形",
  oval: "椭圆形",
  square: "方形",
  irregular: "不规则",
};
const COLOURS: Record<JudgedSeal["colour"], string> = { red: "红色", purple: "紫色", orange: "橙色", grey: "黑白" };

/** The page with each of its seals boxed, accepted or not, and what speaks for it in words; a PNG of the page's size. */
export function drawOverlay(picture: PagePicture, seals: JudgedSeal[], expectedName: string | null): Buffer {
  if (!GlobalFonts.has(FAMILY)) GlobalFonts.registerFromPath(createRequire(import.meta.url).resolve(FONT), FAMILY);
  const { width, height } = picture;
  const canvas = createCanvas(width, height);
  const context = canvas.getContext("2d");
  context.putImageData(new ImageData(withAlpha(picture), width, height), 0, 0);
  const size = Math.max(12, Math.round(width / 62));
  context.font = `${size}px "${FAMILY}"`;
  context.textBaseline = "top";
  for (const seal of [...seals].reverse()) drawSealBox(context, seal, expectedName, { width, height, size });
  if (seals.length === 0) writeLines(context, ["未见印章"], { x: size, y: size }, TONES.refused.colour, size);
  return canvas.toBuffer("image/png");
}

function withAlpha({ rgb, width, height }: PagePicture): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
    for (let channel = 0; channel < 3; channel++) pixels[to + channel] = rgb[from + channel] ?? 0;
  }
  return pixels;
}

interface Sheet {
  width: number;
  height: number;
  /** Of the letters, in pixels. */
  size: number;
}

function drawSealBox(context: SKRSContext2D, seal: JudgedSeal, expectedName: string | null, sheet: Sheet): void {
  const { colour, word } = TONES[toneOf(seal, expectedName)];
  const { box } = seal;
  const [left, top] = [box.x * sheet.width, box.y * sheet.height];
  const [wide, tall] = [box.width * sheet.width, box.height * sheet.height];
  context.strokeStyle = colour;
  context.lineWidth = Math.max(2, sheet.size / 6);
  context.strokeRect(left, top, wide, tall);
  const lines = [word, ...inWords(seal, expectedName)];
  const linesTall = lines.length * sheet.size * 1.3;
  const widest = Math.max(...lines.map((line) => context.measureText(line).width));
  const below = top + tall + sheet.size * 0.4;
  const y = below + linesTall < sheet.height ? below : Math.max(0, top - linesTall - sheet.size * 0.4);
  writeLines(context, lines, { x: Math.max(0, Math.min(left, sheet.width - widest - 4)), y }, colour, sheet.size);
}

function writeLines(
  context: SKRSContext2D,
  lines: string[],
  { x, y }: { x: number; y: number },
  colour: string,
  size: number,
): void {
  const widest = Math.max(...lines.map((line) => context.measureText(line).width));
  context.fillStyle = "rgba(255, 255, 255, 0.88)";
  context.fillRect(x - 3, y - 2, widest + 6, lines.length * size * 1.3 + 4);
  context.fillStyle = colour;
  lines.forEach((line, index) => {
    context.fillText(line, x, y + index * size * 1.3);
  });
}

function toneOf(seal: JudgedSeal, expectedName: string | null): keyof typeof TONES {
  const isOtherKind = seal.kind !== "official" && seal.kind !== "unknown";
  if (seal.nameMatches === false || isOtherKind || seal.confidence < MAYBE_SEAL) return "refused";
  if (seal.confidence < SURE_SEAL || seal.kind === "unknown" || seal.colour === "grey") return "doubtful";
  return expectedName !== null && seal.nameMatches === null ? "doubtful" : "accepted";
}

function inWords(seal: JudgedSeal, expectedName: string | null): string[] {
  const size =
    seal.diameterMm === null ? "" : `，${seal.shape === "square" ? "边长" : "直径"} ${seal.diameterMm.toFixed(1)} mm`;
  const matches = seal.nameMatches === null ? "难以核对" : seal.nameMatches ? "相符" : "不符";
  return [
    `${COLOURS[seal.colour]}${SHAPES[seal.shape]}${size}，把握 ${Math.round(100 * seal.confidence)}%`,
    `种类：${KIND_NAMES[seal.kind]}`,
    `印文：${seal.name ?? "未能读出"}`,
    ...(expectedName === null ? [] : [`应为：${expectedName}（${matches}）`]),
  ];
}
