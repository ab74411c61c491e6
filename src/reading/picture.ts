import type { Lattice } from "../domain/facts.ts";

/** A page as a picture: 3 bytes a pixel (RGB), row by row. `dpi` is null for a bare picture that does not say. */
export interface PagePicture {
  width: number;
  height: number;
  rgb: Uint8Array;
  dpi: number | null;
}

/** A strip with one line of text, 1 byte a pixel, dark text on light. */
export interface LineStrip {
  width: number;
  height: number;
  grey: Uint8Array;
}

/**
 * Reads strips; a lattice for each, about 24 characters a step, natural-log probabilities.
 * Lattices are empty where no recogniser could be loaded.
 */
export type LineReader = (strips: LineStrip[]) => Promise<Lattice[]>;
