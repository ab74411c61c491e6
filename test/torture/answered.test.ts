import { expect, test } from "vitest";
import { run as automatic } from "./automatic.ts";
import { run as loops } from "./loops.ts";
import { run as tricked } from "./tricked.ts";

/** A bounded part of each; `npm run test:torture` runs the whole. */
test.each([
  ["machines are never answered, people always", automatic, 1],
  ["nobody is told what another applicant sent", tricked, 0.075],
  ["no loop runs far, and a flood trips the breaker", loops, 0.08],
])("%s", async (_what, run, scale) => {
  const figures = await run({ seed: 20221130, scale });
  expect(figures.length).toBeGreaterThan(0);
  expect(figures.filter((one) => !one.ok)).toEqual([]);
});
