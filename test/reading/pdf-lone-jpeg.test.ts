import { PDFiumLibrary } from "@hyzyla/pdfium";
import sharp, { type Sharp } from "sharp";
import { expect, test } from "vitest";
import { openPdf } from "../../src/reading/pdf.ts";
import { loneJpeg } from "../../src/reading/pdf-lone-jpeg.ts";
import { pdfByHand, stream } from "./pdf-by-hand.ts";

const [RED, GREEN, BLUE, WHITE] = ["ff0000", "00ff00", "0000ff", "ffffff"] as const;
const [CYAN, MAGENTA, YELLOW, BLACK] = ["00ffff", "ff00ff", "ffff00", "000000"] as const;

/** Four quarters of colour, 400 × 600 pixels: 300 dpi of a page of 96 × 144 points. */
const jpeg = await quartersOf(RED, GREEN, BLUE, WHITE).jpeg({ quality: 95 }).toBuffer();
const grey = await quartersOf(BLACK, WHITE, WHITE, BLACK).greyscale().toColourspace("b-w").jpeg().toBuffer();

function quartersOf(...colours: string[]): Sharp {
  const rgb = Buffer.alloc(400 * 600 * 3);
  for (let y = 0; y < 600; y++) {
    for (let x = 0; x < 400; x++) {
      const colour = colours[(y < 300 ? 0 : 2) + (x < 200 ? 0 : 1)] ?? "";
      rgb.write(colour, 3 * (y * 400 + x), "hex");
    }
  }
  return sharp(rgb, { raw: { width: 400, height: 600, channels: 3 } });
}

interface Page {
  page?: string;
  picture?: string;
  content?: string;
  bytes?: Buffer;
  objects?: string[];
}

const FULL = "q 96 0 0 144 0 0 cm /I Do Q";
const RGB = "/ColorSpace /DeviceRGB";

/** The page, the picture (object 5), its content and what else there is from object 6 on. */
function pageOf({ page = "", picture = RGB, content = FULL, bytes = jpeg, objects = [] }: Page): Buffer {
  const entries = `/Type /XObject /Subtype /Image /Width 400 /Height 600 /BitsPerComponent 8 /Filter /DCTDecode ${picture}`;
  const box = page.includes("/MediaBox") ? "" : "/MediaBox [0 0 96 144]";
  return pdfByHand(
    `${box} /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> /ExtGState << /G 6 0 R >> >> ${page}`,
    [stream(content), stream(bytes.toString("latin1"), entries), ...objects],
  );
}

const mask = stream(
  Buffer.alloc(1).toString("latin1"),
  "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray",
);
const note = "<< /Type /Annot /Subtype /Stamp /Rect [0 72 48 144] /F 4 /AP << /N 7 0 R >> >>";
const noteLook = stream("1 1 0 rg 0 0 48 72 re f", "/Type /XObject /Subtype /Form /BBox [0 0 48 72]");

const SHOWN: [why: string, page: Page, lone: boolean, quarters: string[]][] = [
  ["a scanner's page", {}, true, [RED, GREEN, BLUE, WHITE]],
  [
    "its box begins elsewhere",
    { page: "/MediaBox [10 20 106 164]", content: "q 96 0 0 144 10 20 cm /I Do Q" },
    true,
    [RED, GREEN, BLUE, WHITE],
  ],
  ["turned clockwise", { page: "/Rotate 90" }, true, [BLUE, RED, WHITE, GREEN]],
  ["upside down", { page: "/Rotate 180" }, true, [WHITE, BLUE, GREEN, RED]],
  ["turned the other way", { page: "/Rotate 270" }, true, [GREEN, WHITE, RED, BLUE]],
  ["grey", { bytes: grey, picture: "/ColorSpace /DeviceGray" }, true, [BLACK, WHITE, WHITE, BLACK]],
  ["inverted", { picture: `${RGB} /Decode [1 0 1 0 1 0]` }, false, [CYAN, MAGENTA, YELLOW, BLACK]],
  ["behind a soft mask", { picture: `${RGB} /SMask 6 0 R`, objects: [mask] }, false, [WHITE, WHITE, WHITE, WHITE]],
  ["red keyed out", { picture: `${RGB} /Mask [200 255 0 60 0 60]` }, false, [WHITE, GREEN, BLUE, WHITE]],
  ["a stamp laid on it", { page: "/Annots [6 0 R]", objects: [note, noteLook] }, false, [YELLOW, GREEN, BLUE, WHITE]],
  ["something drawn on it", { content: `${FULL} 1 1 0 rg 0 72 48 72 re f` }, false, [YELLOW, GREEN, BLUE, WHITE]],
  ["clipped", { content: `0 0 48 144 re W n ${FULL}` }, false, [RED, WHITE, BLUE, WHITE]],
  ["half a page", { content: "q 48 0 0 144 48 0 cm /I Do Q" }, false, [WHITE, RED, WHITE, BLUE]],
  ["mirrored", { content: "q -96 0 0 144 96 0 cm /I Do Q" }, false, [GREEN, RED, WHITE, BLUE]],
  ["half seen through", { content: `/G gs ${FULL}`, objects: ["<< /ca 0 >>"] }, false, [WHITE, WHITE, WHITE, WHITE]],
];

test.each(SHOWN)("a page that is one JPEG is shown as viewers show it: %s", async (_, page, lone, quarters) => {
  const file = pageOf(page);
  const pdf = await openPdf(file);
  if (!("pageCount" in pdf)) throw new Error(pdf.detail);
  const { width, height, rgb, dpi } = await pdf.render(1, 150);
  pdf.close();
  expect([Math.min(width, height), Math.max(width, height), dpi]).toEqual([200, 300, 150]);
  const seen = [0.2, 0.7].flatMap((y) => [0.2, 0.7].map((x) => colourAt(Math.floor(y * height) * width + x * width)));
  expect(seen).toEqual(quarters);
  expect((await loneJpegOf(file)) !== null).toBe(lone);

  function colourAt(pixel: number): string {
    return Buffer.from(rgb.subarray(3 * pixel, 3 * pixel + 3).map((value) => 255 * Math.round(value / 255))).toString(
      "hex",
    );
  }
});

async function loneJpegOf(file: Buffer) {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(file);
  return loneJpeg(document.getPage(0), file);
}

test("a JPEG that breaks off is drawn as far as it goes", async () => {
  const pdf = await openPdf(pageOf({ bytes: jpeg.subarray(0, jpeg.length - 900) }));
  if (!("pageCount" in pdf)) throw new Error(pdf.detail);
  expect(await pdf.isCut(1)).toBe(true);
  const { width, rgb } = await pdf.render(1, 150);
  expect([...rgb.subarray(3 * (50 * width + 50), 3 * (50 * width + 50) + 2)].map((value) => value > 128)).toEqual([
    true,
    false,
  ]);
});
