import type { SignatureField, TextLine } from "../domain/facts.ts";
import type { PagePicture } from "./picture.ts";
import type { Laid } from "./seal-how.ts";

/** One page before anything is looked for on it; its size as displayed in mm, null where the file does not tell. */
export interface PageSource {
  widthMm: number | null;
  heightMm: number | null;
  /** The text layer; empty where there is none. */
  layer: TextLine[];
  picture: PagePicture;
  /** What lies on the page as a thing of its own, from the bottom up; absent of a bare picture. */
  laid?: () => Laid[];
  /** Part of the page's picture is lost; a picture file of which anything is lost does not open at all. */
  isCut?: boolean;
}

/** A document's pages, from 1, whatever kind of file they come from. */
export interface OpenPages {
  pageCount: number;
  page(number: number): Promise<PageSource>;
  /** The fields for signatures and what was signed in them; of a PDF those on pages that were asked for, and the signed ones. */
  signatures?: () => Promise<SignatureField[]>;
  close(): Promise<void>;
}
