import { chineseCount } from "./chinese-text.ts";
import type { Campaign, DocumentKind } from "./campaign.ts";
import type { PageFacts, ReadingNote } from "./facts.ts";
import type { FormReading } from "./form/read.ts";
import { hasSigns } from "./recognise.ts";
import type { ScanReading } from "./scan-fields.ts";

/** What a document is and says, whatever it came in. */
export interface SeenContent {
  document: DocumentKind;
  /** The company that it names; null where it names none or could not be read. */
  unitName: string | null;
  /** False where the name was read by OCR: a character may be wrong. */
  nameCertain: boolean;
  /** Read well enough to say that it is none of those asked for. */
  foreign: boolean;
  form: FormReading | null;
  scan: ScanReading | null;
  pages: PageFacts[];
  notes: ReadingNote[];
}

export function unknownDocument(notes: ReadingNote[]): SeenContent {
  return {
    document: "unknown",
    unitName: null,
    nameCertain: false,
    foreign: false,
    form: null,
    scan: null,
    pages: [],
    notes,
  };
}

/** Chinese characters on a page: the declaration, the shortest paper, has more than twice as many. */
const LEAST_LEGIBLE = 60;

/** Enough legible text, and none of it the form's or the declaration's. */
export function isForeign(text: string, campaign: Campaign): boolean {
  const characters = chineseCount(text);
  return characters >= LEAST_LEGIBLE && !hasSigns(text, campaign.documents);
}
