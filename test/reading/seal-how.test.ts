import { expect, test } from "vitest";
import type { SealHow } from "../../src/domain/facts.ts";
import { openPages } from "../../src/reading/open-pages.ts";
import { howOf } from "../../src/reading/seal-how.ts";
import { pdfByHand, stream } from "./pdf-by-hand.ts";

/** In points on a page of 300 × 400, from its foot; as a fraction of the page where a seal is found. */
const SEAL = { x: 180, y: 60, width: 80, height: 80 };
const FOUND = { x: 180.5 / 300, y: 261 / 400, width: 79 / 300, height: 79 / 400 };

/** One picture, as wide and high as it is told. */
const picture = (x: number, y: number, width: number, height: number) =>
  `q ${width} 0 0 ${height} ${x} ${y} cm /Im Do Q\n`;
const scan = picture(0, 0, 300, 400);
/** 20 lines between the rim of a seal and its centre, none as large as the seal. */
const drawnSeal = Array.from({ length: 20 }, (_, i) => {
  const [x, y] = [SEAL.x + 40 + 40 * Math.cos(i / 3), SEAL.y + 40 + 40 * Math.sin(i / 3)];
  return `${SEAL.x + 40} ${SEAL.y + 40} m ${x} ${y} l S\n`;
}).join("");
const strips = Array.from({ length: 20 }, (_, i) => picture(0, i * 20, 300, 20)).join("");
const tiles = Array.from({ length: 12 }, (_, i) => picture((i % 3) * 100, Math.floor(i / 3) * 100, 100, 100)).join("");
const tight = picture(SEAL.x - 3, SEAL.y - 3, SEAL.width + 6, SEAL.height + 6);

const SEAL_RECT = "/Rect [175 55 265 145]";
const look = "/AP << /N 6 0 R >>";

test.each<[why: string, how: SealHow, content: string, more?: string]>([
  ["a scan: one picture is the page", "ink-scan", scan],
  ["a scan set into a page of an office program", "ink-scan", picture(30, 30, 240, 340)],
  ["a scan cut into strips", "ink-scan", strips],
  ["a scan cut into tiles, one of which is about the seal's place", "ink-scan", tiles],
  ["a scan as a form of its own", "ink-scan", "q 1 0 0 1 0 0 cm /Whole Do Q"],
  ["frames and lines of a form drawn over a scan", "ink-scan", `${scan} 20 20 260 360 re S 150 40 120 120 re S`],
  ["a picture of the seal alone", "pasted-image", tight],
  ["that over a scan", "pasted-image", scan + tight],
  ["that over a scan's tiles", "pasted-image", tiles + tight],
  ["that beneath a watermark as large as the page", "pasted-image", tight + scan],
  ["drawn lines", "pasted-image", drawnSeal],
  ["drawn lines over a scan", "pasted-image", scan + drawnSeal],
  [
    "a form over a scan, moved and made smaller by its own matrix",
    "pasted-image",
    `${scan} q 0.5 0 0 0.5 90 10 cm /Fm Do Q`,
  ],
  [
    "a stamp of a viewer's over a scan",
    "pasted-image",
    scan,
    `/Annots [<< /Type /Annot /Subtype /Stamp ${SEAL_RECT} ${look} >>]`,
  ],
  ["a stamp that shows nothing", "ink-scan", scan, `/Annots [<< /Type /Annot /Subtype /Stamp ${SEAL_RECT} >>]`],
  [
    "what a signature shows",
    "signature-field",
    scan,
    `/Annots [<< /Type /Annot /Subtype /Widget /FT /Sig /T (S) ${SEAL_RECT} ${look} >>]`,
  ],
  [
    "a signature that shows nothing",
    "ink-scan",
    scan,
    `/Annots [<< /Type /Annot /Subtype /Widget /FT /Sig /T (S) ${SEAL_RECT} >>]`,
  ],
  [
    "a signature elsewhere",
    "ink-scan",
    scan,
    `/Annots [<< /Type /Annot /Subtype /Widget /FT /Sig /T (S) /Rect [10 10 90 90] ${look} >>]`,
  ],
])("%s: %s", async (_why, how, content, more = "") => {
  expect(howOf(FOUND, await laidOn(content, more))).toBe(how);
});

test("places follow a page that lies on its side and shows only a part of its paper", async () => {
  const laid = await laidOn(tight, "/Rotate 90 /CropBox [150 0 300 400]");
  expect(laid.length).toBe(1);
  const { box } = laid[0] ?? { box: FOUND };
  // Turned clockwise, the seal's foot is at the left and its left side on top.
  const expected = { x: 57 / 400, y: 27 / 150, width: 86 / 400, height: 86 / 150 };
  for (const side of ["x", "y", "width", "height"] as const) expect(box[side]).toBeCloseTo(expected[side], 3);
});

test("of a page with more things than it may have the first are looked at, and it ends", async () => {
  const laid = await laidOn("1 1 m 2 2 l S\n".repeat(20_100));
  expect(laid.length).toBe(20_000);
});

async function laidOn(content: string, more = "") {
  const xObjects = "/XObject << /Im 5 0 R /Fm 7 0 R /Whole 8 0 R >>";
  const form = "/Type /XObject /Subtype /Form /BBox [0 0 300 400]";
  const pdf = pdfByHand(`/MediaBox [0 0 300 400] /Contents 4 0 R /Resources << ${xObjects} >> ${more}`, [
    stream(content),
    stream("\x80", "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"),
    stream("1 0 0 RG 10 10 70 70 re S", "/Type /XObject /Subtype /Form /BBox [0 0 90 90]"),
    stream("90 50 80 80 re S", `${form} /Matrix [2 0 0 2 0 0]`),
    stream(scan, `${form} /Resources << /XObject << /Im 5 0 R >> >>`),
  ]);
  const pages = await openPages(pdf, "pdf");
  if (!("pageCount" in pages)) throw new Error(pages.detail);
  const laid = (await pages.page(1)).laid?.() ?? [];
  await pages.close();
  return laid;
}
