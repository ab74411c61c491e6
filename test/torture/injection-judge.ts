/** Longer than any line that we write; what is longer somebody made long. */
const SANE_LINE = 1001;

/** What of a text would act on a terminal, in a log or on a page. */
export function plainProblems(text: string, longest = SANE_LINE): string[] {
  const odd = /[^\P{C}\n]|[\p{Zl}\p{Zp}]/u.exec(text);
  const long = text.split("\n").find((line) => Array.from(line).length > longest);
  return [
    ...(odd
      ? [
          `U+${odd[0].codePointAt(0)?.toString(16) ?? ""} near ${JSON.stringify(text.slice(Math.max(0, odd.index - 20), odd.index))}`,
        ]
      : []),
    ...(long === undefined ? [] : [`a line of ${long.length} characters: ${long.slice(0, 60)}`]),
  ];
}

export function linkProblems(text: string): string[] {
  const link = /\b(?:https?|ftp|file):\/\/|\bwww\./i.exec(text);
  return link ? [`a link near ${text.slice(link.index, link.index + 40)}`] : [];
}

/** `--json`: one value, and nothing in it that a terminal would obey. */
export function jsonProblems(text: string): string[] {
  try {
    JSON.parse(text);
  } catch (error) {
    return [`no JSON: ${String(error).slice(0, 100)}`];
  }
  return plainProblems(text, Infinity);
}
