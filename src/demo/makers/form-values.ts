/** 附件1's fields in its order; the ids are the contract's. */
export const FORM_FIELDS = [
  "unitName",
  "contact",
  "mobile",
  "position",
  "email",
  "postalAddress",
  "serviceScope",
  "qualifications",
  "sectorsAndScale",
  "workforce",
  "financials",
  "strengths",
  "opinion",
  "applicationDate",
] as const;

export type FormValues = Record<(typeof FORM_FIELDS)[number], string>;

/** As printed on the form. */
export const LABELS: FormValues = {
  unitName: "单位名称",
  contact: "联系人",
  mobile: "手机",
  position: "职务",
  email: "邮箱",
  postalAddress: "邮寄地址",
  serviceScope: "网络安全服务内容",
  qualifications: "网络安全服务资质",
  sectorsAndScale: "网络安全服务领域及客户规模",
  workforce: "从事网络安全服务工作人员数量及各级别服务人员占比",
  financials: "近三年网络安全服务收入、利润及成本\n(单位：万元)",
  strengths: "网络安全服务领域技术特长",
  opinion: "单位意见",
  applicationDate: "申请日期：",
};

/** What the blank form holds before anyone has written on it: the notice's own example texts. */
export const BLANK_FORM: FormValues = {
  unitName: "",
  contact: "",
  mobile: "",
  position: "",
  email: "",
  postalAddress: "",
  serviceScope: "例：安全运维、安全咨询、安全托管、安全集成...",
  qualifications:
    "例：CCRC 信息安全服务资质认证证书应急处理一级、CCRC 信息安全服务资质认证证书风险评估一级、CCRC 信息安全服务资质认证证书安全运维一级...",
  sectorsAndScale: "例：服务领域：政务、卫生、教育、金融...\n客户规模：政务领域客户 XX 家、卫生领域客户 XX 家...",
  workforce:
    "例：我公司从事网络安全服务工作的人员数量为 XX 人，其中专家/资深服务人员占比 XX%、高级服务人员占比 XX%、中级服务人员占比 XX%、一般服务人员占比 XX%",
  financials:
    "例：我公司 2021 年网络安全服务的收入为 XX 万元，利润 XX 万元，成本 XX 万元。\n2020 年网络安全服务的收入为 XX 万元，利润 XX 万元，成本 XX 万元。\n2019 年网络安全服务的收入为 XX 万元，利润 XX 万元，成本 XX 万元。",
  strengths:
    "例：我公司在红蓝对抗领域多年持续深耕，向用户提供安全服务中重要的风险发现能力和安全水位检验能力，可帮助企业防御团队弥补外部先进攻击水平和内部滞后防御之间的差距，提升内部应急能力。",
  opinion: "我公司申请成为“网络安全服务阳光行动”成员单位，遵守“网络安全服务阳光行动”宣言及成员守则。",
  applicationDate: "    年    月    日",
};
