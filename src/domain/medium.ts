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
