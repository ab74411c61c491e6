import { DOMParser, type Element } from "@xmldom/xmldom";
import { fromBufferPromise, type Entry } from "yauzl";
import { limits } from "./limits.ts";
import { decodeText } from "./mail/charset.ts";
import { OverLimit } from "./over-limit.ts";

/** A document that is a zip of parts: OpenDocument, OFD, a workbook. Opening one throws where the zip is damaged. */
export interface Package {
  /** Paths without a leading slash. */
  names: string[];
  /** null where there is no such part. @throws OverLimit when all parts read so far unpack to too much */
  part(name: string): Promise<Buffer | null>;
  /** The part's outermost element. @throws OverLimit; Error where it is not XML */
  xml(name: string): Promise<Element | null>;
}

export async function openPackage(bytes: Buffer): Promise<Package> {
  // Sizes may lie: what comes out is counted.
  const zip = await fromBufferPromise(bytes, { lazyEntries: true, decodeStrings: false, validateEntrySizes: false });
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    if (entries.size >= limits.packageParts) throw new OverLimit("packageParts");
    entries.set(pathOf(entry), entry);
  }
  let left: number = limits.packageBytes;
  const part = async (name: string): Promise<Buffer | null> => {
    const entry = entries.get(name);
    if (!entry) return null;
    const chunks: Buffer[] = [];
    for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
      left -= chunk.length;
      if (left <= 0) throw new OverLimit("packageBytes");
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  };
  const xml = async (name: string) => {
    const content = await part(name);
    return content && rootOf(content);
  };
  return { names: [...entries.keys()], part, xml };
}

const pathOf = (entry: Entry) => decodeText(entry.fileNameRaw).replaceAll("\\", "/").replace(/^\/+/, "");

/** @throws where the bytes are not XML; a browser would refuse what xmldom mends, and so do we */
function rootOf(bytes: Buffer): Element | null {
  if (bytes.length > limits.docxXmlBytes) throw new OverLimit("docxXmlBytes");
  const text = xmlText(bytes);
  if (text.split("<", limits.docxTags + 1).length > limits.docxTags) throw new OverLimit("docxTags");
  const onError = (level: "warning" | "error" | "fatalError", message: string): void => {
    if (level !== "warning") throw new Error(message);
  };
  return new DOMParser({ onError }).parseFromString(text, "text/xml").documentElement;
}

/** By its byte order mark, else by what it declares, else UTF-8 (XML 1.0, appendix F). */
function xmlText(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  const declared = /^[^<]{0,3}<\?xml[^>]*encoding\s*=\s*["']([\w-]+)/.exec(bytes.toString("latin1", 0, 200))?.[1];
  return decodeText(bytes, declared).replace(/^\ufeff/, "");
}
