import { openPaddle } from "./paddle.ts";
import { openTesseract } from "./tesseract.ts";
import type { TextReader } from "./text-reader.ts";

let loaded: Promise<TextReader | null> | undefined;

/** PP-OCRv4; tesseract.js where onnxruntime cannot be loaded; null where neither can. Loaded once in a process. */
export function loadTextReader(): Promise<TextReader | null> {
  loaded ??= openPaddle().then((paddle) => paddle ?? openTesseract());
  return loaded;
}
