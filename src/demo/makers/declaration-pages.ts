import { ANNEX, BODY, emptyPage, INNER_MM, MARGIN, type PageLayout, setText, TITLE } from "./page.ts";
import type { Typeface } from "./text-layout.ts";

export const DECLARATION =
  "我司自愿参与“网络安全服务阳光行动”，坚决维护国家网络安全，合法开展网络安全服务，自觉遵守《“网络安全服务阳光行动”成员守则》，持续加强自律自强意识，始终秉持公平公正的经营原则，为促进网络安全服务行业健康有序发展贡献力量。";

export const ARTICLES = [
  "第一条 严格遵守国家有关法律、法规和政策，主动接受国家网络安全主管部门的指导和监督。",
  "第二条 积极宣贯“网络安全服务阳光行动”思想，为维护国家和全行业整体利益，促进网络安全服务行业持续健康有序发展贡献力量。",
  "第三条 承诺依据《信息安全技术 网络安全服务成本度量指南》开展网络安全服务成本度量及控制工作，积极健全企业内部网络安全服务成本度量体系，持续完善本机构网络安全服务成本控制能力和项目服务能力。",
  "第四条 坚决反对不正当竞争行为，抵制以牺牲服务质量为代价、以低于服务成本价争揽客户的行为，抵制变相提升服务成本、串通加价扰乱市场的行为，维护正常的市场秩序。",
  "第五条 严格按照甲乙双方协议要求开展网络安全服务工作，服务过程严格按照国家、行业及主管部门标准执行，保证网络安全服务质量。",
  "第六条 自愿接受社会和行业监督，如违反本守则主动退出“网络安全服务阳光行动”并退回成员单位证书等。",
];

const ROOMY: Typeface = { ...BODY, sizePt: 14 };
const LEFT = MARGIN.sideMm;

/** 附件2: the declaration, which takes the seal, and the members' rules on a page of their own. */
export function declarationPages(date: string): [PageLayout, PageLayout] {
  return [declarationPage(date), articlesPage()];
}

function declarationPage(date: string): PageLayout {
  const page = emptyPage();
  let top = setText(page, "附件 2:", { xMm: LEFT, topMm: MARGIN.topMm, widthMm: INNER_MM }, ANNEX);
  const title = { xMm: LEFT, topMm: top + 8, widthMm: INNER_MM };
  top = setText(page, "“网络安全服务阳光行动”宣言", title, TITLE, "centre") + 8;
  top = setText(page, `　　${DECLARATION}`, { xMm: LEFT, topMm: top, widthMm: INNER_MM }, ROOMY) + 42;
  const xMm = LEFT + 68;
  page.sealAt = { xMm: xMm + 40, yMm: top + 6 };
  top = setText(page, "单位公章:", { xMm, topMm: top, widthMm: 80 }, ROOMY) + 4;
  setText(page, `日 期: ${date}`, { xMm, topMm: top, widthMm: 80 }, ROOMY);
  return page;
}

function articlesPage(): PageLayout {
  const page = emptyPage();
  const title = { xMm: LEFT, topMm: MARGIN.topMm, widthMm: INNER_MM };
  let top = setText(page, "“网络安全服务阳光行动”成员守则", title, TITLE, "centre") + 8;
  for (const article of ARTICLES) {
    top = setText(page, `　　${article}`, { xMm: LEFT, topMm: top, widthMm: INNER_MM }, ROOMY) + 2;
  }
  return page;
}
