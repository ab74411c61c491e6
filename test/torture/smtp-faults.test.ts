import { expect, test } from "vitest";
import { run } from "./smtp-faults.ts";

test(
  "letters through a line that fails at every step: none twice, every doubt shown",
  { timeout: 120_000 },
  async () => {
    for (const { figure, result, ok } of await run({ seed: 5, scale: 0.04 }))
      expect(ok, `${figure}: ${result}`).toBe(true);
  },
);
