import type { Campaign, Requirement } from "../campaign.ts";
import type { FindingCode } from "../finding-codes.ts";
import type { Finding, LetterContent, Status } from "../verdicts.ts";
import { findingMessage } from "./finding-message.ts";
import type { Wording } from "./wording.ts";

const UNIT = "北京晴川网络安全技术有限公司";
const DAY = 86_400_000;
const OUTCOMES: NonNullable<LetterContent["decision"]>[] = [
  { outcome: "approved", why: "材料齐全，符合申请条件。" },
  { outcome: "returned", why: "申请表中的技术人员总数与各级别人数不符，请核实后更正。" },
  { outcome: "rejected", why: "贵单位尚不是联盟会员单位。" },
  { outcome: "withdrawn", why: "贵单位来函申请撤回。" },
];

/** One made-up letter in each of the wordings, nine days before the deadline, so that staff see what their wording becomes. */
export function sampleLetterContents(campaign: Campaign, wording: Wording): LetterContent[] {
  const written = (daysBefore: number) => new Date(Date.parse(campaign.deadline) - daysBefore * DAY).toISOString();
  const sample = content(campaign, written(9.5));
  const finding = finder(campaign, wording);
  return [
    { ...sample, kind: "receipt", items: items(campaign, received) },
    {
      ...sample,
      kind: "deficiency",
      items: items(campaign, (one) => wanting(one, finding)),
      attached: [blank(campaign, "declaration")],
    },
    { ...sample, kind: "complete", received: [], items: items(campaign, () => ["satisfied", []]) },
    {
      ...sample,
      kind: "reminder",
      now: written(2.5),
      received: [],
      items: items(campaign, (one) => wanting(one, finding)),
    },
    ...OUTCOMES.map((decision) => ({ ...sample, kind: "decision" as const, received: [], decision })),
    {
      ...sample,
      kind: "enquiry",
      unitName: null,
      received: [{ subject: "咨询", at: written(9.6), attachments: [] }],
      attached: [blank(campaign, "application-form"), blank(campaign, "declaration")],
    },
    { ...sample, kind: "enquiry", acknowledges: true, unitName: null },
  ];
}

function content(campaign: Campaign, now: string): Omit<LetterContent, "kind"> {
  const at = new Date(Date.parse(now) - 120_000).toISOString();
  return {
    unitName: UNIT,
    now,
    received: [
      { subject: `${UNIT}申请材料`, at, attachments: ["申请表.docx", "申请表（盖章）.pdf", "宣言（盖章）.pdf"] },
    ],
    items: [],
    findings: [],
    late: Date.parse(at) >= Date.parse(campaign.deadline),
    attached: [],
  };
}

type State = [status: Status, findings: Finding[]];

function items(campaign: Campaign, state: (requirement: Requirement) => State): LetterContent["items"] {
  return campaign.requirements.map((requirement) => {
    const [status, findings] = state(requirement);
    return { title: requirement.title, medium: requirement.medium, status, findings };
  });
}

function received(requirement: Requirement): State {
  return requirement.medium === "paper" ? ["missing", []] : ["satisfied", []];
}

type Find = (code: FindingCode, detail: Record<string, string>, where?: string) => Finding;

/** A form with blanks, its scan without a seal, the declaration missing. */
function wanting(requirement: Requirement, finding: Find): State {
  if (requirement.medium === "paper") return ["missing", []];
  if (requirement.document === "declaration") return ["missing", []];
  if (requirement.medium === "stamped-pdf") return ["defective", [finding("seal-absent", { place: "第2页的盖章处" })]];
  return [
    "defective",
    [
      finding("field-missing", { field: "职务" }),
      finding("field-missing", { field: "邮寄地址" }),
      finding("field-example-left", { field: "网络安全服务领域技术特长" }),
      finding("workforce-not-100", { sum: "105", shares: "专家或资深10%、高级25%、中级30%、一般40%" }),
    ],
  ];
}

function finder(campaign: Campaign, wording: Wording): Find {
  return (code, detail) => ({
    code,
    severity: campaign.findings[code] ?? "warning",
    message: findingMessage(code, detail, wording),
  });
}

function blank(campaign: Campaign, kind: "application-form" | "declaration"): string {
  return campaign.blankForms[kind].name;
}
