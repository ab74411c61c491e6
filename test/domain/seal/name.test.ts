import { describe, expect, it } from "vitest";
import type { Lattice } from "../../../src/domain/facts.ts";
import {
  isReadTwice,
  matchSealName,
  readOpenly,
  readSealName,
  sealText,
  surelyRead,
  surelyReadBothWays,
} from "../../../src/domain/seal/name.ts";

/** Each character certain, over two steps, with blanks between; `doubts` gives others their share at a place. */
function lattice(text: string, doubts: Record<number, [character: string, probability: number][]> = {}): Lattice {
  return Array.from(text).flatMap((character, index): Lattice => {
    const shown = (doubts[index] ?? [[character, 0.99]]).map(([one, p]): [string, number] => [one, Math.log(p)]);
    const step: Lattice[number] = [...shown, ["", Math.log(0.005)]];
    return [step, step, [["", Math.log(0.99)]]];
  });
}

/** A step to a character but for one, which goes unread. */
const squeezed = (text: string, without: number): Lattice =>
  Array.from(text, (character, index) => [[index === without ? "" : character, Math.log(0.999)]]);

/** The same with everything from one character to before another beyond the page's edge. */
const cutOff = (text: string, from: number, to: number) =>
  lattice(text).map((step, index) => (index >= 3 * from && index < 3 * to ? [] : step));

/** Certain characters at steps of a strip; those from one step to before another lie beyond the page's edge. */
const placed = (text: string, steps: number[], [from, to]: [number, number], length: number): Lattice =>
  Array.from({ length }, (_, step) => {
    const shown = Array.from(text)[steps.indexOf(step)] ?? "";
    return step >= from && step < to ? [] : [[shown, Math.log(0.99)]];
  });

const OWN = "北京天融信息技术有限公司";
/** Each a twentieth as likely as another. */
const HARDLY: Record<number, [character: string, probability: number][]> = {
  2: [
    ["关", 0.7],
    ["天", 0.035],
  ],
  3: [
    ["隔", 0.7],
    ["融", 0.035],
  ],
  4: [
    ["言", 0.7],
    ["信", 0.035],
  ],
};

