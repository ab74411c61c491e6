import { expect, test } from "vitest";
import { seeFile } from "../../src/domain/documents.ts";
import type { PageFacts } from "../../src/domain/facts.ts";
import { campaign, pageOf } from "./evidence-fixture.ts";

// The domain runs in the daemon's own process: what a stranger sends must not keep all other mail waiting.

const MOST_PAGES = 30;
const MOST_LINES = 400;
/** Milliseconds: the worst of these takes two thousand on a busy machine; some took minutes. */
const SOON = 8000;

/** As many pages and lines as the reader gives, two lines a row. */
function fullPages(lineAt: (line: number) => string): PageFacts[] {
  return Array.from({ length: MOST_PAGES }, (_, i) => ({
    ...{ ...pageOf([], "", "text-layer"), number: i + 1 },
    lines: Array.from({ length: MOST_LINES }, (_, line) => ({
      ...{ text: lineAt(line), confidence: 1 },
      box: { x: line % 2 === 0 ? 0.1 : 0.5, y: Math.floor(line / 2) / 200, width: 0.1, height: 0.004 },
    })),
  }));
}

const phrases = Object.values(campaign.documents).flatMap((kind) => kind.phrases);
const WORDS = "本公司成立以来一直从事信息系统的规划建设与运行维护工作并取得良好业绩";

const pages: [what: string, lineAt: (line: number) => string][] = [
  ["labels and values", (line) => (line % 2 === 0 ? "手机" : "13800138000")],
  ["labels only", () => "单位名称"],
  ["dates", () => "日期：2022年11月20日"],
  ["all but a label", () => "从事网络安全服务工作人员数量及各级别服务人员占此"],
  ["full of words", () => WORDS],
  ["full of phrases with a slip", (line) => (phrases[line % phrases.length] ?? "").replace(/.$/, "甲")],
  ["long lines", () => WORDS.repeat(30)],
  ["a label with a wide gap behind it", () => `手机${" ".repeat(16_000)}`],
  ["an endless name", () => `单位名称：${"北京".repeat(500)}科技有限公司`],
  ["figures and letters", () => "1l".repeat(200)],
];

test.each(pages)("as many pages as are read, %s", { timeout: 60_000 }, (_what, lineAt) => {
  const made = fullPages(lineAt);
  const start = performance.now();
  expect(seeFile({ kind: "pdf", word: null, pages: made, notes: [] }, campaign).length).toBeGreaterThan(0);
  expect(performance.now() - start).toBeLessThan(SOON);
});
