import { describe, expect, test } from "vitest";
import { isClose, matchName, nameKey, rosterOf, similarity, type KnownName } from "../../src/domain/names.ts";

test.each([
  ["full width", "ＡＢＣ网络（北京）有限公司", "ABC网络(北京)有限公司"],
  ["brackets of either kind, or none", "天御（北京）科技有限公司", "天御〔北京〕科技有限公司"],
  ["brackets left out", "天御（北京）科技有限公司", "天御北京科技有限公司"],
  ["spaces, also full-width ones and no-break ones", " 天御　科技\u00a0有限 公司 ", "天御科技有限公司"],
  ["line breaks and a zero-width space", "天御科技\n有限\u200b公司", "天御科技有限公司"],
  ["letters in either case", "abc科技有限公司", "ABC科技有限公司"],
  ["有限责任公司", "天御科技有限责任公司", "天御科技有限公司"],
  ["股份公司", "天御科技股份公司", "天御科技股份有限公司"],
  ["股份公司 of a branch", "天御科技股份公司北京分公司", "天御科技股份有限公司北京分公司"],
  ["a full stop typed after it", "天御科技有限公司。", "天御科技有限公司"],
])("%s makes no other company", (_why, written, same) => {
  expect(nameKey(written)).toBe(nameKey(same));
});

const TWINS: [why: string, one: string, other: string][] = [
  ["another city", "北京天御科技有限公司", "南京天御科技有限公司"],
  ["two branches", "天御科技有限公司北京分公司", "天御科技有限公司上海分公司"],
  ["a branch and its company", "天御科技有限公司", "天御科技有限公司北京分公司"],
  ["a subsidiary and its parent", "天御科技有限公司", "天御科技（北京）有限公司"],
  ["a holding and its company", "天御科技集团有限公司", "天御科技有限公司"],
  ["有限 and 股份有限", "天御信息科技有限公司", "天御信息科技股份有限公司"],
  ["one character", "北京天御安科技有限公司", "北京天御鞍科技有限公司"],
  ["one character more", "北京天御安科技有限公司", "北京天御安全科技有限公司"],
  ["a name without its legal form", "天御安全科技", "天御安全科技有限公司"],
];

describe("near twins", () => {
  test.each(TWINS)("%s: never matched, always shown to a person", (_why, one, other) => {
    const match = matchName(one, [{ id: "A1", name: other, aliases: [] }]);
    expect(match).toEqual({ kind: "none", candidates: ["A1"] });
    expect(isClose(nameKey(other), nameKey(one))).toBe(true);
  });

  test.each([
    ["strangers", "北京天御安科技有限公司", "深圳云岫数据股份有限公司"],
    ["only the legal form in common", "甲乙有限公司", "丙丁有限公司"],
    ["nothing written", "", "丙丁有限公司"],
    ["only marks written", "（）——", "丙丁有限公司"],
  ])("%s are not close", (_why, one, other) => {
    expect(matchName(one, [{ id: "A1", name: other, aliases: [] }])).toEqual({ kind: "none", candidates: [] });
  });
});

describe("former and short names", () => {
  const known: KnownName[] = [
    { id: "A1", name: "天御安全科技有限公司", aliases: ["北京天御网络技术有限公司", "天御"] },
    { id: "A2", name: "云岫数据股份有限公司", aliases: ["天御"] },
  ];
  test.each([
    ["a former name", "北京天御网络技术有限责任公司", { kind: "one", id: "A1" }],
    ["a short name that two have", "天御", { kind: "several", candidates: ["A1", "A2"] }],
    ["a twin of a former name", "南京天御网络技术有限公司", { kind: "none", candidates: ["A1"] }],
    ["the name and a former name, but one company", "天御安全科技有限公司", { kind: "one", id: "A1" }],
  ])("%s", (_why, written, match) => {
    expect(matchName(written, known)).toEqual(match);
  });

  test("a company known twice is not guessed between", () => {
    const twice = [1, 2].map((n) => ({ id: `A${n}`, name: "天御科技有限公司", aliases: [] }));
    expect(matchName("天御科技有限公司", twice)).toEqual({ kind: "several", candidates: ["A1", "A2"] });
  });
});

describe("the roster", () => {
  const A = { name: "天御安全科技有限公司", aliases: ["北京天御网络技术有限公司", "天御"] };
  const B = { name: "北京天御网络技术有限公司", aliases: [] };
  const C = { name: "云岫数据股份有限公司", aliases: ["天御"] };
  const rows: [why: string, members: (typeof A)[], name: string, names: string[] | undefined][] = [
    ["all names of a company by each of them", [A], "天御", [A.name, ...A.aliases]],
    ["a former name that another bears now is that other's", [A, B], B.name, [B.name]],
    ["… and no longer the first one's", [B, A], A.name, [A.name, "天御"]],
    ["a short name of two is on it and stands for neither", [A, C], "天御", []],
    ["… nor do they for one another", [A, C], C.name, [C.name]],
    ["a stranger is not on it", [A], "别家有限公司", undefined],
  ];
  test.each(rows)("%s", (_why, members, name, names) => {
    expect(rosterOf(members).get(nameKey(name))).toEqual(names);
  });
});

test.each([
  ["the same", "甲乙丙", "甲乙丙", 1],
  ["one of four", "甲乙丙丁", "甲乙丙戊", 0.75],
  ["nothing in common", "甲乙", "丙丁", 0],
  ["nothing at all", "", "", 1],
])("likeness of %s", (_why, one, other, likeness) => {
  expect(similarity(one, other)).toBeCloseTo(likeness);
});

test("names that no company has are compared in no time", () => {
  const [one, other] = ["甲乙".repeat(4_000), "乙丙甲".repeat(3_000)];
  const start = performance.now();
  for (let i = 0; i < 50; i++) isClose(one, other);
  expect(isClose(one, `${one}丙`)).toBe(true);
  expect(performance.now() - start).toBeLessThan(2000);
});
