import { expect, test } from "vitest";
import type { Campaign } from "../../src/domain/campaign.ts";
import { judgeArrivals, type PaperArrival } from "../../src/domain/judge-arrival.ts";
import { campaign, IN_TIME, say } from "./evidence-fixture.ts";

const FORM = {
  id: "form-paper",
  title: "《申请表》盖章纸质版",
  document: "application-form",
  medium: "paper",
} as const;
const post = (
  received: string,
  sealed: boolean | null = true,
  items: PaperArrival["items"] = ["application-form"],
) => ({
  ...{ items, received, sealed, loggedAt: IN_TIME },
});
const grace = (graceDays: number): Campaign => ({ ...campaign, paper: { countsBy: "arrival", graceDays } });

const rows: [why: string, arrivals: PaperArrival[], days: number, status: string, codes: string[]][] = [
  ["nothing came", [], 0, "missing", []],
  ["only the other paper came", [post("2022-11-20", true, ["declaration"])], 0, "missing", []],
  ["both in one envelope", [post("2022-11-20", true, ["declaration", "application-form"])], 0, "satisfied", []],
  ["nobody said whether it is stamped", [post("2022-11-20", null)], 0, "satisfied", []],
  ["unstamped", [post("2022-11-20", false)], 0, "defective", ["paper-unsealed"]],
  ["unstamped, then stamped", [post("2022-11-20", false), post("2022-11-25")], 0, "satisfied", []],
  ["stamped, then unstamped", [post("2022-11-20"), post("2022-11-25", false)], 0, "satisfied", []],
  ["on the last day", [post("2022-11-30")], 0, "satisfied", []],
  ["a day late", [post("2022-12-01")], 0, "satisfied", ["paper-late"]],
  ["within the days of grace", [post("2022-12-03")], 3, "satisfied", []],
  ["the day after them", [post("2022-12-04")], 3, "satisfied", ["paper-late"]],
  ["late and logged first, in time and logged later", [post("2022-12-02"), post("2022-11-29")], 0, "satisfied", []],
  ["unstamped and late", [post("2022-12-02", false)], 0, "defective", ["paper-unsealed", "paper-late"]],
];

test.each(rows)("%s", (_why, arrivals, days, status, codes) => {
  const state = judgeArrivals(FORM, arrivals, grace(days), say);
  expect([state.status, state.findings.map((one) => one.code)]).toEqual([status, codes]);
});

test("where the postmark counts, a late day of arrival is the staff's to look at, and proves nobody late", () => {
  const byPostmark: Campaign = { ...campaign, paper: { countsBy: "postmark", graceDays: 0 } };
  const state = judgeArrivals(FORM, [post("2022-12-02")], byPostmark, say);
  expect([state.status, state.findings.map((one) => one.code)]).toEqual(["satisfied", ["paper-postmark"]]);
});

test("a day begins at midnight in Beijing, also before a deadline at noon", () => {
  expect(judgeArrivals(FORM, [post("2022-11-20")], campaign, say).since).toBe("2022-11-19T16:00:00.000Z");
  const noon = { ...campaign, deadline: "2022-11-30T12:00:00+08:00" };
  expect(judgeArrivals(FORM, [post("2022-11-30")], noon, say).findings).toEqual([]);
});
