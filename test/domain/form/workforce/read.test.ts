import { describe, expect, test } from "vitest";
import { workforceIssues } from "../../../../src/domain/form/workforce/issues.ts";
import { readWorkforce, workforceParsed } from "../../../../src/domain/form/workforce/read.ts";
import { seeded, type Random } from "../written-styles.ts";

const usual = { total: 120, expertPct: 10, seniorPct: 20, intermediatePct: 30, generalPct: 40 };
const template =
  "我公司从事网络安全服务工作的人员数量为 120 人，其中专家/资深服务人员占比 10%、高级服务人员占比 20%、中级服务人员占比 30%、一般服务人员占比 40%";

describe("shares and heads", () => {
  test.each([
    ["the template's sentence", template],
    ["full-width figures and signs", "人员数量为１２０人，专家／资深１０％，高级２０％，中级３０％，一般４０％"],
    ["lines", "共120人\n专家/资深：10%\n高级：20%\n中级：30%\n初级：40%"],
    ["shares before levels", "总人数120人，10%为专家，20%为高级，30%为中级，40%为一般"],
    ["heads instead of shares", "现有120名人员：专家12人、高级24人、中级36人、一般48人"],
    ["heads before levels", "120人，其中12名专家、24名高级工程师、36名中级工程师、48名一般人员"],
    ["heads before levels without marks", "12名专家24名高级36名中级48名一般，合计120人"],
    ["heads with shares", "120人，专家12人（10%）、高级24人（20%）、中级36人（30%）、一般48人（40%）"],
    ["heads alone, their sum the total", "专家12人，高级24人，中级36人，一般48人"],
    ["experts told in two", "120人，专家4%、资深6%、高级20%、中级30%、一般40%"],
    ["专家、资深 together by a comma of lists", "120人，专家、资深服务人员占比10%，高级20%，中级30%，一般40%"],
    ["资深/专家 turned round", "120人，资深/专家10%，高级20%，中级30%，一般40%"],
    ["专家（资深）", "120人，专家（资深）10%，高级20%，中级30%，一般40%"],
    ["资深 alone", "120人，资深10%，高级20%，中级30%，一般40%"],
    ["Chinese numerals", "一百二十人，专家百分之十，高级百分之二十，中级百分之三十，一般百分之四十"],
    ["大写", "壹佰贰拾人，专家百分之拾，高级20%，中级30%，一般40%"],
    ["fractions", "120人，专家1/10、高级1/5、中级3/10、一般2/5"],
    ["fractions in words", "120人，专家占十分之一，高级占五分之一，中级占十分之三，一般占五分之二"],
    ["tenths", "120人，专家占一成，高级占两成，中级占三成，一般占四成"],
    ["parts of one", "120人，专家0.1、高级0.2、中级0.3、一般0.4"],
    ["a ratio", "人数：120；专家：高级：中级：一般=1：2：3：4"],
    ["bare numbers that make 100", "120人，专家10、高级20、中级30、一般40"],
    ["bare numbers that make the total", "120人，专家12、高级24、中级36、一般48"],
    ["% with the last only", "120人，专家10、高级20、中级30、一般40%"],
    ["a list", "共120人，专家、高级、中级、一般服务人员占比分别为10%、20%、30%、40%"],
    ["a list of heads", "共120人，专家/资深、高级、中级、一般服务人员分别为12人、24人、36人、48人"],
    ["order changed", "120人，一般40%、中级30%、高级20%、专家/资深10%"],
    ["without gaps", "120人 专家10% 高级20% 中级30% 一般40%"],
    ["the rest", "120人，专家10%、高级20%、中级30%，其余为一般服务人员"],
    ["the rest, of heads", "120人，专家12人、高级24人、中级36人，其余均为一般人员"],
    [
      "a table with heads and shares",
      "级别\t人数\t占比\n专家/资深\t12\t10%\n高级\t24\t20%\n中级\t36\t30%\n一般\t48\t40%\n合计\t120\t100%",
    ],
    ["a table across", "总人数\t专家/资深\t高级\t中级\t一般\n120\t10%\t20%\t30%\t40%"],
    ["a table across, with a column of names", "级别\t专家/资深\t高级\t中级\t一般\t合计\n人数\t12\t24\t36\t48\t120"],
    [
      "the company's number beside it",
      "公司总人数500人，从事网络安全服务工作的人员120人，专家10%、高级20%、中级30%、一般40%",
    ],
    ["the total at the end", "专家10%、高级20%、中级30%、一般40%，合计120人"],
    ["约", "约120人，专家10%、高级20%、中级30%、一般40%"],
    ["余人", "120余人，专家10%、高级20%、中级30%、一般40%"],
    ["多名", "现有120多名技术人员，专家10%、高级20%、中级30%、一般40%"],
    ["初级 and 普通", "120人，专家10%、高级20%、中级30%、初级（普通）40%"],
    ["certificates beside it", "120人，持CISP证书30人，专家10%、高级20%、中级30%、一般40%"],
    ["years of work beside it", "深耕15年，现有120人，专家10%、高级20%、中级30%、一般40%"],
    [
      "heads and shares to a line each",
      "共120人\n专家/资深：12人，占比10%\n高级：24人，占比20%\n中级：36人，占比30%\n一般：48人，占比40%",
    ],
    ["levels in brackets", "120人（专家12人、高级24人、中级36人、一般48人）"],
    [
      "rows with a number each",
      "序号\t级别\t人数\n1\t专家/资深\t12\n2\t高级\t24\n3\t中级\t36\n4\t一般\t48\n合计\t\t120",
    ],
    ["a list before its levels", "120人；10%、20%、30%、40%（专家/资深、高级、中级、一般）"],
    ["其他 for 一般", "120人，资深专家10%，高级20%，中级30%，其他40%"],
    ["a list numbered", "共120人：\n1、专家/资深10%\n2、高级20%\n3、中级30%\n4、一般40%"],
    [
      "a colon after each level's long name",
      "总人数：120人；专家/资深服务人员占比：10%；高级服务人员占比：20%；中级服务人员占比：30%；一般服务人员占比：40%。",
    ],
  ])("%s", (_why, text) => {
    expect(workforceParsed(text)).toEqual(usual);
  });

  test.each([
    ["a thousand's comma", "共1,200人，专家10%、高级20%、中级30%、一般40%", { ...usual, total: 1200 }],
    [
      "a level with nobody left out",
      "120人，专家10%、高级20%、中级70%",
      { ...usual, intermediatePct: 70, generalPct: 0 },
    ],
    [
      "a level with nobody named",
      "120人，无专家，高级30%、中级30%、一般40%",
      { ...usual, expertPct: 0, seniorPct: 30 },
    ],
    ["a level with 0", "120人，专家0人、高级36人、中级36人、一般48人", { ...usual, expertPct: 0, seniorPct: 30 }],
    [
      "heads that make odd shares",
      "7人，专家1人、高级2人、中级2人、一般2人",
      { total: 7, expertPct: 14.29, seniorPct: 28.57, intermediatePct: 28.57, generalPct: 28.57 },
    ],
    ["heads of 100 余人", "100余人，专家12人、高级24人、中级36人、一般48人", { ...usual, total: 100 }],
    ["decimals", "120人，专家10.5%、高级19.5%、中级30%、一般40%", { ...usual, expertPct: 10.5, seniorPct: 19.5 }],
  ])("%s", (_why, text, expected) => {
    expect(workforceParsed(text)).toEqual(expected);
  });

  test.each([
    ["a level absent", "120人，专家10%、高级20%、中级30%"],
    ["no total", "专家10%、高级20%、中级30%、一般40%"],
    ["the template's XX", "人员数量为 XX 人，其中专家占比 XX%"],
    ["words", "团队实力雄厚，以高级和中级人员为主"],
    ["nothing", "无"],
  ])("is not guessed: %s", (_why, text) => {
    expect(workforceParsed(text)).toBeNull();
  });
});

