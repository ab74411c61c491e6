export type Item = "revenue" | "profit" | "cost";

/** An amount as written, before it is known in which unit and of what it is. */
export interface WrittenAmount {
  kind: "amount";
  value: number;
  /** What one more in its last written place would add. */
  place: number;
  /** In 万元, where it is written with the amount. */
  unit: number | null;
  /** 约, 近, 超过, 余 …: not to be held to its last place. */
  about: boolean;
  negative: boolean;
  /** A bracket or a dash that may be mere punctuation. */
  doubtfulSign: "bracket" | "dash" | null;
  /** The values, if its separators part a list. */
  list: number[];
}

export type Word =
  | WrittenAmount
  /** `part`: months of a year only. */
  | { kind: "years"; years: number[]; part: boolean; range: boolean }
  /** `rank`: 网络安全服务收入 (2) is what is asked for, 总收入 (0) is not. */
  | { kind: "item"; item: Item; rank: number; loss: boolean }
  /** `whole`: 单位：元, for all that is told. */
  | { kind: "unit"; unit: number; whole: boolean }
  | { kind: "stop" }
  | { kind: "break" };

/** A word with what stands between the one before and it. */
export type Placed = Word & { gap: string };
