/** What decides about a seal once it is found. The geometric bounds of the search stand in reading/seal/thresholds.ts. */

/** Confidence from which a ring is taken for a seal, and from which it is worth a person's look. */
export const SURE_SEAL = 0.6;
export const MAYBE_SEAL = 0.35;
/** Less of the ring than this on the page is a piece across page edges (骑缝章) or a cut scan. */
export const LEAST_ON_PAGE = 0.75;
/** So near the page's side, as a share of its width, lies what runs over it. */
export const AT_SIDE = 0.005;
/** Pieces of one 骑缝章 stand on their pages at the same height, but for this share of it: pages are fanned by hand. */
export const SAME_HEIGHT = 0.06;
/** Less than this is half a seal at most: alone it is a 骑缝章 where it lies so far from the place for the seal (of the height). */
export const MOST_OF_A_PIECE = 0.6;
export const FAR_FROM_PLACE = 0.2;
/**
 * Ink in mm² that may lie unexplained where no seal is, on a page without colour. On 24 made scans without a seal, grey and
 * by fax, to 1.6° askew: 0.0 but for one of 3.0 (3° askew: 11 to 27). Of 48 sealed ones the least: 55 from ink 0.4,
 * bilevel; 7 and 0.5 at 0.3 and 0.2, where a threshold takes the whole print away.
 */
export const CLEAN_PAPER_MM2 = 2;
/** A page scanned to another scale and the search itself are this far out, as a share of the limits. */
export const SIZE_TOLERANCE = 0.05;
/** A square larger than any name seal (mm), and round seals that are none but a person's. */
export const LARGEST_PERSONAL_SQUARE = 32;
export const LARGEST_PERSONAL_ROUND = 25;

/*
 * Names, in natural-log probabilities of the recogniser. On 120 drawn seals at 150 dpi, ink 0.4…1: the least margin of a
 * right name's characters over the best alternative is above −5.5 for 95 in 100 and above −1 for 85; of a name with one
 * character changed it is below −8.7 for 97 in 100. Right names' mean is above −2 for 97 in 100, unrelated ones' below
 * −3.3 for 97 in 100. On 110 others (ink 0.45…1, any turn): of 75 official seals 72 present with the right name and 3
 * unsure, none with a near twin's or an unrelated one; of 35 专用章 32 refused and 3 unsure.
 */

/** A character is contradicted where another is likelier by this much at its place. */
export const CONTRADICTED = -5.5;
/** Not named by the recogniser, or hardly. */
export const UNSEEN = -7;
/** Least mean of a name that is accepted. */
export const LEAST_NAME = -2;
/** An alternative this likely is what stands there. A character the recogniser does not know gives less sure ones. */
export const SURE_ALTERNATIVE = Math.log(0.85);
/** Share of doubtful characters from which a legible arc says another name. */
export const ANOTHER_NAME = 0.4;
/** An arc that can be read: its mean, and its least number of characters. */
export const LEAST_LEGIBLE = -0.6;
export const SHORTEST_NAME = 5;
/** Least of any character in a name that is told to people as read. */
export const SURE_CHARACTER = Math.log(0.4);
