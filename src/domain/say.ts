import type { Campaign } from "./campaign.ts";
import type { FindingCode } from "./finding-codes.ts";
import { findingMessage } from "./letter/finding-message.ts";
import type { Wording } from "./letter/wording.ts";
import type { Finding } from "./verdicts.ts";

/** Makes a finding: its severity from the rules, its words from the wording. */
export type Say = (code: FindingCode, detail: Record<string, string>, where?: string) => Finding;

export function sayer(campaign: Campaign, wording: Wording): Say {
  return (code, detail, where) => ({
    code,
    severity: campaign.findings[code] ?? "warning",
    message: findingMessage(code, detail, wording),
    ...(where === undefined ? {} : { where }),
  });
}
