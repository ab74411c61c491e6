import type { PageFacts } from "./facts.ts";

/** Characters: three times a line of small print, five times a dense page. A text layer may hold any number. */
const LONGEST_LINE = 300;
const FULLEST_PAGE = 15_000;

/** A page without what no paper has: its sender chose how much there is, and all mail waits while it is looked at. */
export function bounded(page: PageFacts): PageFacts {
  const short = page.lines.map((line) =>
    line.text.length > LONGEST_LINE ? { ...line, text: line.text.slice(0, LONGEST_LINE) } : line,
  );
  let characters = 0;
  const lines = short.filter(({ text }) => (characters += text.length) <= FULLEST_PAGE);
  return { ...page, lines };
}
