import { expect } from "vitest";
import { financialsParsed } from "../../../../src/domain/form/financials/read.ts";

export type Row = [
  why: string,
  text: string,
  ...years: [year: number, revenue: number, profit: number, cost: number][],
];
export const USUAL: Row[2] = [2021, 1200, 200, 1000];
export const LOSS: Row[2] = [2021, 100, -20, 120];
export const THREE: Row[2][] = [
  [2021, 300, 30, 270],
  [2020, 200, 20, 180],
  [2019, 100, 10, 90],
];
export const RISING = [...THREE].reverse();

/** The row's text must give the row's years, in 万元, in this order. */
export const read = ([, text, ...years]: Row): void => {
  const expected = years.map(([year, revenue, profit, cost]) => ({ year, revenue, profit, cost }));
  expect(financialsParsed(text)).toEqual(expected);
};
