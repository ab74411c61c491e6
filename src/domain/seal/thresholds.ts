/*
 * What decides about a seal once it is found. The geometric bounds of the search stand in reading/seal/thresholds.ts.
 * What they come to together, on 6,000 pages of the measuring set (seed 11, at 0b4e420), none of whose names and backgrounds
 * was tuned on: colour scans: false present 1 of 1,946, false absent 0 of 1,902, unsure 68 (50 on seed 10), right name
 * accepted 1,845, near twin 15 of 5,706, unrelated 0 of 15,216; photos: false present 0 of 600, false absent 0 of 540, unsure
 * 36, right name 507, near twin 9 of 1,620; electronic: no error on 480; grey: never present, never absent on 510.
 */

/*
 * Evidence, from where it is worth nothing to where it is worth all. On some 200 made pages of the tuning set (scans,
 * photos, electronic and grey ones, every condition) 142 of 145 seals were found, all of them above `SURE_SEAL`; the three
 * lost lay beneath another seal or beyond the page's edge. Of 55 pages with red things that are no seal, 4 had a ring above it:
 * printed marks and logos with letters all round them, 14 to 22 mm wide, whose size speaks for itself.
 */
export const RING = {
  /** Share of the rays that meet the ring; less will do where there is a star, or text, and a clean edge. */
  coverage: [0.4, 0.8],
  coverageWithStar: [0.3, 0.65],
  star: [0.3, 0.6],
  /**
   * A ring that its text alone makes up for may be a seal, but is none for sure: what is worn away may be its words. Of 730 own
   * seals of the tuning set in hard condition one, half worn away, was told absent without this, and of 838 other pages none is
   * judged otherwise.
   */
  mostByText: 0.5,
  /** With no text to be made out, the star must be plainer. */
  starAlone: [0.4, 0.75],
  /** Scatter of the edge in radii: a compass's work against a hand's. */
  edge: [0.02, 0.008],
  evenEdge: [0.008, 0.003],
  /** A solid disc has none. */
  contrast: [0.12, 0.4],
  /** Ink inside: neither an empty circle nor a disc. */
  someFill: [0.02, 0.06],
  mostFill: [0.7, 0.5],
  /** Changes between ink and paper on a round: characters have many strokes, a drawn figure few. */
  bandChanges: [8, 30],
  outside: [0.7, 0.3],
} as const;
export const SQUARE = {
  border: [0.65, 0.95],
  someFill: [0.1, 0.2],
  mostFill: [0.92, 0.8],
  strokes: [2, 5],
} as const;

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
 * Ink in mm² that may lie unexplained where no seal is, on a page without colour, beside one signature. On 60 made scans
 * without a seal, in grey and in black alone: at most 0.8 (with the signature 25 to 68 on 7 of them). Of 85 sealed grey
 * ones, the faintest in five strengths, the least: 6.1, 8.9 and 17; one paler yet leaves none, but the search finds it.
 */
export const CLEAN_PAPER_MM2 = 2;
/** A page scanned to another scale and the search itself are this far out, as a share of the limits. */
export const SIZE_TOLERANCE = 0.05;
/** A square larger than any name seal (mm), and round seals that are none but a person's. */
export const LARGEST_PERSONAL_SQUARE = 32;
export const LARGEST_PERSONAL_ROUND = 25;
/**
 * Companies' round official seals have 38 mm and more (国发〔1999〕25号 asks for 42 of most, provinces for 38 and 40), finance
 * seals 30 to 38: whose words went unread is told by its size. With 2 mm for a scan's scale.
 */
export const SMALLEST_OFFICIAL_ROUND = 36;
/** Made postmarks with a date across their middle score 0.12 to 0.19, stars 0.6 and more. */
export const MOST_STAR_OF_A_POSTMARK = 0.3;

/*
 * Names, in natural-log probabilities of the recogniser. On 144 scanned pages of the tuning set, every condition in
 * every strength: a right name's least margin over the best alternative, in the better of two readings, is above −4.3
 * for 95 in 100 and above 0 for 85; of a name with another character it is below −7.6 for 98 in 100, of one with a
 * look-alike below −3.5 for 98. Accepted: 137 of 144 right names (3 of the others are cut off by the page's edge), 10 of
 * 1,345 near twins (5 of 287 with another character, 2 of 498 with a look-alike, 2 of 144 without one, 1 of 144 with one
 * more), none of 2,820 unrelated ones. With the characters set
 * upright and held against a typeface's as well, 890 pages of every condition have 861 right names for 849, and 24 of 5,340
 * near twins for 25.
 */

