/** Gives numbers in [0, 1), the same sequence for the same seed on every machine. */
export type Random = () => number;

/** mulberry32 (Tommy Ettinger, public domain): small, and good enough for noise and made-up numbers. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A seed from words (FNV-1a), so that each company's papers look their own and never change. */
export function seedOf(words: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(words)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}

/** Evenly between two bounds. */
export const between = (random: Random, low: number, high: number): number => low + (high - low) * random();
