import { expect, test } from "vitest";
import { inLetters, run } from "./injection.ts";
import { injectionStrings } from "./injection-strings.ts";

test("one string of each kind does nothing in a letter or its headers", async () => {
  const figures = await inLetters(injectionStrings(20221130, 19));
  expect(figures.filter(({ ok }) => !ok)).toEqual([]);
});

test("strings in mails do nothing on a terminal, in the digest or in the log", async () => {
  const figures = await run({ seed: 20221130, scale: 0.01 });
  expect(figures.filter(({ ok }) => !ok)).toEqual([]);
  expect(figures).toHaveLength(9);
});