/** A character is contradicted where another is likelier by this much at its place. */
export const CONTRADICTED = -5.5;
/** Not named by the recogniser, or hardly. */
export const UNSEEN = -7;
/** Least mean of a name that is accepted. */
export const LEAST_NAME = -2;
/** An alternative this likely is what stands there; beside a less likely one a shared word's character may be worn. A character the recogniser does not know gives less sure ones. */
export const SURE_ALTERNATIVE = Math.log(0.85);
/**
 * Where some reading surely shows another character, one that no reading names likelier than this was not said; nor does it
 * show in a finer strip where a character stands. On 567 pages of the tuning set, a sixth of which were unread before, both
 * rules refuse 3 of 519 right names and 15 of 26 near twins. Beside a worn character of a shared word one so hardly said is a
 * second one: that refuses 2 more of the twins, and 3 names that a twin would have matched as well.
 */
export const HARDLY_SAID = -3;
/**
 * From this on, more likely than not, a finer strip shows where a character stands: less likely ones were strokes of another
 * seal beyond the name (−0.9). On 2,832 pages of the tuning set with 16,992 near twins, −3 and this accept the same.
 */
export const LIKELY_STANDS = Math.log(0.5);
/**
 * Below this in every reading, a character of a place or a brand is outvoted by half of them that show the same other one. On
 * some 2,000 pages of the tuning set this and a character more that half of them show refuse 2 right names; and both near twins
 * that had passed, of 450.
 */
export const HARDLY_AT_ALL = -4.5;
/** All that speaks for other characters together: that costs 1 right name of 516 on those pages. */
export const MOST_AGAINST = -8;
/** Readings that fit this much worse than the best one do not speak. */
export const MOST_WORSE = 2;
/**
 * Of a name this long one worn character of a shared word (科技, 有限公司) is made up for by the others. A worn one of the
 * place or the brand is not: on 411 pages of the tuning set, 164 of them the hardest, that cost 9 of 375 right names and took
 * the near twins from 0.8 to 0.15 in 100.
 */
export const LONG_ENOUGH_TO_SPARE = 8;
/** Of a name whose suffix runs over the page's edge so many characters, and this share of it, must be read. */
export const LEAST_SEEN = 6;
export const LEAST_SEEN_SHARE = 0.6;
/** Between two characters that are taken for each other the likelier one counts, but for this (州 where 圳 stands: −1.9) and for slips. */
export const CONFUSED = -1.2;
/** From one character to the next (or over one unseen) in shares of the usual step, and how many steps of the lattice it may be out. */
export const LEAST_PLACE = 0.7;
export const MOST_PLACE = 0.65;
export const PLACE_JITTER = 2;
/** Of a character's room, that the rest of a name beyond the page's edge may be longer or shorter (on 20 made pages at most 0.6). */
export const ROOM_JITTER = 0.7;
/** Share of doubtful characters from which a legible arc says another name. */
export const ANOTHER_NAME = 0.4;
/**
 * Share of the expected name's length that a reading must have to speak of another company: of 2,460 pages of the measuring
 * set with the own seal in colour, 10 were refused for a fragment or for a strip that began within the name.
 */
export const WHOLE_NAME = 0.6;
/** An arc that can be read: its mean, and its least number of characters. */
export const LEAST_LEGIBLE = -0.6;
export const SHORTEST_NAME = 5;
/** Least of any character in a name that is told to people as read. */
export const SURE_CHARACTER = Math.log(0.4);
/**
 * Below this a character may be one that the recogniser takes for another. Of 890 made pages with the own seal (every
 * condition, tuning set) two readings agreed on 801, on 12 of them wrongly, and 11 of these bore a character below 0.8. Of 147
 * pages whose names bear one that the recogniser lacks, 93 are matched from 0.8 and 103 from 0.95.
 */
export const CERTAIN_CHARACTER = Math.log(0.95);
/**
 * And so many steps only may they be out of their places, which tells where the places are narrow: what the recogniser does
 * not know it also leaves out.
 */
export const CERTAIN_JITTER = 1;
/**
 * Where one way of showing a seal makes two readings certain, each of another print, a name must be as likely as this in another
 * way. Of 118 such names on 640 pages of the tuning set 88 are, all of them right; on 18 the other way says something else.
 */
export const LIKELY_CHARACTER = Math.log(0.8);
