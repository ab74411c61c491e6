import type { SeenDocument } from "../../src/domain/documents.ts";
import type { Evidence } from "../../src/domain/evidence.ts";
import type { Lattice, PageFacts, SealFacts, WordFacts } from "../../src/domain/facts.ts";
import { readForm } from "../../src/domain/form/read.ts";
import { judge } from "../../src/domain/judging.ts";
import { sayer } from "../../src/domain/say.ts";
import type { RequirementState } from "../../src/domain/verdicts.ts";
import { loadCampaign } from "../../src/load-campaign.ts";
import { loadWording } from "../../src/load-wording.ts";

export const OWN = "北京天御安科技有限公司";
export const OTHER = "深圳云岫数据股份有限公司";
export const IN_TIME = "2022-11-20T02:00:00.000Z";
export const LATER_IN_TIME = "2022-11-25T02:00:00.000Z";
export const TOO_LATE = "2022-12-02T02:00:00.000Z";

const rules = loadCampaign("rules/sunshine-2022.yaml");
export const { campaign } = rules;
export const wording = loadWording(rules.wordingPath);
export const say = sayer(campaign, wording);

const VALUES: Record<string, string> = {
  单位名称: OWN,
  联系人: "李明",
  手机: "13800138000",
  职务: "总监",
  邮箱: "liming@tianyu.example",
  邮寄地址: "北京市海淀区中关村大街1号天御大厦3层",
  网络安全服务内容: "安全运维、渗透测试",
  网络安全服务资质: "CCRC 风险评估二级",
  网络安全服务领域及客户规模: "政务领域客户12家、金融领域客户8家",
  从事网络安全服务工作人员数量及各级别服务人员占比:
    "我公司从事网络安全服务工作的人员数量为60人，其中专家/资深服务人员占比10%、高级服务人员占比20%、中级服务人员占比30%、一般服务人员占比40%",
  "近三年网络安全服务收入、利润及成本":
    "2021年收入为300万元，利润60万元，成本240万元。2020年收入为200万元，利润40万元，成本160万元。2019年收入为100万元，利润20万元，成本80万元。",
  网络安全服务领域技术特长: "工业控制系统安全监测",
  单位意见: "我公司申请成为“网络安全服务阳光行动”成员单位。\n单位公章：\n申请日期：2022年11月18日",
};

/** A Word form's blocks, some of its values changed; nothing is wrong with it otherwise. */
export function wordForm(changed: Record<string, string> = {}, dropped: string[] = []): WordFacts {
  const table = Object.entries({ ...VALUES, ...changed });
  return { blocks: [{ paragraph: "“网络安全服务阳光行动”成员单位申请表" }, { table }], dropped };
}

export const arcOf = (text: string): Lattice[] => [
  Array.from(text).flatMap((character): Lattice => [[[character, -0.01]], [["", -0.01]]]),
];

export const sealOf = (name: string | null, more: Partial<SealFacts> = {}): SealFacts => ({
  box: { x: 0.6, y: 0.6, width: 0.2, height: 0.14 },
  ellipse: { x: 0.7, y: 0.67, a: 0.1, b: 0.1, angle: 0 },
  how: "ink-scan",
  diameterMm: 42,
  shape: "round",
  colour: "red",
  confidence: 0.95,
  evidence: { onPage: 1, lines: 0 },
  arc: name === null ? [] : arcOf(name),
  words: "",
  ...more,
});

export const pageOf = (seals: SealFacts[], text = "", textSource: PageFacts["textSource"] = "ocr"): PageFacts => ({
  ...{ number: 1, widthMm: 210, heightMm: 297, textSource, seals },
  lines: text
    .split("\n")
    .filter(Boolean)
    .map((line, i) => ({ text: line, confidence: 0.95, box: { x: 0.1, y: i / 50, width: 0.8, height: 0.02 } })),
});

let nextPart = 0;

/** A document that came by mail; by default an unreadable one of no kind. */
export function seen(more: Partial<SeenDocument>): SeenDocument {
  return {
    ...{ mailId: "M1", part: nextPart++, piece: 0, name: "文件.pdf", within: [], receivedAt: IN_TIME },
    ...{ document: "unknown", medium: "pdf", unitName: null, nameCertain: false, foreign: false },
    ...{ form: null, scan: null, pages: [], notes: [], mayHoldScan: false, inBody: false },
    ...more,
  };
}

export function seenWord(
  changed: Record<string, string> = {},
  more: Partial<SeenDocument> = {},
  dropped: string[] = [],
) {
  const form = readForm(wordForm(changed, dropped), campaign.form);
  const unitName = form.fields["unitName"] ?? null;
  const own = { document: "application-form", medium: "word", name: "申请表.docx", nameCertain: true } as const;
  return seen({ ...own, form, unitName, ...more });
}

/** A stamped scan, its company's name read by OCR where one is given. */
export function seenScan(
  document: "application-form" | "declaration",
  seals: SealFacts[],
  more: Partial<SeenDocument> = {},
): SeenDocument {
  const name = document === "declaration" ? "宣言.pdf" : "申请表盖章.pdf";
  const scan = { unitName: null, unitNameConfidence: 0.95, date: "2022-11-18", fields: {} };
  return seen({ document, name, scan, pages: [pageOf(seals)], ...more });
}

export const evidence = (more: Partial<Evidence> = {}): Evidence => ({
  ...{
    unitName: OWN,
    aliases: [],
    twins: [],
    documents: [],
    cloudLinks: [],
    arrivals: [],
    overrides: [],
    member: true,
    unverified: [],
  },
  ...more,
});

export const formScan = (more: Partial<SeenDocument> = {}) => seenScan("application-form", [sealOf(OWN)], more);
export const unsealed = (more: Partial<SeenDocument> = {}) => seenScan("application-form", [], more);
export const greyScan = (more: Partial<SeenDocument> = {}) =>
  seenScan("application-form", [sealOf(OWN, { colour: "grey" })], more);

/** How one requirement stands on this evidence. */
export function stateOf(id: string, more: Partial<Evidence>, rules = campaign): RequirementState {
  const state = judge(evidence(more), rules, say).requirements.find((one) => one.id === id);
  if (!state) throw new Error(id);
  return state;
}
