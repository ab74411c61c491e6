import { type FormValues, LABELS } from "../../src/demo/makers/form-values.ts";
import type { WordBlock } from "../../src/domain/facts.ts";

/** 附件1 filled in, as the blocks that a maker of any kind of file takes. */
export function formBlocks(values: FormValues): WordBlock[] {
  const pair = (left: "contact" | "position", right: "mobile" | "email") => [
    LABELS[left],
    values[left],
    LABELS[right],
    values[right],
  ];
  const whole = (field: keyof FormValues) => [LABELS[field], values[field]];
  const sealing = `${values.opinion}\n单位公章：\n${LABELS.applicationDate}${values.applicationDate}`;
  return [
    { paragraph: "附件 1:" },
    { paragraph: "“网络安全服务阳光行动”成员单位申请表" },
    {
      table: [
        whole("unitName"),
        pair("contact", "mobile"),
        pair("position", "email"),
        whole("postalAddress"),
        whole("serviceScope"),
        whole("qualifications"),
        whole("sectorsAndScale"),
        whole("workforce"),
        whole("financials"),
        whole("strengths"),
        [LABELS.opinion, sealing],
      ],
    },
  ];
}