describe("matchSealName", () => {
  const rows: [why: string, arc: Lattice[], expected: string, matches: boolean | null][] = [
    ["the name itself", [lattice(OWN)], OWN, true],
    ["brackets on the seal only", [lattice("天融（北京）技术有限公司")], "天融北京技术有限公司", true],
    [
      "half-width brackets and spaces in the form",
      [lattice("天融（北京）技术有限公司")],
      "天融(北京) 技术有限公司",
      true,
    ],
    ["责任 left out in the form", [lattice("天融技术有限责任公司")], "天融技术有限公司", true],
    [
      "a worn character that may be the right one",
      [
        lattice(OWN, {
          2: [
            ["关", 0.7],
            ["天", 0.2],
          ],
        }),
      ],
      OWN,
      true,
    ],
    [
      "a character that may as well be the one that looks like it",
      [
        lattice(OWN, {
          2: [
            ["夫", 0.7],
            ["天", 0.2],
          ],
        }),
      ],
      OWN,
      null,
    ],
    [
      "责任 read faintly, which a name may also go without",
      [
        lattice("北京天融信息技术有限责任公司", {
          10: [
            ["责", 0.45],
            ["贡", 0.3],
          ],
          11: [
            ["任", 0.45],
            ["件", 0.3],
          ],
        }),
      ],
      "北京天融信息技术有限责任公司",
      true,
    ],
    [
      "two doubtful characters between two brackets",
      [
        lattice("北京天融信息技术（深圳）股份有限公司", {
          9: [
            ["保", 0.45],
            ["深", 0.3],
          ],
          10: [
            ["翔", 0.45],
            ["圳", 0.3],
          ],
        }),
      ],
      "北京天融信息技术（深圳）股份有限公司",
      true,
    ],
    ["a character of a trade worn away at its place", [lattice(OWN, { 5: [["总", 0.3]] })], OWN, true],
    ["a character of the brand worn away: any company's", [lattice(OWN, { 2: [["关", 0.3]] })], OWN, null],
    [
      "brackets read as characters where the name has brackets",
      [lattice("天融信息技术局深圳广有限公司")],
      "天融信息技术（深圳）有限公司",
      true,
    ],
    [
      "a character too many where the name has no bracket",
      [lattice("天融局信息技术有限公司")],
      "天融信息技术有限公司",
      null,
    ],
    ["a place's character worn away", [lattice(OWN, { 0: [["比", 0.3]] })], OWN, null],
    [
      "责任 worn away, where nothing else can stand",
      [lattice("天融技术有限责任公司", { 6: [["", 0.9]], 7: [["", 0.9]] })],
      "天融技术有限责任公司",
      true,
    ],
    ["half of 有限公司 worn away", [lattice(OWN, { 9: [["", 0.9]], 10: [["", 0.9]] })], OWN, true],
    ["有限 worn away, where 发展 may stand", [lattice(OWN, { 8: [["", 0.9]], 9: [["", 0.9]] })], OWN, null],
    [
      "three characters of the legal form worn away",
      [lattice("天融技术有限责任公司", { 5: [["", 0.9]], 6: [["", 0.9]], 7: [["", 0.9]] })],
      "天融技术有限责任公司",
      null,
    ],
    ["two of it where others are likely to stand", [lattice(OWN, { 9: [["关", 0.8]], 10: [["分", 0.8]] })], OWN, null],
    ["公司 worn away, where the name may go on", [lattice(OWN, { 10: [["", 0.9]], 11: [["", 0.9]] })], OWN, null],
    [
      "股份 worn away, where 集团 may stand",
      [lattice("天融技术股份有限公司", { 4: [["", 0.9]], 5: [["", 0.9]] })],
      "天融技术股份有限公司",
      null,
    ],
    [
      "深州 where the arc rather shows 深圳",
      [
        lattice("深圳天融信息技术有限公司", {
          1: [
            ["圳", 0.7],
            ["州", 0.1],
          ],
        }),
      ],
      "深州天融信息技术有限公司",
      null,
    ],
    [
      "a twin's character that a poor strip hints at and a good one surely contradicts",
      [
        lattice(OWN, {
          2: [
            ["关", 0.1],
            ["夹", 0.02],
          ],
        }),
        lattice(OWN),
      ],
      "北京夹融信息技术有限公司",
      null,
    ],
    [
      "a twin without a character that only the finer of two strips has room for",
      [squeezed(OWN, 3), lattice(OWN, { 3: [["", 0.9]] })],
      "北京天信息技术有限公司",
      null,
    ],
    [
      "strokes beyond the name that a finer strip takes for its last character, less likely than not",
      [lattice(OWN), lattice("北京天融信息技术有限公――司", { 11: [["", 0.9]], 12: [["", 0.9]], 13: [["司", 0.4]] })],
      OWN,
      true,
    ],
    [
      "its last character, more likely than not, at a place that leaves room for others",
      [lattice(OWN), lattice("北京天融信息技术有限公――司", { 11: [["", 0.9]], 12: [["", 0.9]], 13: [["司", 0.6]] })],
      OWN,
      null,
    ],
    ["three characters where others are likelier by far", [lattice(OWN, HARDLY)], OWN, null],
    [
      "a character of a trade worn away, and another hardly said",
      [
        lattice(OWN, {
          4: [
            ["作", 0.3],
            ["信", 0.02],
          ],
          5: [["总", 0.3]],
        }),
      ],
      OWN,
      null,
    ],
    ["two characters worn away", [lattice(OWN, { 2: [["关", 0.3]], 3: [["隔", 0.3]] })], OWN, null],
    ["a twin without the worn character", [lattice(OWN, { 2: [["", 0.9]] })], "北京融信息技术有限公司", null],
    ["a twin with a character more, which has no place", [lattice(OWN)], "北京天海融信息技术有限公司", null],
    ["a character more beside a bracket", [lattice("天融（北京）技术有限公司")], "天融海（北京）技术有限公司", null],
    [
      "a twin without a narrow character that one reading of four leaves in doubt",
      [0.4, 0.99, 0.8, 0.99].map((probability) =>
        lattice(OWN, { 3: [["融", probability]] }).filter((_, step) => step !== 10 && step !== 11),
      ),
      "北京天信息技术有限公司",
      null,
    ],
    [
      "a brand's character that one reading of four hints at, and half of them show as another",
      [
        lattice(OWN, {
          3: [
            ["隔", 0.3],
            ["融", 0.01],
          ],
        }),
        lattice(OWN, { 3: [["隔", 0.6]] }),
        lattice(OWN, { 3: [["隅", 0.6]] }),
        lattice(OWN, { 3: [["虫", 0.6]] }),
      ],
      OWN,
      null,
    ],
    [
      "the same hint where each reading shows another",
      [
        lattice(OWN, {
          3: [
            ["隔", 0.3],
            ["融", 0.01],
          ],
        }),
        lattice(OWN, { 3: [["鬲", 0.6]] }),
        lattice(OWN, { 3: [["隅", 0.6]] }),
        lattice(OWN, { 3: [["虫", 0.6]] }),
      ],
      OWN,
      true,
    ],
    ["江 said of 江苏 is not said of 浙江", [lattice("江苏天融技术有限公司")], "浙江天融技术有限公司", null],
    ["the code's digits at the end", [lattice(`${OWN}0110`)], OWN, true],
    ["the page's edge has cut off 有限公司", [cutOff(OWN, 8, 12)], OWN, true],
    ["the page's edge has cut off all of 有限公司 but 司", [cutOff(OWN, 8, 11)], OWN, true],
    [
      "the page's edge has cut off 有限公司 after a bracket",
      [cutOff("天融信息（北京）有限公司", 8, 11)],
      "天融信息（北京）有限公司",
      true,
    ],
    [
      "the page's edge has cut off a word before 有限公司 too",
      [cutOff("北京天融海星信息技术有限公司", 9, 14)],
      "北京天融海星信息技术有限公司",
      true,
    ],
    [
      "股份 worn away beside a bracket",
      [lattice("天融信息（北京）股份有限公司", { 8: [["", 0.9]], 9: [["", 0.9]] })],
      "天融信息（北京）有限公司",
      null,
    ],
    [
      "the page's edge has cut off 股份有限公, and the steps before it are no whole ones",
      [placed("西安博林系统集成司", [3, 7, 12, 17, 21, 25, 30, 34, 61], [37, 59], 65)],
      "西安博林系统集成股份有限公司",
      true,
    ],
    [
      "a twin without 股份, which one reading shows up to 司 and a finer one does not",
      [
        placed("西安博林系统集成", [6, 15, 24, 33, 42, 51, 60, 69], [74, 130], 135),
        placed("西安博林系统集成司", [3, 7, 12, 17, 21, 25, 30, 34, 61], [37, 59], 65),
      ],
      "西安博林系统集成有限公司",
      null,
    ],
    ["what is cut off has no room for 股份", [cutOff(OWN, 8, 11)], "北京天融信息技术股份有限公司", null],
    ["the page's edge has cut off the place", [cutOff(OWN, 0, 2)], OWN, null],
    [
      "the page's edge has cut off what tells 研究院 from 研究所",
      [cutOff("四川立峰信息研究所", 7, 9)],
      "四川立峰信息研究院",
      null,
    ],
    ["the page's edge has cut off too much", [cutOff(OWN, 5, 12)], OWN, null],
    ["a twin of a name that is cut off", [cutOff("北京天海信息技术有限公司", 8, 11)], OWN, null],
    [
      "another name between the ends of one that was cut within",
      [lattice("有限公司中售天融信息技术")],
      "青岛德峰软件有限公司",
      null,
    ],
    ["the cut runs through the name", [lattice("技术有限公司北京天融信息")], OWN, null],
    ["one reading spoilt, the other good", [lattice("北京夫融言息"), lattice(OWN)], OWN, true],
    ["技术 misread as 技木, which is no word", [lattice("北京天融信息技木有限公司")], OWN, true],
    [
      "技术 misread as 技木 after another word of a trade",
      [lattice("北京网格网络技木有限公可")],
      "北京网格网络技术有限公司",
      true,
    ],
    ["木 before 术 at a name's beginning", [lattice("木术融信科技有限公司")], "技术融信科技有限公司", null],
    ["数字 where 数宇 stands", [lattice("北京数宇科技有限公司")], "北京数字科技有限公司", null],
    ["安全 where 安金 stands", [lattice("北京安金科技有限公司")], "北京安全科技有限公司", null],
    [
      "a brand's 大 before 数据 where 天 stands",
      [lattice("北京光天数据科技有限公司")],
      "北京光大数据科技有限公司",
      null,
    ],
    ["a look-alike that makes another word", [lattice("北京天融网格有限公司")], "北京天融网络有限公司", null],
    ["a look-alike in the brand", [lattice("北京夫融信息技术有限公司")], OWN, null],
    ["a near twin: one character surely another", [lattice("南京天融信息技术有限公司")], OWN, null],
    ["two characters surely others", [lattice("南京天融科息技术有限公司")], OWN, false],
    ["an unrelated name", [lattice("深圳微步在线网络股份有限公司")], OWN, false],
    [
      "a longer name that lies against it a character further on in the second reading",
      [
        lattice("石家庄天衡信息技术有限公司", {
          4: [
            ["衡", 0.6],
            ["", 0.3],
          ],
        }),
        lattice("石家庄天衡信息技术有限公司", {
          0: [
            ["石", 0.6],
            ["", 0.3],
          ],
        }),
      ],
      "南京青原信息技术有限公司",
      false,
    ],
    ["the seal says more: it is a branch's", [lattice(`${OWN}上海分公司`)], OWN, false],
    ["the ends of the name lost in unwrapping", [lattice("天融信息技术有限公司")], OWN, null],
    ["nothing read", [], OWN, null],
    ["too little read", [lattice("公司")], OWN, null],
    ["no name to compare", [lattice(OWN)], "", null],
  ];
  it.each(rows)("%s", (_, arc, expected, matches) => {
    expect(matchSealName(arc, expected).matches).toBe(matches);
  });

  it.each([
    ["a stretch from the middle", "设集团股份"],
    ["a few characters with an end", "自有出公司"],
    ["a reading without an end", "上海云盾网络科技"],
  ])("accuses nobody by %s", (_, read) => {
    expect(matchSealName([lattice(read)], OWN).matches).toBeNull();
    expect(matchSealName([lattice("上海云盾网络科技有限公司")], OWN).matches).toBe(false);
  });

  it("says what was shown where a slip was read", () => {
    const { matches, perCharacter } = matchSealName([lattice("北京天融信息技木有限公司")], OWN);
    expect(matches).toBe(true);
    expect(perCharacter[7]).toMatchObject({ character: "术", best: "木", slip: true });
    expect(perCharacter[7]?.score).toBeLessThan(-4);
  });

  it("says of each character how sure it is and what else stands there", () => {
    const { perCharacter, score } = matchSealName([lattice("南京天融信息技术有限公司")], OWN);
    expect(perCharacter[0]).toMatchObject({ character: "北", best: "南", score: -10 });
    expect(perCharacter[1]?.score).toBeCloseTo(Math.log(0.99));
    expect(score).toBeLessThan(-0.5);
  });
});