describe("remarks", () => {
  const remarks = (text: string) =>
    workforceIssues(readWorkforce(text)).map(({ code, detail }) => [code, ...Object.values(detail)].join(" "));
  test.each([
    ["in order", template, []],
    ["rounded", "90人，专家1%、高级33%、中级33%、一般33%", []],
    ["rounded the other way", "90人，专家2%、高级33%、中级33%、一般33%", []],
    [
      "too little",
      "120人，专家10%、高级20%、中级30%、一般35%",
      ["workforce-not-100 95 专家或资深10%、高级20%、中级30%、一般35%"],
    ],
    [
      "too much by 2",
      "120人，专家12%、高级20%、中级30%、一般40%",
      ["workforce-not-100 102 专家或资深12%、高级20%、中级30%、一般40%"],
    ],
    ["约 is not held to it", "约120人，专家约10%、高级约20%、中级约30%、一般约43%", []],
    [
      "heads that miss the total",
      "120人，专家12人、高级24人、中级36人、一般40人",
      ["workforce-not-100 93.33 共120人，专家或资深12人、高级24人、中级36人、一般40人"],
    ],
    ["no total", "专家10%、高级20%、中级30%、一般40%", ["workforce-unread 总人数"]],
    ["levels absent", "120人，专家10%、高级20%", ["workforce-unread 中级、一般级别的占比"]],
    ["nothing", "若干", ["workforce-unread 总人数和各级别占比"]],
  ])("%s", (_why, text, expected) => {
    expect(remarks(text)).toEqual(expected);
  });
});

