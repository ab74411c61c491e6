import { addScores, type Score } from "./score.ts";

export interface Result {
  name: string;
  why: string;
  score: Score;
}

const groupOf = ({ name }: Result) => name.split("/")[0] ?? "";
const percent = (part: number, whole: number) => (whole === 0 ? "–" : `${((100 * part) / whole).toFixed(1)} %`);

/** The figures by group and over all. */
export function table(results: Result[]): string {
  const groups = [...new Set(results.map(groupOf))].map((group) => {
    const own = results.filter((one) => groupOf(one) === group);
    return line(group, own);
  });
  const head = ["group", "mails", "items", "fields", "findings", "documents", "unsure", "credited", "denied"];
  return [columns(head), ...groups, line("all", results)].join("\n");
}

function line(group: string, results: Result[]): string {
  const all = addScores(results.map((one) => one.score));
  return columns([
    group,
    String(results.length),
    percent(all.itemsRight, all.items),
    percent(all.fieldsRight, all.fields),
    percent(all.findingsRight, all.findings),
    percent(all.documentsRight, all.documents),
    percent(all.unsure, all.certain),
    String(all.credited),
    String(all.denied),
  ]);
}

const columns = ([first = "", ...rest]: string[]) => first.padEnd(12) + rest.map((one) => one.padStart(11)).join("");

/** Issue 3's aims. Findings and documents are held to the same mark as items. */
export function aimsMissed(all: Score): string[] {
  const least = (what: string, part: number, whole: number) =>
    part < 0.99 * whole ? [`${what} right in ${percent(part, whole)}, aim 99 %`] : [];
  return [
    ...least("items", all.itemsRight, all.items),
    ...least("fields", all.fieldsRight, all.fields),
    ...least("findings", all.findingsRight, all.findings),
    ...least("documents", all.documentsRight, all.documents),
    ...(all.unsure >= 0.03 * Math.max(1, all.certain)
      ? [`unsure ${percent(all.unsure, all.certain)}, aim under 3 %`]
      : []),
    ...(all.credited > 0 ? [`satisfied where it is not: ${all.credited}, aim 0`] : []),
    ...(all.denied > 0 ? [`missing where it was sent: ${all.denied}, aim 0`] : []),
  ];
}

/** Mails with something wrong, those that are wrong alike together, the gravest first. */
export function failureList(results: Result[], seed: number): string {
  const failed = results.filter((one) => one.score.wrong.length > 0);
  if (failed.length === 0) return "Nothing is wrong.\n";
  const causes = new Map<string, Result[]>();
  for (const one of failed) causes.set(causeOf(one), [...(causes.get(causeOf(one)) ?? []), one]);
  const ranked = [...causes].sort(([, a], [, b]) => gravity(b) - gravity(a) || b.length - a.length);
  const sections = ranked.map(
    ([cause, own]) => `## ${cause} (${own.length})\n${own.map((one) => detail(one, seed)).join("\n")}`,
  );
  return sections.join("\n\n") + "\n";
}

/** What is wrong without the particulars: values, names and what was read. */
function causeOf({ score }: Result): string {
  const kinds = score.wrong.map((one) =>
    one
      .replace(/“[^]*$/, "")
      .replace(/ an application of .*/, " another application")
      .trim(),
  );
  const [items, others] = [
    kinds.filter((one) => /^(form|declaration)-/.test(one)),
    kinds.filter((one) => !/^(form|declaration)-/.test(one)),
  ];
  const fields = others.filter((one) => /^\w+:$/.test(one));
  const rest = others.filter((one) => !/^\w+:$/.test(one) && !one.includes("more fields"));
  return [
    ...items,
    ...(fields.length > 0
      ? [`fields ${kinds.some((one) => one.includes("more fields")) ? "(many)" : fields.join(" ")}`]
      : []),
    ...rest,
  ].join(" · ");
}

const gravity = (own: Result[]) =>
  Math.max(
    ...own.map(({ score }) => 100 * (score.credited + score.denied) + 10 * (score.items - score.itemsRight) + 1),
  );

function detail({ name, why, score }: Result, seed: number): string {
  const call = `npm run -s eval:intake -- --seed ${seed} --only ${name} --keep /tmp/kept`;
  return `- **${name}** — ${why}\n  \`${call}\`\n${score.wrong.map((one) => `  - ${one.replaceAll("\n", "⏎").slice(0, 260)}`).join("\n")}`;
}
