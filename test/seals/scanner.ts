import type { Canvas } from "@napi-rs/canvas";
import sharp, { type Sharp } from "sharp";
import { between, type Random, seededRandom } from "../../src/demo/makers/random.ts";
import { clouds } from "./inking.ts";
import type { Recipe } from "./recipe.ts";

const BELLS = 1 << 14;
const TILE = 512;
/** Standard normal numbers, near enough: made once, entered anew at each row. */
const bells = (() => {
  const random = seededRandom(11);
  return Float32Array.from({ length: BELLS }, () => (random() + random() + random() + random() - 2) * 1.73);
})();
export const noiseAt = (index: number): number => bells[index & (BELLS - 1)] ?? 0;
/** Paper's fibres, −1…1, repeated over the page. */
const fibres = (() => {
  const [fine, coarse] = [clouds(TILE, TILE, 2.2, seededRandom(12)), clouds(TILE, TILE, 9, seededRandom(13))];
  return fine.map((value, index) => (value - 0.5) * 1.3 + (coarse[index] ?? 0.5) - 0.5);
})();

/** The drawn sheet as the scanner's sensor and software see it, not yet packed. */
export function scanSheet(canvas: Canvas, recipe: Recipe, random: Random): Sharp {
  const { width, height } = canvas;
  const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
  const pixels = sense(data, width, recipe, random);
  const channels = recipe.tone === "colour" ? 3 : 1;
  let picture = sharp(pixels, { raw: { width, height, channels } });
  const sigma = (recipe.blurMm * recipe.dpi) / 25.4;
  if (sigma >= 0.3) picture = picture.blur(sigma);
  if (recipe.sharpen > 0) picture = picture.sharpen({ sigma: 1, m1: recipe.sharpen, m2: recipe.sharpen });
  return recipe.tone === "colour" ? picture : picture.toColourspace("b-w");
}

/** RGBA in; RGB out, or one channel where the colour is not kept. */
function sense(data: Uint8ClampedArray, width: number, recipe: Recipe, random: Random): Uint8ClampedArray {
  const curve = curveOf(recipe);
  const count = data.length / 4;
  const grey = recipe.tone !== "colour";
  const pixels = new Uint8ClampedArray(grey ? count : 3 * count);
  const { noise, texture } = recipe;
  const [offsetX, offsetY] = [Math.floor(random() * TILE), Math.floor(random() * TILE)];
  for (let at = 0, to = 0, y = 0; at < data.length; y++) {
    let bell = Math.floor(random() * BELLS);
    const row = ((y + offsetY) % TILE) * TILE;
    for (let x = 0; x < width; x++, at += 4) {
      const paper = (fibres[row + ((x + offsetX) % TILE)] ?? 0) * texture;
      const [red, green, blue] = [
        curve[data[at] ?? 0] ?? 0,
        curve[data[at + 1] ?? 0] ?? 0,
        curve[data[at + 2] ?? 0] ?? 0,
      ];
      if (grey) {
        pixels[to++] = 0.299 * red + 0.587 * green + 0.114 * blue + paper + noiseAt(bell++) * noise;
        continue;
      }
      const common = paper + noiseAt(bell++) * noise;
      pixels[to++] = red + common + noiseAt(bell) * noise * 0.5;
      pixels[to++] = green + common;
      pixels[to++] = blue + common + noiseAt(bell + 5000) * noise * 0.7;
    }
  }
  return recipe.tone === "bilevel" ? blackAndWhite(pixels, between(random, 120, 175)) : pixels;
}

const curveOf = ({ contrast, brightness }: Recipe): Float32Array =>
  Float32Array.from({ length: 256 }, (_, level) => (level - 140) * contrast + 140 + brightness);

function blackAndWhite(pixels: Uint8ClampedArray, threshold: number): Uint8ClampedArray {
  for (let at = 0; at < pixels.length; at++) pixels[at] = (pixels[at] ?? 0) < threshold ? 0 : 255;
  return pixels;
}
