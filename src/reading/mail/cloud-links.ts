import { cloudPlaceOf } from "../../domain/cloud-places.ts";

/** With or without its scheme; what follows a link in Chinese is not part of it. */
const LINK = /(?<![\w.@/%-])(?:https?:\/\/)?(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?\/[^\s"'<>()[\]\\`\u0080-\uffff]{2,2000}/gi;
/** Where a mail system has put its own address before the one that was written. */
const WRAPPED = /[?&#;]\w+=(https?%3a%2f%2f[^&#]+)/i;

/** The links to files in the cloud in a body, each once; they are never followed. */
export function cloudLinks(text: string, html: string): string[] {
  const found = new Map<string, string>();
  for (const [written] of [...html.matchAll(LINK), ...text.matchAll(LINK)]) {
    const link = unwrapped(plain(written));
    const key = link.replace(/^https?:\/\//i, "");
    if (cloudPlaceOf(link) !== null && !found.has(key)) found.set(key, link);
  }
  return [...found.values()];
}

/** HTML's references, of which addresses hold ampersands, equals signs and the like. */
function plain(written: string): string {
  return written
    .replace(/&#(?:x([0-9a-f]{1,2})|(\d{1,3}));/gi, (_, hex?: string, decimal?: string) =>
      String.fromCharCode(hex === undefined ? Number(decimal) : parseInt(hex, 16)),
    )
    .replaceAll("&amp;", "&");
}

function unwrapped(link: string): string {
  const wrapped = WRAPPED.exec(link)?.[1];
  if (wrapped === undefined || cloudPlaceOf(link) !== null) return link;
  try {
    return decodeURIComponent(wrapped);
  } catch {
    return link; // not percent-encoded after all
  }
}
