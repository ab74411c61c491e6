import { expect, it } from "vitest";
import { STRIP_HEIGHT } from "../../src/reading/seal/unwrap.ts";
import { uprightStrip } from "../../src/reading/seal/upright.ts";
import { BAND, pageOf, placesOf, RING, SIDE_OF_PAGE } from "./seal-round.ts";

/** How many columns of the strip are hidden on a page that ends so far from the left. */
function hiddenOn(pageWidth: number): number {
  const places = placesOf("深圳微步在线科技有限公司");
  const { strip, isOff } = uprightStrip(
    pageOf(pageWidth, () => 0),
    RING,
    BAND,
    places,
    100,
  );
  expect(isOff).toHaveLength(strip.width);
  expect(strip.grey).toHaveLength(strip.width * STRIP_HEIGHT);
  return isOff.filter((one) => one).length;
}

it("hides a character from where the page's edge runs into it, not from its middle on", () => {
  expect(hiddenOn(SIDE_OF_PAGE)).toBe(0);
  // The characters at the right stand 98 to 135 pixels from the centre, their middle 116.
  expect(hiddenOn(200 + 136)).toBe(0);
  expect(hiddenOn(200 + 120)).toBeGreaterThan(0);
});
