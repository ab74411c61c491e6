import { writeFile } from "node:fs/promises";
import type { Box, FileKind, SealFacts } from "../domain/facts.ts";
import type { JudgedSeal, SealVerdict } from "../domain/seal/judge.ts";
import { KIND_NAMES } from "../domain/seal/kind.ts";
import { COLOUR_WORDS, evidenceWords, HOW_WORDS, noSealWords, SHAPE_WORDS } from "../domain/seal/words.ts";
import type { SealReasonCode } from "../domain/seal/worth.ts";
import { openPages } from "./open-pages.ts";
import type { OpenPages } from "./page-source.ts";
import { mendPicture } from "./mend/mend.ts";
import { bandStripOf } from "./seal/band-strip.ts";
import { findSeals } from "./seal/find-seals.ts";
import type { Mark } from "./seal/overlay-mark.ts";
import { type DrawnPage, drawOverlay } from "./seal/overlay.ts";
import { type Card, nameTones, type Tone } from "./seal/overlay-card.ts";

/** What a person is to be shown, and the verdict with its reason in a line; `out`: a PNG file. */
export interface Drawing {
  seals: JudgedSeal[];
  verdict: SealVerdict["verdict"];
  reason: string;
  expect: string | null;
  out: string;
}

/** Pages drawn one below the other: form and declaration of an application bear two or three seals. */
const MOST_PAGES = 3;

/**
 * Draws the pages with seals, and the first page where there are none. What was too unlikely to be told of is sought
 * again, so that it can be seen why it is no seal.
 *
 * @throws where the document has no page that can be drawn, or `out` cannot be written
 */
export async function drawSeals(bytes: Buffer, kind: FileKind, drawing: Drawing): Promise<void> {
  const document = await openPages(bytes, kind);
  if (!("pageCount" in document)) throw new Error(`no page can be drawn: ${document.code} (${document.detail})`);
  try {
    const withSeals = [...new Set(drawing.seals.map(({ page }) => page))].sort((a, b) => a - b);
    const shown = (withSeals.length > 0 ? withSeals : [1]).slice(0, MOST_PAGES);
    const pages: DrawnPage[] = [];
    for (const number of shown) pages.push(await drawnPage(document, number, drawing));
    const more = withSeals.length - shown.length;
    const { verdict, reason, expect } = drawing;
    const below = [
      expect === null ? "未给出单位名称，没有核对印文" : `应为：${expect}`,
      `全文 ${document.pageCount} 页`,
      ...(more > 0 ? [`另有 ${more} 页也有印章，此处未画出`] : []),
    ].join("；");
    await writeFile(drawing.out, drawOverlay({ verdict, reason, below }, pages));
  } finally {
    await document.close();
  }
}

/** Refused things that are shown: of a letterhead's characters many are round in some way. */
const MOST_ASIDE = 3;
/** Of the outline, what a thing must show for a person to ask why it is no seal. */
const LEAST_OUTLINE = 0.65;

function isNearlySealLike({ colour, evidence }: SealFacts): boolean {
  const outline = evidence["ringCoverage"] ?? evidence["borderCoverage"] ?? 0;
  return colour !== "grey" && outline >= LEAST_OUTLINE;
}

async function drawnPage(document: OpenPages, number: number, drawing: Drawing): Promise<DrawnPage> {
  const { picture } = await document.page(number);
  const mended = mendPicture(picture);
  const sought = await findSeals(mended.picture, null, 0);
  const judged = drawing.seals.filter(({ page }) => page === number);
  const told = judged.map((seal) => {
    const same = sought.find(({ box }) => isSame(mended.back(box), seal.box));
    const isRead = seal.evidence["lines"] !== undefined;
    const ring = isRead ? same?.ellipse : undefined;
    const strip = ring ? bandStripOf(mended.picture, ring, seal.colour === "grey") : null;
    return { box: seal.box, ellipse: seal.ellipse, card: sealCard(seal, drawing.expect, strip) };
  });
  const others = sought
    .map((one) => ({ ...one, box: mended.back(one.box), ellipse: one.ellipse && mended.backEllipse(one.ellipse) }))
    .filter((one) => isNearlySealLike(one) && !judged.some((seal) => isSame(seal.box, one.box)))
    .slice(0, MOST_ASIDE)
    .map((one) => ({ box: one.box, ellipse: one.ellipse, card: asideCard(one) }));
  const marks: Mark[] = [...told, ...others].sort((one, other) => one.box.y - other.box.y);
  marks.forEach(({ card }, index) => (card.number = index + 1));
  const title = `第 ${number} 页${marks.length === 0 ? "：没有像印章的图案" : ""}`;
  return { title, picture, marks };
}

function isSame(one: Box, other: Box): boolean {
  const off = Math.hypot(
    one.x + one.width / 2 - other.x - other.width / 2,
    one.y + one.height / 2 - other.y - other.height / 2,
  );
  return off < 0.3 * Math.min(one.width, other.width);
}

const WORTH: Record<JudgedSeal["serves"], { tone: Tone; heading: string }> = {
  yes: { tone: "accepted", heading: "可作公章" },
  perhaps: { tone: "doubtful", heading: "待人工核对" },
  no: { tone: "refused", heading: "不作公章" },
};

function sealCard(seal: JudgedSeal, expect: string | null, strip: Card["strip"]): Card {
  if (seal.serves === "no" && seal.reason === null) return asideCard(seal);
  const { diameterMm, shape, colour, nameMatches } = seal;
  const size = diameterMm === null ? "大小未知" : `${shape === "square" ? "边长" : "直径"} ${diameterMm.toFixed(1)} mm`;
  const matches = nameMatches === null ? "难以核对" : nameMatches ? "相符" : "不符";
  return {
    ...{ number: 0, tone: WORTH[seal.serves].tone, heading: headingOf(seal) },
    lines: [
      `${KIND_NAMES[seal.kind]}，${COLOUR_WORDS[colour]}${SHAPE_WORDS[shape]}，${size}，把握 ${Math.round(100 * seal.confidence)}%`,
      evidenceWords(seal).join("，"),
      HOW_WORDS[seal.how],
      `印文：${seal.name ?? "未能读全"}${expect === null ? "" : `（与单位名称${matches}）`}`,
    ],
    strip,
    name: nameTones(seal.nameEvidence),
  };
}

/** Why not, in a word; the findings say it whole. */
const WHY: Partial<Record<SealReasonCode, string>> = {
  "seal-other-company": "印文是另一单位",
  "seal-across-pages": "骑缝章",
  "seal-cut-off": "印章不完整",
  "seal-colour-lost": "黑白件，颜色已失",
  "seal-name-unread": "印文难以核对",
  "seal-size-odd": "尺寸不合",
  "seal-unclear": "印迹不清",
};

function headingOf({ serves, reason, kind }: JudgedSeal): string {
  const why = reason === null ? undefined : reason === "seal-wrong-kind" ? `是${KIND_NAMES[kind]}` : WHY[reason];
  return [WORTH[serves].heading, ...(why === undefined ? [] : [why])].join("：");
}

function asideCard(seal: SealFacts | JudgedSeal): Card {
  return { number: 0, tone: "aside", heading: "不是印章", lines: [noSealWords(seal)], strip: null, name: [] };
}
