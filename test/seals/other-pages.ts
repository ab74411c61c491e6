import { SONG } from "../../src/demo/makers/fonts.ts";
import { BODY, emptyPage, INNER_MM, MARGIN, type PageLayout, setText, TITLE } from "../../src/demo/makers/page.ts";
import { between, type Random } from "../../src/demo/makers/random.ts";
import { pick } from "./names.ts";
import type { SealSet } from "./seal-case.ts";

const LEFT = MARGIN.sideMm;
const SMALL = { family: SONG, sizePt: 10.5 };

/** Sentences of each set's own, so that no text of the one is measured in the other. */
const SENTENCES: Record<SealSet, string[]> = {
  tuning: [
    "本制度适用于公司各部门及分支机构的日常管理工作。",
    "项目组应当在每月月底之前提交进度报告，由主管领导审批。",
    "乙方应按照约定的时间和地点完成设备的安装与调试。",
    "双方对在合作过程中知悉的商业秘密负有保密义务。",
    "如因不可抗力导致合同无法履行，双方互不承担违约责任。",
    "会议讨论了下一阶段的重点任务并明确了责任分工。",
    "系统上线前须完成漏洞扫描与代码审计，并留存记录。",
  ],
  measuring: [
    "为加强内部控制，规范审批流程，特制定本办法。",
    "甲方应于收到发票后三十日内支付相应的服务费用。",
    "本协议一式四份，双方各执两份，具有同等法律效力。",
    "供应商应当提供近三年内类似项目的业绩证明材料。",
    "因履行本协议发生的争议，由双方友好协商解决。",
    "培训结束后由讲师组织考核，合格者颁发结业证明。",
    "值班人员应当如实填写交接班记录，不得擅自离岗。",
  ],
};

const TITLES: Record<SealSet, string[]> = {
  tuning: ["技术服务合同", "项目进度报告", "设备采购清单", "会议纪要", "营业执照（复印件）"],
  measuring: ["信息系统运维协议", "内部控制管理办法", "费用报销明细表", "培训计划", "资质证书（复印件）"],
};

/** A page that asks for no seal: a contract, a report, a table of figures, a licence's copy. */
export function otherPage(set: SealSet, random: Random): PageLayout {
  const page = emptyPage();
  const title = { xMm: LEFT, topMm: MARGIN.topMm, widthMm: INNER_MM };
  const top = setText(page, pick(random, TITLES[set]), title, TITLE, "centre") + between(random, 3, 12);
  const table = random() < 0.4 ? between(random, 60, 200) : 0;
  const below = table > 0 ? setTable(page, top, table, random) : top;
  return setParagraphs(page, below + 4, set, random);
}

function setParagraphs(page: PageLayout, topMm: number, set: SealSet, random: Random): PageLayout {
  const foot = between(random, 120, 268);
  for (let top = topMm; top < foot;) {
    const sentences = Array.from({ length: 1 + Math.floor(random() * 4) }, () => pick(random, SENTENCES[set]));
    top = setText(page, `　　${sentences.join("")}`, { xMm: LEFT, topMm: top, widthMm: INNER_MM }, BODY) + 1.5;
  }
  return page;
}

/** Rows of items and figures, as in an invoice or a price list. */
function setTable(page: PageLayout, topMm: number, heightMm: number, random: Random): number {
  const [rows, columns] = [Math.round(heightMm / between(random, 8, 13)), 3 + Math.floor(random() * 4)];
  const [tall, wide] = [heightMm / rows, INNER_MM / columns];
  for (let row = 0; row <= rows; row++) {
    const y = topMm + row * tall;
    page.rules.push({ fromXMm: LEFT, fromYMm: y, toXMm: LEFT + INNER_MM, toYMm: y });
    for (let column = 0; row < rows && column < columns; column++) {
      const text = column === 0 ? `项目 ${row + 1}` : (random() * 9000).toFixed(2);
      setText(page, text, { xMm: LEFT + column * wide + 2, topMm: y + tall / 2 - 3, widthMm: wide - 3 }, SMALL);
    }
  }
  for (let column = 0; column <= columns; column++) {
    const x = LEFT + column * wide;
    page.rules.push({ fromXMm: x, fromYMm: topMm, toXMm: x, toYMm: topMm + heightMm });
  }
  return topMm + heightMm;
}