describe("reading openly", () => {
  it("drops repeats and blanks, and keeps a doubled character", () => {
    expect(readOpenly(lattice("梆梆安全")).text).toBe("梆梆安全");
  });
  it("tells no name with a character in doubt", () => {
    const arc = [
      lattice(OWN, {
        2: [
          ["夫", 0.35],
          ["天", 0.3],
        ],
      }),
    ];
    expect(readSealName(arc)).toBeNull();
    expect(sealText(arc)).toBe("北京夫融信息技术有限公司");
  });
  const doubtful: [why: string, arc: Lattice[]][] = [
    ["two readings that differ", [lattice(OWN), lattice("北京夭融信息技术有限公司")]],
    ["an end that no name has", [lattice("北京天融信息技术有")]],
    ["an end beyond the page's edge", [cutOff(`${OWN}广东分`, 12, 15)]],
    ["room for a character that was not read", [lattice(OWN, { 3: [["", 0.99]] })]],
  ];
  it.each(doubtful)("tells no name with %s", (_, arc) => {
    expect(readSealName(arc)).toBeNull();
  });
  it("tells a clear one", () => {
    expect(readSealName([lattice(OWN)])).toBe(OWN);
    expect(readSealName([])).toBeNull();
  });
});

describe("surelyRead", () => {
  const shown = (probability: number) => lattice(OWN, { 2: [["天", probability]] });
  it("asks both readings to be certain of each character", () => {
    expect(surelyRead([shown(0.99), shown(0.96)])).toBe(OWN);
    expect(surelyRead([shown(0.99), shown(0.9)])).toBeNull();
    expect(isReadTwice([shown(0.99), shown(0.6)])).toBe(true);
  });
  it("asks for places without room for a character that went unread", () => {
    const narrow = squeezed(OWN, 3).flatMap((step): Lattice => [step, [["", Math.log(0.99)]]]);
    expect(surelyRead([narrow, narrow])).toBeNull();
    expect(isReadTwice([narrow, narrow])).toBe(true);
  });
});

