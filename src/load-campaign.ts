import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import type { Campaign, Severity } from "./domain/campaign.ts";
import { FINDING_CODES } from "./domain/finding-codes.ts";
import { readRulesFile, type WrongRule } from "./rules-file.ts";

/** YAML takes 010 for a number. */
const text = z.string("must hold a text (in quotation marks where it looks like a number)").min(1, "must hold a text");
const instant = z.iso.datetime({
  offset: true,
  error: "must hold an instant such as 2022-12-01T00:00:00+08:00",
});
const paperKind = z.enum(["application-form", "declaration"]);
const severity: z.ZodType<Severity> = z.enum(["blocker", "warning", "info"]);
const recognition = z.strictObject({
  titles: z.array(text),
  phrases: z.array(text),
  enough: z.int().min(1),
  inner: z.array(text).default([]),
});
const blankForm = z.strictObject({ file: text, name: text });

const requirement = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, "must hold small letters, digits and hyphens"),
  title: text,
  document: paperKind,
  medium: z.enum(["word", "stamped-pdf", "paper"]),
});

const field = z.strictObject({
  id: z.string().regex(/^[a-z][A-Za-z0-9]*$/, "must hold letters and digits"),
  label: text,
  variants: z.array(text).default([]),
  required: z.boolean(),
  check: z.enum(["text", "unit-name", "mobile", "email", "address", "workforce", "financials", "date", "opinion"]),
  example: text.nullable().default(null),
});

const campaign = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/, "must hold small letters, digits and hyphens"),
  title: text,
  documentNumber: text,
  action: text,
  organiser: text,
  mailbox: z.email("must hold a mail address"),
  opens: instant,
  deadline: instant,
  contact: z.strictObject({ person: text, phone: text }),
  postalAddress: text,
  membersOnly: z.boolean(),
  wording: text,
  requirements: z.array(requirement).min(1, "must name at least one requirement"),
  blankForms: z.strictObject({ "application-form": blankForm, declaration: blankForm }),
  form: z.strictObject({
    exampleMarks: z.array(text),
    financialYears: z.array(z.int().min(1990).max(2100)),
    fields: z
      .array(field)
      .refine((fields) => fields.some((one) => one.check === "unit-name"), "must hold a field with check: unit-name"),
  }),
  documents: z.strictObject({ "application-form": recognition, declaration: recognition, notice: recognition }),
  seal: z.strictObject({ minDiameterMm: z.number().positive(), maxDiameterMm: z.number().positive() }),
  pictureInsteadOfPdf: z.enum(["defective", "satisfied"]),
  enquiry: z.enum(["once", "never"]),
  paper: z.strictObject({ countsBy: z.enum(["postmark", "arrival"]), graceDays: z.int().min(0) }),
  findings: z.record(z.enum(FINDING_CODES), severity),
  digestAt: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must hold an hour such as "08:30"'),
  reminderDays: z.array(z.int().min(0)),
  retentionMonths: z.int().min(1).nullable().default(null),
});

/**
 * The campaign that a rules file describes; its blank forms and its wording are looked for beside it.
 * @throws Refusal with the line, the key and what it may hold
 */
export function loadCampaign(path: string): { campaign: Campaign; wordingPath: string; folder: string } {
  const folder = dirname(path);
  const { wording, ...rules } = readRulesFile(path, campaign, (read) => contradiction(read, folder));
  return { campaign: rules, wordingPath: join(folder, wording), folder };
}

type Read = z.infer<typeof campaign>;

function contradiction(rules: Read, folder: string): WrongRule | null {
  const { opens, deadline, seal } = rules;
  if (Date.parse(opens) >= Date.parse(deadline)) {
    return { path: ["deadline"], message: `holds ${deadline}; it must lie after opens (${opens})` };
  }
  if (seal.minDiameterMm >= seal.maxDiameterMm) {
    return { path: ["seal", "maxDiameterMm"], message: "must be more than minDiameterMm" };
  }
  return (
    namedTwice(["requirements"], rules.requirements) ??
    namedTwice(["form", "fields"], rules.form.fields) ??
    absentFile(rules, folder)
  );
}

function namedTwice(path: string[], list: { id: string }[]): WrongRule | null {
  const second = list.findIndex(({ id }, i) => list.findIndex((one) => one.id === id) < i);
  return second < 0 ? null : { path: [...path, second, "id"], message: `${list[second]?.id ?? ""} stands there twice` };
}

function absentFile(rules: Read, folder: string): WrongRule | null {
  const named = [
    ...Object.entries(rules.blankForms).map(([kind, { file }]) => ({ path: ["blankForms", kind, "file"], file })),
    { path: ["wording"], file: rules.wording },
  ];
  const absent = named.find(({ file }) => !existsSync(join(folder, file)));
  return absent
    ? { path: absent.path, message: `${absent.file} is not there; it must name a file beside the rules` }
    : null;
}
