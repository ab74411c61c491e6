import { createCanvas } from "@napi-rs/canvas";
import { beforeAll, describe, expect, test } from "vitest";
import { drawPage, type PageLayout } from "../../src/demo/makers/page.ts";
import { declarationPages } from "../../src/demo/makers/declaration-pages.ts";
import { formPages } from "../../src/demo/makers/form-pages.ts";
import { BLANK_FORM } from "../../src/demo/makers/form-values.ts";
import { seededRandom } from "../../src/demo/makers/random.ts";
import { officeScanner, scanPage, type ScanLook } from "../../src/demo/makers/scan.ts";
import { drawSeal } from "../../src/demo/makers/seal.ts";
import { openPicture } from "../../src/reading/bare-picture.ts";
import { findSheet } from "../../src/reading/mend/find-sheet.ts";
import { mendPicture } from "../../src/reading/mend/mend.ts";
import { homographyOf, type Point, project, type Quad } from "../../src/reading/mend/homography.ts";
import { readPages } from "../../src/reading/pages.ts";
import type { PagePicture } from "../../src/reading/picture.ts";
import { radiusIn } from "../../src/reading/seal/ellipse.ts";
import { photographPage, type PhotoLook, plainPhoto } from "../makers/photo.ts";

const NAME = "北京某某科技有限公司";
const [form] = formPages({ ...BLANK_FORM, unitName: NAME, contact: "李晓明", mobile: "13800138000" });
const [declaration] = declarationPages("2022 年 11 月 18 日");
const SEAL = { xMm: 136, yMm: 166 };
const CLOTH = "#5b6b86";

test("a projective map takes corners to corners and straight lines to straight lines", () => {
  const from: Quad = [[0, 0], [2, 0], [2, 1], [0, 1]]; // prettier-ignore
  const to: Quad = [[10, 12], [95, 3], [88, 71], [4, 60]]; // prettier-ignore
  const map = homographyOf(from, to);
  from.forEach((corner, index) => {
    project(map, corner).forEach((value, axis) => {
      expect(value).toBeCloseTo(to[index]?.[axis] ?? NaN, 8);
    });
  });
  const [one, middle, other] = [project(map, [0, 0.5]), project(map, [0.7, 0.5]), project(map, [2, 0.5])];
  const turn = (middle[0] - one[0]) * (other[1] - one[1]) - (middle[1] - one[1]) * (other[0] - one[0]);
  expect(turn).toBeCloseTo(0, 8);
});

describe("a sheet on a desk", () => {
  test.each<[Partial<PhotoLook>, string]>([
    [{ desk: "wood", shadow: "hard" }, "the telephone's shadow across it"],
    [{ desk: "dark", stray: 0.08 }, "the camera held askew"],
    [{ desk: "cloth", tiltDeg: 12 }, "checks have straight edges too"],
    [{ desk: "light", tiltDeg: -8, falloff: 0.4 }, "hardly darker than paper"],
    [{ desk: "grey", fill: 0.62, tiltDeg: 20 }, "far away"],
  ])("is found within half a hundredth of the picture: %o, %s", async (look) => {
    const random = seededRandom(5);
    const { jpeg, placeOf } = await photographPage(drawn(form, 150), { ...small(random), ...look }, random);
    const picture = await pictureOf(jpeg);
    const quad = findSheet(picture) ?? [];
    const corners = ([[0, 0], [1, 0], [1, 1], [0, 1]] as const).map(placeOf); // prettier-ignore
    for (const [x, y] of corners) {
      const off = quad.map(([left, top]) => Math.hypot(left - x * picture.width, top - y * picture.height));
      expect(Math.min(...off)).toBeLessThan(0.005 * picture.height);
    }
  });

  test.each<[Quad, string, Point[], string]>([
    [[[10, 52], [141, 22], [180, 202], [55, 233]], CLOTH, [], "its sides are fewer than the checks'"],
    [[[60, 21], [185, 60], [131, 235], [5, 198]], CLOTH, [], "leaning the other way"],
    [
      [[39, 33], [166, 35], [157, 224], [23, 213]], "#9a6b42", [[0, 169], [192, 212], [192, 256], [0, 256]],
      "it does not end at the shadow's edge, which is as straight as its own",
    ],
  ])("is found whole: %o on %s, shadow %o, %s", (sheet, desk, shadow) => {
    const quad = findSheet(onDesk(sheet, desk, shadow)) ?? [];
    for (const [x, y] of sheet) {
      const off = quad.map(([left, top]) => Math.hypot(left - x, top - y));
      expect(Math.min(...off)).toBeLessThan(1);
    }
  }); // prettier-ignore

  test.each<[Partial<ScanLook>, string]>([
    [{}, "the lid's shadow along one edge"],
    [{ rotationDeg: 8 }, "laid askew"],
    [{ paper: "#f0dcae" }, "yellowed"],
    [{ greyscale: true, brightness: 0.8 }, "dark and grey"],
  ])("is none where a scanner's glass is the whole picture: %o, %s", async (look) => {
    for (const layout of [form, declaration]) {
      const random = seededRandom(6);
      const jpeg = await scanPage(drawn(layout, 150), 150, { ...officeScanner(random), ...look }, random);
      expect(findSheet(await pictureOf(jpeg))).toBeNull();
    }
  });
});