describe("surelyReadBothWays", () => {
  const shown = (probability: number, character = "天") => lattice(OWN, { 2: [[character, probability]] });
  const rows: [why: string, oneWay: Lattice[], otherWay: Lattice[], isRead: boolean][] = [
    ["both ways certain on one print", [shown(0.99)], [shown(0.96)], true],
    ["each certain on another print", [shown(0.99), shown(0.7)], [shown(0.7), shown(0.99)], true],
    ["one certain on two prints, the other likely", [shown(0.99), shown(0.99)], [shown(0.5), shown(0.85)], true],
    ["the other not likely", [shown(0.99), shown(0.99)], [shown(0.75), shown(0.75)], false],
    ["the other saying another name", [shown(0.99), shown(0.99)], [shown(0.9, "夭"), shown(0.9, "夭")], false],
    ["each certain of its own", [shown(0.99), shown(0.99)], [shown(0.99, "夭"), shown(0.99, "夭")], false],
    ["one reading certain, no other", [shown(0.99), shown(0.9)], [shown(0.9), shown(0.9)], false],
    ["nothing read", [[]], [[]], false],
  ];
  it.each(rows)("%s", (_, oneWay, otherWay, isRead) => {
    expect(surelyReadBothWays(oneWay, otherWay)).toBe(isRead ? OWN : null);
    expect(surelyReadBothWays(otherWay, oneWay)).toBe(isRead ? OWN : null);
  });
});

describe("isReadTwice", () => {
  const unsure = (character: string, probability: number) => lattice(OWN, { 2: [[character, probability]] });
  const rows: [why: string, arc: Lattice[], isRead: boolean][] = [
    ["two readings that say the same", [lattice(OWN), lattice(OWN)], true],
    ["one of them in doubt about a character", [unsure("天", 0.3), lattice(OWN)], true],
    ["both in doubt", [unsure("天", 0.3), unsure("天", 0.3)], false],
    ["a second one that surely says another name", [lattice(OWN), unsure("关", 0.9)], false],
    ["one that says nothing", [lattice(OWN), []], false],
    ["a name without its end", [lattice("北京天融信息"), lattice("北京天融信息")], false],
    [
      "a gap in both, as wide as a character",
      [lattice(OWN, { 2: [["", 0.9]] }), lattice(OWN, { 2: [["", 0.9]] })],
      false,
    ],
    ["brackets in one only", [lattice("天融（北京）技术有限公司"), lattice("天融北京技术有限公司")], true],
  ];
  it.each(rows)("%s", (_, arc, isRead) => {
    expect(isReadTwice(arc)).toBe(isRead);
  });
});
