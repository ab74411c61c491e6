import type { SealFacts, SealHow, SignatureField } from "../facts.ts";
import { beijingMoment } from "../beijing-time.ts";
import type { SealVerdict } from "./judge.ts";

/** What staff read about a seal, beside its kind (`KIND_NAMES`) and the findings. */

export const VERDICT_WORDS: Record<SealVerdict["verdict"], string> = {
  present: "有公章",
  absent: "未见公章",
  unsure: "待人工核对",
};

export const HOW_WORDS: Record<SealHow, string> = {
  "ink-scan": "在整页图像之中",
  "pasted-image": "另贴在页面上的图片或图形",
  "signature-field": "电子签名所显示的图样",
};

/** Each piece of evidence that a person can check by eye; those that were not measured are left out. */
export function evidenceWords({ evidence }: Pick<SealFacts, "evidence">): string[] {
  const { ringCoverage, fitResidual, star, bandChanges, borderCoverage, strokes, onPage } = evidence;
  const said: (string | false | undefined)[] = [
    ringCoverage !== undefined && `外环可见${percent(ringCoverage)}`,
    fitResidual !== undefined && `环线偏差${(100 * fitResidual).toFixed(1)}%`,
    borderCoverage !== undefined && `边框可见${percent(borderCoverage)}`,
    star !== undefined && (star >= CLEAR_STAR ? "有五角星" : star >= HINTED_STAR ? "似有五角星" : "无五角星"),
    bandChanges !== undefined &&
      (bandChanges >= CLEAR_TEXT ? "环内有字" : bandChanges >= HINTED_TEXT ? "环内似有字" : "环内无字"),
    strokes !== undefined && (strokes >= CLEAR_STROKES ? "框内有字" : "框内无字"),
    onPage !== undefined && onPage < WHOLE && `页内仅${percent(onPage)}`,
  ];
  return said.filter((one) => typeof one === "string");
}

export const SHAPE_WORDS: Record<SealFacts["shape"], string> = {
  round: "圆形",
  oval: "椭圆形",
  square: "方形",
  irregular: "不规则",
};
export const COLOUR_WORDS: Record<SealFacts["colour"], string> = {
  red: "红色",
  purple: "紫色",
  orange: "橙色",
  grey: "黑白",
};

/** What a thing is that is no seal, and what it lacks most: `圆形红色图案，环内无字`. */
export function noSealWords({ shape, colour, evidence }: Pick<SealFacts, "shape" | "colour" | "evidence">): string {
  const { ringCoverage = 1, fitResidual = 0, ringContrast = 1, bandChanges, fill = 0.3, outside = 0 } = evidence;
  const { borderCoverage = 1, strokes = 9 } = evidence;
  const lacks: (string | false)[] = [
    borderCoverage < 0.8 && "四边不成框",
    strokes < CLEAR_STROKES && "框内无字",
    ringCoverage < 0.6 && `外环不完整（仅见${percent(ringCoverage)}）`,
    fitResidual > 0.014 && "不成圆",
    fill > 0.55 && "实心，不是环",
    ringContrast < 0.26 && fill <= 0.55 && "没有分明的外环",
    bandChanges !== undefined && bandChanges < HINTED_TEXT && "环内无字",
    fill < 0.04 && "环内空白",
    outside > 0.5 && "与周围的图案连成一片",
  ];
  const said = lacks.filter((one) => typeof one === "string").slice(0, 2);
  return [`${COLOUR_WORDS[colour]}${SHAPE_WORDS[shape]}图案`, ...(said.length > 0 ? said : ["不像印章"])].join("，");
}

const CLEAR_STAR = 0.6;
const HINTED_STAR = 0.4;
/** Changes on a round; drawn names of six characters and more have 40 to 120, drawn figures below 10. */
const CLEAR_TEXT = 30;
const HINTED_TEXT = 15;
const CLEAR_STROKES = 4;
const WHOLE = 0.97;

const percent = (share: number) => `${Math.round(100 * Math.min(1, share))}%`;

/** A field as found. Nothing was verified, and the words say so. */
export function signatureWords({ name, page, isSigned, signedBy, signedAt, coversWholeFile }: SignatureField): string {
  const place = page === null ? "" : `（第 ${page} 页）`;
  if (isSigned === null) return `签名域“${name}”${place}：文件已加密，签署情况未能读出`;
  if (!isSigned) return `签名域“${name}”${place}：尚未签署`;
  const covers =
    coversWholeFile === null
      ? "签名范围未能确定"
      : coversWholeFile
        ? "签名涵盖整个文件"
        : "签名未涵盖整个文件（签署后文件另有增补，或部分内容不在签名之内）";
  const by = signedBy === null ? "未载明签署者" : `签署者“${signedBy}”`;
  const at = signedAt === null ? "" : `，自称签于${beijingMoment(signedAt)}`;
  return `签名域“${name}”${place}：${by}${at}，${covers}；真伪未经核验`;
}
