/**
 * What the search for seals measures against. Lengths are in mm where the page's size is known.
 * Figures after 国发〔1999〕25号 and what companies use: 38–45 mm round, 58 mm for contract seals, ovals
 * 40 × 30 and 45 × 30, squares from 16 mm.
 */

/** Pixels that the search works on are about this fine: a ring is 4 to 7 of them thick. */
export const WORKING_DPI = 150;
/** Of a picture that does not say its dpi, the longer side is brought near this many working pixels. */
export const WORKING_SIDE = 1700;

export const SMALLEST_MM = 12;
export const LARGEST_MM = 66;
/** Without dpi: fractions of the picture's shorter side, and at least so many pixels. */
export const SMALLEST_SHARE = 0.05;
export const SMALLEST_PIXELS = 36;

/** Redness in 1/128 of optical density: field figures 0.12 / 0.25, lowered where the ink itself is faint. */
export const WEAK_INK = 15;
export const STRONG_INK = 32;
/** Below this JPEG chroma noise and yellowed paper begin. */
export const FAINTEST_INK = 9;
/**
 * Smoothing takes the noise away, and faint prints may be sought beneath it, down to the first where all the ink is faint: on
 * 25 made pages of the worst faded seals 2 of 5 lost ones are found so, and no ring more on 200 pages without a seal.
 */
export const SMOOTHED_WEAK_INK = [3, 5] as const;
export const SMOOTHED_STRONG_INK = [5, 9] as const;

/** A candidate whose ring is seen on fewer of its rays is not worth its evidence. */
export const LEAST_RING = 0.42;
/** Candidates below this are not reported at all. */
export const LEAST_CONFIDENCE = 0.2;
/** A page on which nothing reaches this is searched again for faint traces. */
export const SETTLED = 0.7;
/** Among faint traces a ring below this is sought once more in the faintest. */
export const SEEN = 0.6;
/** A black ring on a colourless page: print has many round things, so less doubt is let through. */
export const LEAST_GREY_CONFIDENCE = 0.5;
/** As large as the least postmark. */
export const SMALLEST_GREY_MM = 20;
/** Name seals are 16 to 25 mm; with what scans are out by. */
export const LARGEST_SQUARE_MM = 32;
/** Short against long axis: the flattest round seal, tilted before a camera; ovals have 0.75 and 0.67. */
export const FLATTEST_ROUND = 0.87;
/** The recogniser (some 60 ms a strip) is run from here on. */
export const READING_CONFIDENCE = 0.45;
/** Page pixels to the radius that reading works on at most: 300 dpi for 40 mm. */
export const READING_RADIUS = 240;
/**
 * Red parts of a page that are searched. Of 520 made pages 512 have four or fewer as large as a seal, and none with more bears
 * one: they are patterned or mottled all over.
 */
export const MOST_PARTS = 8;
/** Candidates looked at on one page: a page that is full of them is a pattern, not a stamped document. */
export const MOST_CANDIDATES = 12;
/** Of a colourless page, in 1/128 of optical density: what is lighter is paper and its shadows. */
export const STRAY_INK = 20;
