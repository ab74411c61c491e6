import { describe, expect, it } from "vitest";
import type { Lattice } from "../../src/domain/facts.ts";
import { readPrints, together } from "../../src/reading/seal/read-prints.ts";
import type { PrintText } from "../../src/reading/seal/read-seal.ts";
import type { SealWords } from "../../src/reading/seal/read-words.ts";

const reading = (lines: number, words = "", isBare = false): SealWords => ({ lines, words, isBare });
const CODE = "1101080110277";
const CONTRACT = "合同专用章";

describe("several readings of a seal's straight words", () => {
  const rows: [why: string, readings: SealWords[], words: string, lines: number, isBare: boolean][] = [
    ["one alone stands", [reading(2, CODE)], CODE, 2, false],
    ["what one has not read another may", [reading(1), reading(1, CODE)], CODE, 1, false],
    [
      "a line that none has read stays, though the other is read twice",
      [reading(2, CODE), reading(2, CODE)],
      `${CODE}\n${CODE}`,
      3,
      false,
    ],
    ["one that sees none about a known foot is believed", [reading(1), reading(0, "", true)], "", 0, true],
    ["but not where another tells a kind", [reading(0, "", true), reading(1, CONTRACT)], "", 1, false],
    [
      "nor where a third sees none again",
      [reading(0, "", true), reading(1, CONTRACT), reading(0, "", true)],
      "",
      1,
      false,
    ],
  ];
  it.each(rows)("%s", (_, readings, words, lines, isBare) => {
    expect(together(readings)).toEqual({ words, lines, isBare });
  });
});

const NAME = "北京天融信息技术有限公司";

/** A name, each of whose characters is read with this probability. */
function said(probability: number, name = NAME): Lattice {
  const score = Math.log(probability);
  return Array.from(name).flatMap((character): Lattice => [[[character, score]], [["", 0]], [["", 0]]]);
}

/** A print that is read so at first, and says so much more and other words once it is read on. */
function print(arc: Lattice[], words: SealWords, more: { arc?: Lattice[]; words?: SealWords } = {}) {
  const seen = { isReadOn: false };
  const text: PrintText = {
    arc: [...arc],
    words: () => Promise.resolve(seen.isReadOn ? (more.words ?? words) : words),
    readOn: () => {
      if (!seen.isReadOn) text.arc.push(...(more.arc ?? []));
      seen.isReadOn = true;
      return Promise.resolve();
    },
  };
  return { text, seen };
}

type Made = ReturnType<typeof print>;

/** Which prints were made, and which were read on. */
async function readAll(prints: (Made | null)[]) {
  const made: number[] = [];
  const reading = await readPrints(
    prints.map((one, index) => () => {
      made.push(index);
      return Promise.resolve(one && one.text);
    }),
  );
  return { reading, made, readOn: prints.flatMap((one, index) => (one?.seen.isReadOn === true ? [index] : [])) };
}

const sure = [said(0.99), said(0.99)];
const doubtful = [said(0.99), said(0.5)];
const none = reading(0, "", true);

describe("prints of a seal, one clearer than the other", () => {
  it("ends with the first that is sure and bare", async () => {
    const { made, readOn, reading: told } = await readAll([print(sure, none), print(sure, none)]);
    expect({ made, readOn }).toEqual({ made: [0], readOn: [] });
    expect(told).toEqual({ arc: sure, ...none });
  });

  it("ends with one that bears its code alone", async () => {
    const { made, readOn } = await readAll([print(sure, reading(1, CODE)), print(sure, none)]);
    expect({ made, readOn }).toEqual({ made: [0], readOn: [] });
  });

  it("is sure of what both ways say of two prints, without more ways", async () => {
    const { made, readOn } = await readAll([print(doubtful, none), print([said(0.99), said(0.85)], none), null]);
    expect({ made, readOn }).toEqual({ made: [0, 1], readOn: [] });
  });

  it("reads on where one way alone is sure, from the first print until a name is", async () => {
    const first = print(doubtful, none, { arc: [said(0.98)] });
    const { made, readOn } = await readAll([first, null, print(doubtful, none)]);
    expect({ made, readOn }).toEqual({ made: [0, 1, 2], readOn: [0] });
  });

  it("reads every print on where none gets sure", async () => {
    const { made, readOn, reading: told } = await readAll([print(doubtful, none), print(doubtful, none)]);
    expect({ made, readOn }).toEqual({ made: [0, 1], readOn: [0, 1] });
    expect(told.arc.length).toBe(4);
  });

  it("makes no other print where words tell a kind", async () => {
    const { made, reading: told } = await readAll([print(doubtful, reading(1, CONTRACT)), print(sure, none)]);
    expect(made).toEqual([0]);
    expect(told.words).toBe(CONTRACT);
  });

  it("goes on where those are no words of its own once the foot is known", async () => {
    const first = print(doubtful, reading(1, CONTRACT), { words: none });
    const { made, reading: told } = await readAll([first, print(sure, none)]);
    expect(made).toEqual([0, 1]);
    expect(told).toMatchObject({ words: "", lines: 0, isBare: true });
  });

  it("looks for the foot of a sure name in more ways where there are words that nobody has read", async () => {
    const first = print(sure, reading(1), { words: none });
    const { readOn, reading: told } = await readAll([first, print(sure, reading(1))]);
    expect(readOn).toEqual([0]);
    expect(told).toMatchObject({ lines: 0, isBare: true });
  });

  it("believes the print that settles it in the end, whatever a later one shows", async () => {
    const first = print(doubtful, none, { arc: [said(0.98)] });
    const { reading: told } = await readAll([first, print(doubtful, reading(1, "市场部"))]);
    expect(told).toMatchObject({ words: "", lines: 0, isBare: true });
  });

  it("reads a print on that says another name than what the others are sure of", async () => {
    const odd = print([said(0.99, "北京天融信息技术有限公"), said(0.8, "北京天融信息技术有限公")], reading(1));
    const { made, readOn } = await readAll([odd, print(sure, none), print(sure, none)]);
    expect({ made, readOn }).toEqual({ made: [0, 1], readOn: [0] });
  });

  it("drops readings that say nothing", async () => {
    const { reading: told } = await readAll([print([said(0.99), []], none)]);
    expect(told.arc).toEqual([said(0.99)]);
  });
});
