import type { Campaign } from "../campaign.ts";
import type { LetterContent } from "../verdicts.ts";
import { letterHtml } from "./html.ts";
import { planLetter } from "./plan.ts";
import { letterText } from "./text.ts";
import type { Wording } from "./wording.ts";

export interface ComposedLetter {
  /** One line of at most 120 characters. */
  subject: string;
  text: string;
  html: string;
}

/**
 * The letter in words. It never quotes the applicant's mail (RFC 3834: an automatic answer must not
 * become a carrier for what others wrote); of strangers' words only names of companies, files and fields stand in it.
 * @throws where a `decision` comes without its outcome
 */
export function composeLetter(content: LetterContent, campaign: Campaign, wording: Wording): ComposedLetter {
  const plan = planLetter(content, campaign, wording);
  return { subject: plan.subject, text: letterText(plan), html: letterHtml(plan) };
}