/** Each takes the total and four shares that are whole per cent and whole heads. */
const STYLES: Record<string, (total: number, shares: number[], random: Random) => string> = {
  template: (total, [a, b, c, d]) =>
    `我公司从事网络安全服务工作的人员数量为${total}人，其中专家/资深服务人员占比${a}%、高级服务人员占比${b}%、中级服务人员占比${c}%、一般服务人员占比${d}%。`,
  heads: (total, shares) =>
    `共${total}人，其中${shares.map((share, i) => `${LEVELS[i]}${(total * share) / 100}人`).join("、")}`,
  both: (total, shares) =>
    `${total}名：${shares.map((share, i) => `${LEVELS[i]}${(total * share) / 100}名，占${share}%`).join("；")}`,
  list: (total, shares) =>
    `总人数${total}人，${LEVELS.join("、")}占比分别为${shares.map((share) => `${share}%`).join("、")}`,
  rows: (total, shares) =>
    [
      "级别\t人数\t占比",
      ...shares.map((share, i) => `${LEVELS[i]}\t${(total * share) / 100}\t${share}%`),
      `合计\t${total}\t100%`,
    ].join("\n"),
  columns: (total, shares) => `人数\t${LEVELS.join("\t")}\n${total}\t${shares.map((share) => `${share}%`).join("\t")}`,
  before: (total, shares) => `共有${total}人，${shares.map((share, i) => `${share}%为${LEVELS[i]}`).join("，")}`,
  "other order": (total, shares, random) =>
    `${total}人：${shares
      .map((share, i) => `${LEVELS[i]}：${share}％`)
      .sort(() => random(3) - 1)
      .join("\n")}`,
};
const LEVELS = ["专家/资深", "高级", "中级", "一般"];

test.each(Object.entries(STYLES))("numbers from a seed, written as %s, are read back", (_style, write) => {
  for (let seed = 1; seed <= 60; seed++) {
    const random = seeded(seed);
    const cuts = [random(101), random(101), random(101)].sort((a, b) => a - b);
    const [a = 0, b = 0, c = 0] = cuts;
    const shares = [a, b - a, c - b, 100 - c];
    const total = (1 + random(20)) * 100;
    const [expertPct, seniorPct, intermediatePct, generalPct] = shares;
    const text = write(total, shares, random);
    expect(workforceParsed(text), text).toEqual({ total, expertPct, seniorPct, intermediatePct, generalPct });
  }
});
