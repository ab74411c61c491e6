import type { FindingCode } from "../finding-codes.ts";
import { plainName } from "../safe-text.ts";
import { fill, FINDING_DETAILS, type FindingWording, type Wording } from "./wording.ts";

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
 * written with; where there is more than one placeholder they stand one after another, and the last says how to mend them.
 */
export function gatherMessages(code: string, messages: string[], wording: Wording): string[] {
  const template = (wording.findings as Partial<Wording["findings"]>)[code as FindingCode];
  if (messages.length < 2 || !template || template.mend.includes("{")) return messages;
  return inOneSentence(messages, template) ?? mendedOnce(messages, template);
}

/** null where there is not one placeholder, or an older wording wrote them. */
function inOneSentence(messages: string[], { message, mend }: FindingWording): string[] | null {
  const [before, after, ...more] = message.split(/\{[^{}]*\}/);
  if (before === undefined || after === undefined || more.length > 0) return null;
  const tail = after + mend;
  if (!messages.every((one) => one.startsWith(before) && one.endsWith(tail))) return null;
  const values = messages.map((one) => one.slice(before.length, one.length - tail.length));
  const quoted = before.endsWith("“") && after.startsWith("”");
  return [before + [...new Set(values)].join(quoted ? "”、“" : "、") + tail];
}

function mendedOnce(messages: string[], { mend }: FindingWording): string[] {
  if (!messages.every((one) => one.endsWith(mend))) return messages;
  const last = messages.length - 1;
  return messages.map((one, place) => (place < last ? one.slice(0, one.length - mend.length) : one));
}
