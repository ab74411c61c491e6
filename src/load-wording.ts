import { z } from "zod";
import { FINDING_CODES } from "./domain/finding-codes.ts";
import { wrongPlaceholders, type Wording } from "./domain/letter/wording.ts";
import { readRulesFile, type WrongRule } from "./rules-file.ts";

const text = z.string("must hold a text").min(1, "must hold a text");
const optionalText = z.string("must hold a text, or nothing between quotation marks");
const letter = z.strictObject({ subject: text, opening: text, closing: optionalText });

const schema: z.ZodType<Wording> = z.strictObject({
  letters: z.record(z.enum(["receipt", "deficiency", "complete", "reminder", "enquiry"]), letter),
  acknowledgement: letter,
  decisions: z.record(z.enum(["approved", "returned", "rejected", "withdrawn"]), letter),
  greeting: z.strictObject({ named: text, unnamed: text }),
  received: z.strictObject({ one: text, several: text, none: text, attachments: text, noAttachments: text }),
  statuses: z.record(z.enum(["satisfied", "defective", "missing", "unsure", "waived"]), text),
  missing: z.strictObject({ word: text, "stamped-pdf": text }),
  post: z.strictObject({
    ahead: text,
    passed: text,
    countsBy: z.strictObject({ postmark: text, arrival: text }),
    recipient: text,
  }),
  deadline: z.strictObject({ ahead: text, today: text, passed: text, late: text }),
  deadlineShort: z.strictObject({ ahead: text, today: text, passed: text }),
  contact: text,
  unexplained: text,
  attached: text,
  headings: z.strictObject({ todo: text, check: text, overview: text, wanted: text }),
  wanted: z.strictObject({ byMail: text, byPost: text }),
  labels: z.strictObject({ deadline: text, post: text, contact: text }),
  footer: text,
  supplement: text,
  findings: z.record(
    z.enum(FINDING_CODES),
    z.strictObject({
      message: text,
      mend: optionalText,
      audience: z.enum(["applicant", "staff"]).default("applicant"),
    }),
  ),
});

/**
 * The letters' words.
 * @throws Refusal with the line, the key and what it may hold
 */
export function loadWording(path: string): Wording {
  return readRulesFile(path, schema, wrongPlaceholder);
}

function wrongPlaceholder(wording: Wording): WrongRule | null {
  const [wrong] = wrongPlaceholders(wording);
  if (!wrong) return null;
  const may = wrong.allowed.map((name) => `{${name}}`).join(" ") || "no placeholder";
  return { path: wrong.path, message: `holds ${wrong.written}; it may hold ${may}` };
}
