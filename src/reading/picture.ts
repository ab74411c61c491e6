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

/** Pixels of 3 channels, or of a grey picture (1, or 2 with transparency that nothing lies behind), as RGB. */
export function rgbOf(data: Uint8Array, channels: number): Uint8Array {
  if (channels === 3) return data;
  const rgb = new Uint8Array((data.length / channels) * 3);
  for (let from = 0, to = 0; to < rgb.length; from += channels, to += 3) {
    const grey = data[from] ?? 255;
    rgb[to] = rgb[to + 1] = rgb[to + 2] = grey;
  }
  return rgb;
}
