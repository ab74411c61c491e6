import { readFileSync } from "node:fs";
import { parse } from "yaml";
import type { Campaign } from "../../src/domain/campaign.ts";
import type { Wording } from "../../src/domain/letter/wording.ts";

const file = (path: string): unknown => parse(readFileSync(new URL(`../../rules/${path}`, import.meta.url), "utf8"));

export const campaign = file("sunshine-2022.yaml") as Campaign;
export const wording = file("sunshine-2022/letters.yaml") as Wording;
for (const finding of Object.values(wording.findings) as { audience?: string }[]) finding.audience ??= "applicant";
