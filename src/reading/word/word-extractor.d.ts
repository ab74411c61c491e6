// word-extractor brings no types. Only what we call.
declare module "word-extractor" {
  interface ExtractedDocument {
    getBody(options: { filterUnicode: boolean }): string;
    getTextboxes(options: { filterUnicode: boolean; includeHeadersAndFooters: boolean }): string;
  }
  export default class WordExtractor {
    extract(source: Buffer): Promise<ExtractedDocument>;
  }
}
