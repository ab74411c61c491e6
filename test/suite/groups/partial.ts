import type { FormValues } from "../../../src/demo/makers/form-values.ts";
import { paragraphs } from "../../makers/docx.ts";
import { DECLARATION } from "../../../src/demo/makers/declaration-pages.ts";
import type { Case, Kit, Made } from "../case.ts";
import { type Application, applies, extra, formWord } from "../made.ts";
import {
  BLANK_FORM,
  declarationPages,
  exported,
  formPages,
  letterPage,
  sealOf,
  SIGNED,
  valuesOf,
  wordForm,
} from "../papers.ts";
import { docxOf } from "../word-forms.ts";

/** Only some of the papers, or something else in their place. */
export function partial(): Case[] {
  return ROWS.map(([name, why, application]) => ({
    name: `partial/${name}`,
    why,
    make: async (kit): Promise<Made> => applies(kit, await application(kit)),
  }));
}

type Row = [name: string, why: string, application: (kit: Kit) => Application | Promise<Application>];

const licence = letterPage(
  "营业执照",
  "统一社会信用代码：91110000MA0000000X\n名称：某某科技有限公司\n类型：有限责任公司（自然人投资或控股）\n法定代表人：某某\n经营范围：技术开发、技术咨询、技术转让、技术服务；计算机系统服务；软件开发；销售计算机软件及辅助设备。\n注册资本：伍仟万元整\n成立日期：2015 年 03 月 12 日\n住所：北京市海淀区示例路 1 号",
);
const declarationDocx = () =>
  docxOf(paragraphs(`附件 2:\n“网络安全服务阳光行动”宣言\n${DECLARATION}\n单位公章：\n日 期：${SIGNED}`));
const emptied = (): FormValues => ({ ...BLANK_FORM, opinion: BLANK_FORM.opinion });

const ROWS: Row[] = [
  [
    "licence-in-place",
    "the business licence in the declaration's place",
    async (kit) => ({
      declaration: extra("营业执照.pdf", await exported([licence], sealOf(kit.company))),
      statuses: ["satisfied", "satisfied", "missing"],
      may: ["document-other", "document-unknown"],
    }),
  ],
  [
    "notice-in-place",
    "the notice itself in the declaration's place",
    async () => ({
      declaration: {
        name: "附件2.pdf",
        content: await exported([notice()], null),
        is: [{ document: "notice", medium: "pdf" }],
      },
      statuses: ["satisfied", "satisfied", "missing"],
      may: ["document-other"],
    }),
  ],
  [
    "rules-in-place",
    "the members' rules without the declaration's page",
    async (kit) => ({
      declaration: extra("附件2-成员守则.pdf", await exported([declarationPages(SIGNED)[1]], sealOf(kit.company))),
      statuses: ["satisfied", "satisfied", ["missing", "unsure", "defective"]],
      may: ["*"],
    }),
  ],
  [
    "declaration-as-word",
    "the declaration as a Word file, never printed",
    async () => ({
      declaration: {
        name: "附件2-宣言.docx",
        content: await declarationDocx(),
        is: [{ document: "declaration", medium: "word" }],
      },
      statuses: ["satisfied", "satisfied", "defective"],
      must: ["not-a-pdf"],
    }),
  ],
  [
    "both-as-word-too",
    "Word and PDF of the declaration",
    async () => ({
      more: [
        {
          name: "附件2-宣言.docx",
          content: await declarationDocx(),
          is: [{ document: "declaration", medium: "word" }],
        },
      ],
      may: ["not-a-pdf"],
    }),
  ],
  [
    "blank-word",
    "the blank form came back as it was; the stamped one is filled in",
    async () => ({
      word: formWord("附件1-申请表.docx", await wordForm(emptied())),
      fields: {
        ...Object.fromEntries(Object.keys(BLANK_FORM).map((field) => [field, ""])),
        opinion: BLANK_FORM.opinion,
      },
      statuses: ["defective", "satisfied", "satisfied"],
      must: ["field-missing", "field-example-left", "date-missing"],
      may: ["fields-differ"],
    }),
  ],
  [
    "blank-and-filled",
    "blank and filled form beside each other",
    async () => ({
      more: [formWord("附件1（空白）.docx", await wordForm({}))],
      may: ["field-missing", "field-example-left", "date-missing"],
    }),
  ],
  [
    "certificates-too",
    "certificates and a licence beside the three papers",
    async (kit) => ({
      more: [
        extra("营业执照.pdf", await exported([licence], sealOf(kit.company))),
        extra(
          "资质证书.pdf",
          await exported(
            [
              letterPage(
                "信息安全服务资质认证证书",
                "证书编号：CCRC-2021-ISV-RA-0000\n兹证明某某科技有限公司的信息安全风险评估服务资质符合要求，特发此证。\n发证日期：2021 年 6 月 1 日\n有效期至：2024 年 5 月 31 日\n中国网络安全审查技术与认证中心",
              ),
            ],
            null,
          ),
        ),
      ],
      may: ["document-other", "document-unknown"],
    }),
  ],
  [
    "form-twice",
    "the stamped form twice, once without its seal",
    async (kit) => ({
      more: [
        {
          name: "申请表-未盖章.pdf",
          content: await exported(formPages(valuesOf(kit.company)), null),
          is: [{ document: "application-form", medium: "pdf" }],
        },
      ],
      may: ["seal-absent"],
    }),
  ],
  [
    "guideline-too",
    "the notice's third annex sent back along",
    async () => ({
      more: [
        extra(
          "附件3-成本度量指南.pdf",
          await exported(
            [
              letterPage(
                "信息安全技术 网络安全服务成本度量指南",
                "1 范围\n本文件给出了网络安全服务成本的构成、度量方法和调整因子，适用于指导网络安全服务提供方和需求方开展成本度量活动。\n2 规范性引用文件\n下列文件中的内容通过文中的规范性引用而构成本文件必不可少的条款。",
              ),
            ],
            null,
          ),
        ),
      ],
      may: ["document-other", "document-unknown"],
    }),
  ],
];

function notice() {
  return letterPage(
    "关于征集“网络安全服务阳光行动”成员单位的通知",
    "CCIA 秘[2022]056 号\n各会员单位：\n现面向各会员单位征集成员单位。有关事项通知如下：\n一、申请条件\n1. 中国网络安全产业联盟会员单位。\n二、申请方式\n1. 填写《“网络安全服务阳光行动”成员单位申请表》并加盖单位公章（见附件1）。\n4. 《申请表》盖章纸质版、《宣言》盖章纸质版邮寄至 CCIA 秘书处。\n5. 联盟对申请材料进行审核，审核通过发放证书。",
  );
}
