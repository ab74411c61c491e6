import { declarationPages } from "../../src/demo/makers/declaration-pages.ts";
import { formPages } from "../../src/demo/makers/form-pages.ts";
import { BLANK_FORM, type FormValues } from "../../src/demo/makers/form-values.ts";
import { HEI, SONG } from "../../src/demo/makers/fonts.ts";
import { A4, type PageLayout } from "../../src/demo/makers/page.ts";
import { between, type Random, seededRandom, seedOf } from "../../src/demo/makers/random.ts";
import { PAGE_FACES, registerFaces } from "./faces.ts";
import { personName, pick } from "./names.ts";
import { otherPage } from "./other-pages.ts";
import type { SealSet } from "./seal-case.ts";

/** Stands in a layout where the applicant's name is printed. */
export const APPLICANT = "◎";
/** Of each kind in each set; every one differs in text, typeface, size and margins. */
const POOL = 36;

export type PageSort = "form" | "declaration" | "other";

const laidOut = new Map<string, PageLayout>();

/** One of the set's own page backgrounds; forms and declarations have a place for the seal. */
export function backgroundOf(set: SealSet, sort: PageSort, random: Random): PageLayout {
  const key = `seal page ${set} ${sort} ${Math.floor(random() * POOL)}`;
  const layout = laidOut.get(key) ?? layOut(set, sort, seededRandom(seedOf(key)));
  laidOut.set(key, layout);
  return layout;
}

function layOut(set: SealSet, sort: PageSort, random: Random): PageLayout {
  registerFaces();
  if (sort === "other") return restyled(otherPage(set, random), random);
  if (sort === "declaration") return restyled(signedDeclaration(random), random);
  const pages = formPages(formValues(random));
  const last = pages.at(-1);
  if (last === undefined) throw new Error("A form has at least one page.");
  return restyled(last, random);
}

function signedDeclaration(random: Random): PageLayout {
  const [page] = declarationPages(dateOf(random));
  const label = page.runs.find((run) => run.text.startsWith("单位公章"));
  if (label !== undefined && random() < 0.6) {
    const above = label.baselineMm - between(random, 9, 14);
    page.runs.push({ ...label, text: `单位名称：${APPLICANT}`, xMm: 30, baselineMm: above });
  }
  return page;
}

const dateOf = (random: Random): string =>
  random() < 0.25
    ? "      年    月    日"
    : `2022 年 ${9 + Math.floor(random() * 3)} 月 ${1 + Math.floor(random() * 28)} 日`;

const some = (random: Random, words: string[], least: number): string[] =>
  words.filter((_, index) => index < least || random() < 0.5);

function formValues(random: Random): FormValues {
  const [whole, expert] = [Math.round(between(random, 30, 600)), Math.round(between(random, 5, 25))];
  const money = () => Math.round(between(random, 300, 90_000) * 100) / 100;
  const year = (one: number) =>
    `${one} 年网络安全服务的收入为 ${money()} 万元，利润 ${money()} 万元，成本 ${money()} 万元。`;
  const many = () => Math.round(between(random, 3, 180));
  return {
    ...BLANK_FORM,
    unitName: APPLICANT,
    contact: personName(random),
    mobile: `138${String(Math.floor(between(random, 10_000_000, 99_999_999)))}`,
    position: pick(random, ["市场总监", "资质经理", "行政主管", "副总经理"]),
    email: `${pick(random, ["market", "li.ming", "zizhi"])}@made-${many()}.example`,
    postalAddress: `示例市样例区例示路 ${many()} 号创新大厦 ${many()} 层`,
    serviceScope: some(
      random,
      ["安全运维", "安全咨询", "风险评估", "渗透测试", "应急响应", "安全培训", "安全托管"],
      3,
    ).join("、"),
    qualifications: some(
      random,
      ["信息安全服务资质认证证书风险评估一级", "应急处理二级", "安全运维一级", "安全集成二级"],
      2,
    ).join("、"),
    sectorsAndScale: `服务领域：政务、卫生、教育、金融、能源\n客户规模：政务领域客户 ${many()} 家、金融领域客户 ${many()} 家`,
    workforce: `我公司从事网络安全服务工作的人员数量为 ${whole} 人，其中专家/资深服务人员占比 ${expert}%、高级服务人员占比 30%、中级服务人员占比 25%、一般服务人员占比 ${45 - expert}%`,
    financials: [2021, 2020, 2019].map(year).join("\n"),
    strengths: some(
      random,
      [
        "我公司长期为重要行业提供安全运营服务，",
        "建有覆盖各省的应急响应队伍，",
        "在攻防演练中多次取得前列的成绩，",
        "自主研发了威胁监测与安全编排平台，",
        "服务过程可度量、可追溯。",
      ],
      2,
    ).join(""),
    applicationDate: dateOf(random),
  };
}

/** Another typeface, a little larger or smaller, and moved on the sheet. */
function restyled(layout: PageLayout, random: Random): PageLayout {
  const size = between(random, 0.92, 1.04);
  const [right, down] = [between(random, -5, 5), between(random, -8, 6)];
  const x = (mm: number) => (mm - A4.widthMm / 2) * size + A4.widthMm / 2 + right;
  const y = (mm: number) => (mm - A4.heightMm / 2) * size + A4.heightMm / 2 + down;
  const body = pick(random, PAGE_FACES);
  const { runs, rules, sealAt } = layout;
  return {
    runs: runs.map(({ text, xMm, baselineMm, face }) => ({
      text,
      xMm: x(xMm),
      baselineMm: y(baselineMm),
      face: { sizePt: face.sizePt * size, family: face.family === SONG ? body : face.family },
    })),
    rules: rules.map((rule) => ({
      fromXMm: x(rule.fromXMm),
      fromYMm: y(rule.fromYMm),
      toXMm: x(rule.toXMm),
      toYMm: y(rule.toYMm),
    })),
    sealAt: sealAt === null ? null : { xMm: x(sealAt.xMm), yMm: y(sealAt.yMm) },
  };
}

/** What a program prints about the page: a running head, a page number, a document's number. */
export function furnitureOf(random: Random): PageLayout["runs"] {
  const face = { family: HEI, sizePt: 8 };
  const runs: PageLayout["runs"] = [];
  if (random() < 0.3) runs.push({ text: `第 ${1 + Math.floor(random() * 9)} 页`, xMm: 98, baselineMm: 286, face });
  if (random() < 0.2) runs.push({ text: "网络安全服务阳光行动 申请材料", xMm: 30, baselineMm: 14, face });
  return runs;
}
