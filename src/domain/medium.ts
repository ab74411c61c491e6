import type { FileKind } from "./facts.ts";

/** What a document came as. */
export type Medium = "word" | "pdf" | "image" | "ofd" | "archive" | "other";

export function mediumOf(kind: FileKind): Medium {
  switch (kind) {
    case "docx":
    case "doc":
    case "wps":
    case "rtf":
    case "odt":
      return "word";
    case "pdf":
      return "pdf";
    case "ofd":
      return "ofd";
    case "jpeg":
    case "png":
    case "tiff":
    case "bmp":
    case "webp":
    case "avif":
    case "heic":
      return "image";
    case "zip":
    case "rar":
    case "7z":
    case "gzip":
    case "tar":
    case "tnef":
    case "p7m":
      return "archive";
    case "eml":
    case "xlsx":
    case "html":
    case "text":
    case "other":
      return "other";
  }
}

/** Only of a file whose content cannot be had or is none of these; null where its name does not tell. */
export function mediumByName(name: string): Medium | null {
  const extension = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? "";
  if (/^(?:docx?|docm|dotx?|wps|rtf|odt)$/.test(extension)) return "word";
  if (/^(?:jpe?g|jfif|png|gif|tiff?|bmp|webp|avif|heic|heif)$/.test(extension)) return "image";
  if (/^(?:zipx?|rar|7z|tar|t?gz|bz2|xz|dat|p7m)$/.test(extension)) return "archive";
  if (/^(?:xlsx?|et|csv|html?|mht|txt|eml|pptx?|mp[34]|mov|avi|exe|cer|crt|p7s)$/.test(extension)) return "other";
  return extension === "pdf" || extension === "ofd" ? extension : null;
}
