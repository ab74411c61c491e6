import { KIND_NAMES, type SealKind } from "../../src/domain/seal/kind.ts";
import { aimsOf, figure } from "./score-aims.ts";
import type { Row } from "./score.ts";
import { tally, type Rate } from "./score-tally.ts";

/** All figures in words and columns. */
export function report(rows: Row[]): string {
  const sections = [
    ["By medium and condition (counts; IoU and diameter of the seals found)", conditionTable(rows)],
    ["By strength 1…5: false present / false absent / unsure of the pages with the applicant's seal", strengths(rows)],
    ["Left to a person or refused though the applicant's own, by reason", doubts(rows)],
    ["Kinds: what it is → what it was found to be, electronic, scans and photos", kindMatrix(rows)],
    ["“Present” for what does not hold the applicant's seal, by what it holds", falsePresents(rows)],
    ["CPU ms a page", costTable(rows)],
    ["Pages that failed", failures(rows)],
    ["Aims", aims(rows)],
  ];
  return sections.map(([title = "", body = ""]) => `## ${title}\n${body}\n`).join("\n");
}

const HEAD = [
  ...["pages", "false present", "own", "false absent", "unsure", "found", "IoU", "Ø mean", "Ø p95"],
  ...["right name", "unrelated", "near twin", "neg. unsure", "surplus", "find ms"],
];

function conditionTable(rows: Row[]): string {
  const groups = grouped(rows, ({ medium, condition }) => `${medium} ${condition}`);
  const media = grouped(rows, ({ medium }) => `${medium}: all`);
  return columns([["", ...HEAD], ...[...groups, ...media].map(([name, own]) => [name, ...cells(own)])]);
}

function cells(rows: Row[]): string[] {
  const all = tally(rows);
  return [
    ...[String(rows.length), short(all.falsePresent), String(all.positives), short(all.falseAbsent)],
    ...[short(all.unsure), short(all.found), figure(all.iou, 3)],
    ...[figure(all.diameterMean, 2), figure(all.diameterP95, 2)],
    ...[short(all.right), short(all.unrelated), short(all.twins), short(all.unsureNegatives)],
    String(rows.reduce((sum, row) => sum + row.surplus, 0)),
    figure(all.costs.find + all.costs.read, 0),
  ];
}

const short = ({ part, whole }: Rate) => (whole === 0 ? "–" : `${part}/${whole}`);

function strengths(rows: Row[]): string {
  const groups = grouped(rows, ({ medium, condition }) => `${medium} ${condition}`);
  const lines = groups.map(([name, own]) => [
    name,
    ...STRENGTHS.map((strength) => wrongs(own.filter((row) => row.strength === strength))),
  ]);
  return columns([["", ...STRENGTHS.map(String)], ...lines]);
}

const STRENGTHS = [1, 2, 3, 4, 5];

function wrongs(rows: Row[]): string {
  const { falsePresent, falseAbsent, unsure } = tally(rows);
  return rows.length === 0 ? "–" : `${falsePresent.part}/${falseAbsent.part}/${unsure.part} of ${rows.length}`;
}

/** Why the pages with the applicant's own seal were left to a person, or refused. */
function doubts(rows: Row[]): string {
  const own = rows.filter(({ holds, verdict }) => holds === "own" && (verdict === "unsure" || verdict === "absent"));
  const causes = grouped(own, ({ medium, verdict, reasons }) => `${medium} ${verdict}: ${reasons.join(" ")}`);
  return causes.map(([cause, some]) => `${cause}: ${some.length}`).join("\n");
}

function kindMatrix(rows: Row[]): string {
  const seals = rows.filter(({ medium }) => medium !== "grey").flatMap((row) => row.seals);
  const pairs = grouped(seals, ({ kind, foundAs }) => `${KIND_NAMES[kind]} → ${inWords(foundAs)}`);
  return pairs.map(([pair, own]) => `${pair}：${own.length}`).join("\n");
}

const inWords = (kind: SealKind | null) => (kind === null ? "未发现" : KIND_NAMES[kind]);

function falsePresents(rows: Row[]): string {
  const negatives = rows.filter(({ holds, verdict }) => holds !== "own" && verdict !== "failed");
  const lines = grouped(negatives, ({ holds }) => holds).map(([holds, own]) => {
    const wrong = own.filter(({ verdict }) => verdict === "present");
    return `${holds}: ${wrong.length}/${own.length}${wrong.length > 0 ? `: ${wrong.map(({ id }) => id).join(" ")}` : ""}`;
  });
  return lines.join("\n");
}

function costTable(rows: Row[]): string {
  const parts = ["make", "open", "find", "read", "judge", "names"] as const;
  const lines = grouped(rows, ({ medium }) => medium).map(([medium, own]) => {
    const { costs } = tally(own);
    const each = parts.map((part) => costs[part]);
    return [medium, ...[...each, each.reduce((sum, one) => sum + one, 0)].map((one) => figure(one, 0))];
  });
  return columns([["", ...parts, "all"], ...lines]);
}

function failures(rows: Row[]): string {
  const failed = rows.filter(({ verdict }) => verdict === "failed");
  return failed.length === 0
    ? `0 of ${rows.length}`
    : failed.map(({ id, failure = "" }) => `${id}: ${failure.split("\n")[0] ?? ""}`).join("\n");
}

function aims(rows: Row[]): string {
  const words = (reached: boolean | null) => (reached === null ? "not measured" : reached ? "reached" : "MISSED");
  return aimsOf(rows)
    .map(
      ({ of, what, aim, actual, reached }) =>
        `${words(reached).padEnd(12)} ${of}: ${what} ${actual}, aim ${aim.replace("≤ 0 %", "none")}`,
    )
    .join("\n");
}

function grouped<One>(all: One[], keyOf: (one: One) => string): [string, One[]][] {
  const groups = new Map<string, One[]>();
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return [...groups].sort(([one], [other]) => (one < other ? -1 : 1));
}

/** Each column as wide as its widest cell; figures to the right. */
function columns(lines: string[][]): string {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const cell = (text: string, column: number) =>
    column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart((widths[column] ?? 0) + 2);
  return lines.map((line) => line.map(cell).join("")).join("\n");
}