describe("a flat sheet", () => {
  test("has no desk at its rim, which would be ink where the desk is red", () => {
    const { width, height, rgb } = mendPicture(onDesk([[39, 33], [166, 35], [157, 224], [23, 213]], "#8c3b2e", [])).picture; // prettier-ignore
    const green = (x: number, y: number) => rgb[3 * (y * width + x) + 1] ?? 0;
    const sides = Array.from({ length: height }, (_, y) => [green(0, y), green(width - 1, y)]).flat();
    const ends = Array.from({ length: width }, (_, x) => [green(x, 0), green(x, height - 1)]).flat();
    expect(Math.min(...sides, ...ends)).toBeGreaterThan(200);
  });

  test.each<[Quad, boolean, string]>([
    [[[28, 39], [155, 17], [165, 241], [37, 222]], true, "seen half as long again as it is wide, and more"],
    [[[50, 20], [140, 20], [140, 236], [50, 236]], false, "too long for a sheet seen askew"],
  ])("is A4 by its sides: %o %s, %s", (sheet, isA4) => {
    const { isMended, picture } = mendPicture(onDesk(sheet, "#3a3a40", []));
    expect([isMended, picture.dpi !== null]).toEqual([true, isA4]);
  }); // prettier-ignore
});

describe("a photo", () => {
  let placeOf: (point: Point) => Point;
  let page: Awaited<ReturnType<typeof readPages>>["pages"][number] | undefined;

  beforeAll(async () => {
    const random = seededRandom(8);
    const photo = await photographPage(
      drawn(declaration, 200),
      { ...plainPhoto(random), desk: "wood", stray: 0.06, tiltDeg: 7 },
      random,
    );
    placeOf = photo.placeOf;
    page = (await readPages(photo.jpeg, "jpeg")).pages[0];
  });

  test("is read, and its seal is round and has its size: the sheet is A4", () => {
    const lines = page?.lines.map(({ text }) => text.normalize("NFKC").replaceAll(" ", ""));
    expect(lines?.at(-1)).toBe("日期:2022年11月18日");
    expect(page?.seals).toMatchObject([{ shape: "round", colour: "red" }]);
    expect(Math.abs((page?.seals[0]?.diameterMm ?? 0) - 42)).toBeLessThan(1.5);
  });

  test("has the seal's rim where the camera saw it, aslant", () => {
    const ellipse = page?.seals[0]?.ellipse ?? { x: 0, y: 0, a: 0, b: 0, angle: 0 };
    // In units of the picture's width, of which the height is 4/3.
    const seen = { ...ellipse, y: (ellipse.y * 4) / 3, angle: (ellipse.angle * Math.PI) / 180 };
    for (let turn = 0; turn < 2 * Math.PI; turn += 0.5) {
      const [x, y] = placeOf([(SEAL.xMm + 21 * Math.cos(turn)) / 210, (SEAL.yMm + 21 * Math.sin(turn)) / 297]);
      expect(Math.abs(radiusIn(seen, x, (y * 4) / 3) - 1)).toBeLessThan(0.02);
    }
    expect(ellipse.b / ellipse.a).toBeLessThan(0.97);
  });

  test("has its boxes where things stand in the picture as it came", () => {
    const seal = middleOf(page?.seals[0]?.box);
    const truth = placeOf([SEAL.xMm / 210, SEAL.yMm / 297]);
    expect(Math.hypot(seal[0] - truth[0], seal[1] - truth[1])).toBeLessThan(0.006);
    const title = page?.lines.find(({ text }) => text.includes("宣言") && text.length < 20);
    const above = placeOf([0.5, 0.165]);
    expect(Math.hypot(middleOf(title?.box)[0] - above[0], middleOf(title?.box)[1] - above[1])).toBeLessThan(0.02);
    expect(title?.upright?.x).not.toBeCloseTo(title?.box.x ?? 0, 2);
  });
});

/** A bare sheet on a desk of one colour or of checks, drawn as small as the search makes its pictures. */
function onDesk(sheet: Quad, desk: string, shadow: Point[]): PagePicture {
  const [width, height] = [192, 256];
  const context = createCanvas(width, height).getContext("2d");
  const fill = (corners: readonly Point[], colour: string) => {
    context.fillStyle = colour;
    context.beginPath();
    for (const [x, y] of corners) context.lineTo(x, y);
    context.fill();
  };
  context.fillStyle = desk;
  context.fillRect(0, 0, width, height);
  context.fillStyle = "rgb(230 230 235 / 0.35)";
  for (let at = 0; desk === CLOTH && at < height; at += 12) {
    context.fillRect(0, at, width, 4.5);
    context.fillRect(at, 0, 4.5, height);
  }
  fill(sheet, "#f4f2ee");
  fill(shadow, "rgb(0 0 0 / 0.55)");
  const { data } = context.getImageData(0, 0, width, height);
  return { width, height, rgb: Uint8Array.from(data.filter((_, index) => index % 4 < 3)), dpi: null };
}

/** A page, with a seal where one is asked for. */
function drawn(layout: PageLayout | undefined, dpi: number) {
  if (layout === undefined) throw new Error("the form has no such page");
  const page = drawPage(layout, dpi);
  if (layout.sealAt === null) return page;
  const how = { dpi, rotationDeg: 6, ink: 0.85, random: seededRandom(3) };
  drawSeal(page.getContext("2d"), { name: NAME, kind: "official", diameterMm: 42 }, { ...SEAL, ...how });
  return page;
}

const small = (random: () => number): PhotoLook => ({ ...plainPhoto(random), longSide: 1200 });

async function pictureOf(jpeg: Buffer): Promise<PagePicture> {
  return (await openPicture(jpeg, "jpeg")).picture(1, 150);
}

function middleOf(box: { x: number; y: number; width: number; height: number } | undefined): Point {
  return box === undefined ? [NaN, NaN] : [box.x + box.width / 2, box.y + box.height / 2];
}
