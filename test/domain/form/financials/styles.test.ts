import { expect, test } from "vitest";
import { financialsParsed } from "../../../../src/domain/form/financials/read.ts";
import { FINANCIAL_STYLES, seeded, writeFinancials, yearsFrom } from "../written-styles.ts";

test.each(Object.keys(FINANCIAL_STYLES))("figures from a seed, written as %s, are read back", (style) => {
  for (let seed = 1; seed <= 21; seed++) {
    const years = yearsFrom(seeded(seed));
    const text = writeFinancials(style, years, seeded(seed + 1000));
    const told = [...financialsParsed(text)].sort((a, b) => b.year - a.year);
    expect(told, `seed ${seed}: ${text}`).toEqual(years);
  }
});
