import { sealOf, type Company } from "../../src/demo/company.ts";
import { requirements } from "../../src/demo/sample.ts";
import * as companies from "./companies.ts";
import * as papers from "./papers.ts";
import { BLANK_DECLARATION, sends, type Papers, type Story } from "./stories.ts";

interface Row {
  why: string;
  company: Company;
  files: Papers;
  at?: Date;
  /** 《申请表》WORD版, 《申请表》盖章PDF版, 《宣言》盖章PDF版 */
  statuses: [Status, Status, Status];
  findings?: string[];
  letter: "receipt" | "deficiency";
  says: string;
  attached?: string[];
}
type Status = "satisfied" | "defective" | "missing";

const PARENT = "浙江远汀实业集团有限公司";
/** A row's files by what they are, each of the row's own company unless said. */
const word = (company: Company): Papers => ({ "申请表.docx": () => papers.word(company) });
const form = (company: Company): Papers => ({ "申请表盖章版.pdf": () => papers.formPdf(company) });
const declaration = (company: Company): Papers => ({ "宣言盖章版.pdf": () => papers.declarationPdf(company) });

function table(): Row[] {
  const { BAIHE, LUOCHUAN, YONGWANG, ZHUXI, QIONGSHAN, JINYE } = companies;
  const { MUYUAN, CENSHAN, XINGTONG, QUANZHOU, LUYE, RONGTING, DIANLAN } = companies;
  return [
    {
      why: "缺《宣言》：随信附空白宣言",
      company: BAIHE,
      files: { ...word(BAIHE), ...form(BAIHE) },
      statuses: ["satisfied", "satisfied", "missing"],
      letter: "deficiency",
      says: "《宣言》盖章PDF版",
      attached: [BLANK_DECLARATION],
    },
    {
      why: "申请表扫描件没有盖章",
      company: LUOCHUAN,
      files: {
        ...word(LUOCHUAN),
        "申请表.pdf": () => papers.scannedForm(LUOCHUAN, null),
        ...declaration(LUOCHUAN),
      },
      statuses: ["satisfied", "defective", "satisfied"],
      findings: ["seal-absent"],
      letter: "deficiency",
      says: "未见单位公章",
    },
    {
      why: "申请表误盖上级公司的公章",
      company: YONGWANG,
      files: {
        ...word(YONGWANG),
        "申请表.pdf": () => papers.scannedForm(YONGWANG, { ...sealOf(YONGWANG), name: PARENT }),
        ...declaration(YONGWANG),
      },
      statuses: ["satisfied", "defective", "satisfied"],
      findings: ["seal-other-company"],
      letter: "deficiency",
      says: "与申请单位“宁波甬望网络技术有限公司”不一致",
    },
    {
      why: "《宣言》盖的是合同专用章",
      company: MUYUAN,
      files: {
        ...word(MUYUAN),
        ...form(MUYUAN),
        "宣言.pdf": () => papers.scannedDeclaration({ ...sealOf(MUYUAN), kind: "contract" }),
      },
      statuses: ["satisfied", "satisfied", "defective"],
      findings: ["seal-wrong-kind"],
      letter: "deficiency",
      says: "合同专用章",
    },
    {
      why: "Word 申请表有空栏，并留有示例文字",
      company: ZHUXI,
      files: { "申请表.docx": () => papers.draft(ZHUXI), ...form(ZHUXI), ...declaration(ZHUXI) },
      statuses: ["defective", "satisfied", "satisfied"],
      findings: ["field-missing", "field-example-left"],
      letter: "deficiency",
      says: "邮寄地址”栏尚未填写",
    },
    {
      why: "压缩包里没有《宣言》：是缺，不是看不出",
      company: JINYE,
      files: {
        "申请材料.zip": () =>
          papers.zipOf({ "申请表.docx": papers.word(JINYE), "申请表盖章版.pdf": papers.formPdf(JINYE) }),
      },
      statuses: ["satisfied", "satisfied", "missing"],
      letter: "deficiency",
      says: "《宣言》盖章PDF版",
      attached: [BLANK_DECLARATION],
    },
    {
      why: "申请表和宣言扫描在同一个 PDF 里，分别认出",
      company: CENSHAN,
      files: { ...word(CENSHAN), "盖章件合并.pdf": () => papers.bothInOneScan(CENSHAN) },
      statuses: ["satisfied", "satisfied", "satisfied"],
      letter: "receipt",
      says: "须以电子邮件提交的材料均已收到",
    },
    {
      why: "《宣言》是图片，规则要求 PDF",
      company: XINGTONG,
      files: {
        ...word(XINGTONG),
        ...form(XINGTONG),
        "微信图片_20221125.jpg": () => papers.declarationPicture(XINGTONG),
      },
      statuses: ["satisfied", "satisfied", "defective"],
      findings: ["not-a-pdf"],
      letter: "deficiency",
      says: "不是PDF文件",
    },
    {
      why: "申请表只有 PDF，没有 WORD 版",
      company: QUANZHOU,
      files: { ...form(QUANZHOU), ...declaration(QUANZHOU) },
      statuses: ["missing", "satisfied", "satisfied"],
      letter: "deficiency",
      says: "《申请表》WORD版",
    },
    {
      why: "误把通知当宣言附上：宣言仍缺",
      company: LUYE,
      files: { ...word(LUYE), ...form(LUYE), "附件2.pdf": () => papers.noticePdf() },
      statuses: ["satisfied", "satisfied", "missing"],
      letter: "deficiency",
      says: "《宣言》盖章PDF版",
      attached: [BLANK_DECLARATION],
    },
    {
      why: "名录中没有这家公司：照常回执，并请其联系",
      company: RONGTING,
      files: { ...word(RONGTING), ...form(RONGTING), ...declaration(RONGTING) },
      statuses: ["satisfied", "satisfied", "satisfied"],
      findings: ["not-a-member"],
      letter: "receipt",
      says: "未在联盟会员名录中查到",
    },
    {
      why: "申请表 PDF 有密码、宣言 PDF 已损坏：各说各的原因",
      company: DIANLAN,
      files: {
        ...word(DIANLAN),
        "申请表盖章版.pdf": () => papers.encryptedPdf(),
        "宣言盖章版.pdf": () => papers.damagedPdf(),
      },
      statuses: ["satisfied", "defective", "defective"],
      findings: ["document-encrypted", "document-damaged"],
      letter: "deficiency",
      says: "设有密码",
    },
    {
      why: "截止之后才发来：照收，注明逾期",
      company: QIONGSHAN,
      files: { ...word(QIONGSHAN), ...form(QIONGSHAN), ...declaration(QIONGSHAN) },
      at: new Date("2022-12-01T00:00:00+08:00"),
      statuses: ["satisfied", "satisfied", "satisfied"],
      findings: ["late"],
      letter: "receipt",
      says: "由中国网络安全产业联盟秘书处研究处理",
    },
  ];
}

export function applications(): Story[] {
  return table().map(({ why, company, files, at, statuses, findings = [], letter, says, attached }, place) => ({
    why,
    mails: [sends(company, files, { minutes: 30 + place, ...(at && { at }) })],
    applications: [
      {
        unitName: company.name,
        requirements: requirements(...statuses),
        findings,
        state: letter === "receipt" ? "awaiting-paper" : "incomplete",
      },
    ],
    letter: { kind: letter, says, ...(attached && { attached }) },
  }));
}
