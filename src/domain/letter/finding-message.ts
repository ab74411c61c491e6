import type { FindingCode } from "../finding-codes.ts";
import { plainName } from "../safe-text.ts";
import { fill, FINDING_DETAILS, type Wording } from "./wording.ts";

const LONGEST_DETAIL = 80;
const NOT_KNOWN = "（未能读出）";

/** What was seen and how to mend it, in Chinese. `detail` comes from documents that strangers made. */
export function findingMessage(code: FindingCode, detail: Record<string, string>, wording: Wording): string {
  const { message, mend } = wording.findings[code];
  const names = Object.entries(FINDING_DETAILS[code] ?? {});
  const values = Object.fromEntries(
    names.map(([placeholder, key]) => [placeholder, plainName(detail[key] ?? "", LONGEST_DETAIL) || NOT_KNOWN]),
  );
  return fill(message, values) + fill(mend, values);
}

/**
 * Several findings of one code as one sentence: “职务”、“邮箱”栏尚未填写. Taken apart by the template that they were
 * written with; where that does not fit (an older wording, a second placeholder), they stand one after another.
 */
export function gatherMessages(code: string, messages: string[], wording: Wording): string[] {
  const template = (wording.findings as Partial<Wording["findings"]>)[code as FindingCode];
  if (messages.length < 2 || !template) return messages;
  const [before, after, ...more] = template.message.split(/\{[^{}]*\}/);
  if (before === undefined || after === undefined || more.length > 0 || template.mend.includes("{")) return messages;
  const tail = after + template.mend;
  if (!messages.every((one) => one.startsWith(before) && one.endsWith(tail))) return messages;
  const values = messages.map((one) => one.slice(before.length, one.length - tail.length));
  const quoted = before.endsWith("“") && after.startsWith("”");
  return [before + [...new Set(values)].join(quoted ? "”、“" : "、") + tail];
}
