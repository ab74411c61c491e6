/** Elements that hold nothing, or that end by themselves where the next of their kind begins. */
const SHALLOW = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr|p|li|td|th|tr|option|dt|dd)$/i;

/** How deep the elements of HTML stand within one another, about; for plain text 0. */
export function depthOf(html: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [, close, name = "", selfClosed] of html.matchAll(/<(\/?)([a-z][a-z0-9:-]*)[^<>]*?(\/?)>/gi)) {
    if (SHALLOW.test(name) || selfClosed === "/") continue;
    depth = close === "/" ? Math.max(0, depth - 1) : depth + 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

/** The words of HTML that is too deep to be taken apart. */
export function withoutTags(html: string): string {
  return html.replace(/<[^<>]*>/g, " ");
}

/** HTML without the pictures that are written into it (`data:` addresses), each of them megabytes. */
export function withoutPictures(html: string): string {
  return html.replace(/\bdata:image\/[^"'\s<>()]+/gi, "");
}
