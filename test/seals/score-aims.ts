import type { Row } from "./score.ts";
import { tally, type Rate, type Tally } from "./score-tally.ts";

export interface Aim {
  of: string;
  what: string;
  aim: string;
  actual: string;
  /** null: nothing was there to measure it on. */
  reached: boolean | null;
}

/** Below this a scan is not what the aims are about. */
const LEAST_DPI = 150;

const SCANS = { falsePresent: 0.001, falseAbsent: 0.003, unsure: 0.03, iou: 0.92, diameterMm: 0.7, right: 0.97 };
const PHOTOS = { falsePresent: 0.003, falseAbsent: 0.01, unsure: 0.08, iou: 0.85, diameterMm: null, right: 0.9 };
const UNRELATED = 0.0005;
const TWINS = 0.02;
const GREY_ABSENT = 0.005;

/** The aims of issue 4, each with what was measured. */
export function aimsOf(rows: Row[]): Aim[] {
  const tallyOf = (medium: Row["medium"]) =>
    tally(rows.filter((row) => row.medium === medium && (medium !== "scan" || row.dpi >= LEAST_DPI)));
  const grey = tallyOf("grey");
  return [
    ...coloured("colour scans from 150 dpi", tallyOf("scan"), SCANS),
    ...coloured("photos", tallyOf("photo"), PHOTOS),
    ...coloured("electronic seals", tallyOf("electronic"), SCANS),
    atMost("grey scans", "present", grey.present, 0),
    atMost("grey scans", "false absent", grey.falseAbsent, GREY_ABSENT),
  ];
}

function coloured(of: string, all: Tally, bounds: typeof SCANS | typeof PHOTOS): Aim[] {
  const { diameterMm } = bounds;
  return [
    atMost(of, "false present", all.falsePresent, bounds.falsePresent),
    atMost(of, "false absent", all.falseAbsent, bounds.falseAbsent),
    atMost(of, "unsure", all.unsure, bounds.unsure),
    {
      ...{ of, what: "mean IoU", aim: `≥ ${bounds.iou}`, actual: figure(all.iou, 3) },
      reached: Number.isNaN(all.iou) ? null : all.iou >= bounds.iou,
    },
    ...(diameterMm === null ? [] : [diameter(of, all, diameterMm)]),
    {
      ...{ of, what: "right name accepted", aim: `≥ ${percent(bounds.right)}`, actual: counted(all.right) },
      reached: all.right.whole === 0 ? null : all.right.part >= bounds.right * all.right.whole,
    },
    atMost(of, "unrelated name accepted", all.unrelated, UNRELATED),
    atMost(of, "near twin accepted", all.twins, TWINS),
  ];
}

/** “Within” is said of 95 in 100: the mean alone would hide the worst. */
function diameter(of: string, { diameterMean, diameterP95 }: Tally, most: number): Aim {
  const actual = `mean ${figure(diameterMean, 2)}, 95 in 100 within ${figure(diameterP95, 2)} mm`;
  const reached = Number.isNaN(diameterP95) ? null : diameterP95 <= most;
  return { of, what: "diameter off by", aim: `≤ ${most} mm`, actual, reached };
}

function atMost(of: string, what: string, rate: Rate, most: number): Aim {
  const reached = rate.whole === 0 ? null : rate.part <= most * rate.whole;
  return { of, what, aim: `≤ ${percent(most)}`, actual: counted(rate), reached };
}

/** Always with the counts. None of 20 is not none of 3,000: then also what it may truly be (95 % certain: 3 in n). */
function counted({ part, whole }: Rate): string {
  if (whole === 0) return "–";
  return `${part}/${whole} (${percent(part / whole)}${part === 0 ? `, surely below ${percent(3 / whole)}` : ""})`;
}

const percent = (share: number) => `${Number((100 * share).toFixed(2))} %`;
export const figure = (value: number, digits: number) => (Number.isNaN(value) ? "–" : value.toFixed(digits));
