import { describe, expect, it } from "vitest";
import { openPages } from "../../src/reading/open-pages.ts";
import { makeCase } from "./make.ts";
import { COMPANIES_PER_SET, companyName, nearTwin } from "./names.ts";
import { planCases } from "./plan.ts";
import type { SealCase, SealPlan } from "./seal-case.ts";
import { seededRandom } from "../../src/demo/makers/random.ts";

const planned = planCases("tuning", 1, { negatives: 400, positives: 400 });
const firstOf = (medium: SealPlan["medium"], condition: string): SealPlan => {
  const plan = planned.find((one) => one.holds === "own" && one.medium === medium && one.condition === condition);
  if (plan === undefined) throw new Error(`Nothing is planned for ${medium} ${condition}.`);
  return plan;
};
const namesOf = (set: "tuning" | "measuring") =>
  Array.from({ length: COMPANIES_PER_SET }, (_, index) => companyName(set, index));

describe("the made companies", () => {
  it("are more than a thousand in each set, and no name stands in both", () => {
    const [tuning, measuring] = [new Set(namesOf("tuning")), new Set(namesOf("measuring"))];
    expect(tuning.size).toBeGreaterThan(1000);
    expect(measuring.size).toBeGreaterThan(1000);
    expect([...measuring].filter((name) => tuning.has(name))).toEqual([]);
  });

  it("have near twins that are others, of nearly the same length, and not of the other set", () => {
    const measuring = new Set(namesOf("measuring"));
    const random = seededRandom(1);
    for (const name of namesOf("tuning").slice(0, 300)) {
      const twin = nearTwin("tuning", name, random);
      expect(twin).not.toBe(name);
      expect(Math.abs(twin.length - name.length)).toBeLessThanOrEqual(2);
      expect(measuring.has(twin)).toBe(false);
    }
  });
});

describe("a plan", () => {
  it("has the sizes asked for, the same cases each time, and every strength of every condition", () => {
    expect(planned).toEqual(planCases("tuning", 1, { negatives: 400, positives: 400 }));
    expect(planned.filter((plan) => plan.holds === "own")).toHaveLength(400);
    expect(new Set(planned.map((plan) => plan.id)).size).toBe(800);
    const rotated = planned.filter((plan) => plan.condition === "rotated" && plan.holds === "own");
    expect(new Set(rotated.map((plan) => plan.strength))).toEqual(new Set([1, 2, 3, 4, 5]));
  });
});

describe("a made case", () => {
  it.each([
    ["scan", "plain"],
    ["scan", "upside-down"],
    ["scan", "page-edge"],
    ["photo", "perspective"],
    ["electronic", "vector"],
    ["electronic", "signature-field"],
  ] as const)("has its %s %s seal's ink where it says", async (medium, condition) => {
    const plan = firstOf(medium, condition);
    const made = await makeCase(plan);
    expect((await makeCase(plan)).bytes.equals(made.bytes)).toBe(true);
    const { within, above } = await redness(made);
    expect(within).toBeGreaterThan(0.05);
    expect(above).toBeLessThan(within / 4);
  });

  it("has no seal and no red on a clean page", async () => {
    const clean = planned.find((plan) => plan.condition === "clean" && plan.medium === "scan");
    if (clean === undefined) throw new Error("No clean page is planned.");
    const made = await makeCase(clean);
    expect(made.seals).toEqual([]);
    const whole = { ...made, seals: [{ box: { x: 0, y: 0.5, width: 1, height: 0.5 } }] };
    expect((await redness(whole)).within).toBeLessThan(0.001);
  });
});

/** The share of reddish pixels within the first seal's box, and in as large a box above it. */
async function redness(made: Pick<SealCase, "bytes" | "kind"> & { seals: Pick<SealCase["seals"][number], "box">[] }) {
  const pages = await openPages(made.bytes, made.kind);
  const box = made.seals[0]?.box;
  if (!("pageCount" in pages) || box === undefined) throw new Error("The case has no page or no seal.");
  const { picture } = await pages.page(1);
  await pages.close();
  const share = (top: number) => {
    let [red, all] = [0, 0];
    for (let y = Math.max(0, Math.floor(top * picture.height)); y < (top + box.height) * picture.height; y++) {
      for (let x = Math.floor(box.x * picture.width); x < (box.x + box.width) * picture.width; x++, all++) {
        const [r = 0, g = 0, b = 0] = picture.rgb.subarray(3 * (y * picture.width + x));
        if (r - Math.max(g, b) > 35) red++;
      }
    }
    return red / Math.max(1, all);
  };
  return { within: share(box.y), above: share(box.y - box.height - 0.01) };
}
