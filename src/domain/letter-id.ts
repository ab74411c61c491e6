/** The Message-IDs in a text that are made as our letters' are; older ones hold an instant where newer ones hold a token. */
export function letterIdsIn(text: string): string[] {
  return [...new Set(text.match(/<L\d+\.[0-9a-z]+\.sunshine-intake@[^<>\s]+>/g))];
}
