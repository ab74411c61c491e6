import { createCanvas, type Canvas, type SKRSContext2D } from "@napi-rs/canvas";
import { HEI, registerFonts, SONG_BOLD } from "./fonts.ts";
import { drawStar } from "./star.ts";

/** A company's seal as engraved. Sizes after 国发〔1999〕25号 and the usual practice of the engravers. */
export interface SealSpec {
  name: string;
  kind: "official" | "contract" | "finance" | "invoice" | "department" | "personal";
  /** Round: the diameter; oval: the longer axis; personal: the side. */
  diameterMm: number;
  /** CSS colour of the ink. */
  colour?: string;
  /** The public security's 13-digit code along the lower edge; on an invoice seal the 18-character tax number. */
  code?: string;
  /** An official seal of a foreign-invested company may be an oval without a star. */
  shape?: "round" | "oval";
  /** A department's name under the star. */
  words?: string;
}

const CINNABAR = "#cc1f2a";
const MARGIN_MM = 1.5;
const STRAIGHT_WORDS: Record<SealSpec["kind"], string> = {
  official: "",
  contract: "合同专用章",
  finance: "财务专用章",
  invoice: "发票专用章",
  department: "综合管理部",
  personal: "",
};

/** The clean print on a transparent ground, with a small margin. */
export function engrave(spec: SealSpec, pixelsPerMm: number): Canvas {
  registerFonts();
  const oval = spec.kind === "invoice" || spec.shape === "oval";
  const width = spec.diameterMm;
  const height = oval ? spec.diameterMm * (spec.kind === "invoice" ? 0.75 : 2 / 3) : spec.diameterMm;
  const canvas = createCanvas(
    Math.ceil((width + 2 * MARGIN_MM) * pixelsPerMm),
    Math.ceil((height + 2 * MARGIN_MM) * pixelsPerMm),
  );
  const context = canvas.getContext("2d");
  context.translate(canvas.width / 2, canvas.height / 2);
  context.scale(pixelsPerMm, pixelsPerMm);
  context.fillStyle = context.strokeStyle = spec.colour ?? CINNABAR;
  context.textAlign = "center";
  context.textBaseline = "middle";
  if (spec.kind === "personal") engraveSquare(context, spec.name, width);
  else engraveRing(context, spec, width / 2, height / 2, oval);
  return canvas;
}

/** Two columns from right to left, as 法定代表人's name seals are cut: 李明 becomes 李明之印. */
function engraveSquare(context: SKRSContext2D, name: string, side: number): void {
  const characters = Array.from(name.length === 2 ? `${name}之印` : `${name}印`);
  const rows = Math.ceil(characters.length / 2);
  const border = side * 0.06;
  context.lineWidth = border;
  context.strokeRect(-side / 2 + border / 2, -side / 2 + border / 2, side - border, side - border);
  const cell = (side - 3 * border) / 2;
  const cellHeight = (side - 3 * border) / rows;
  characters.forEach((character, index) => {
    const column = Math.floor(index / rows);
    const y = (index % rows) * cellHeight - (side - 3 * border) / 2 + cellHeight / 2;
    glyph(context, character, { x: (0.5 - column) * cell, y, angle: 0 }, cell * 0.95, cellHeight * 0.95);
  });
}

function engraveRing(context: SKRSContext2D, spec: SealSpec, a: number, b: number, oval: boolean): void {
  const ring = 1.2;
  context.lineWidth = ring;
  context.beginPath();
  context.ellipse(0, 0, a - ring / 2, b - ring / 2, 0, 0, 2 * Math.PI);
  context.stroke();
  const words = spec.words ?? STRAIGHT_WORDS[spec.kind];
  const tall = b * (words === "" ? 0.3 : 0.26) * (Array.from(spec.name).length > 14 ? 0.85 : 1);
  const widest = spec.kind === "invoice" ? 172 : words === "" ? 262 : 222;
  engraveName(context, spec.name, a - ring - 0.9 - tall / 2, b - ring - 0.9 - tall / 2, tall, widest);
  const size = b * 0.2;
  if (words !== "") straight(context, words, oval ? b * 0.52 : b * 0.53, size * 0.8, size);
  if (!oval) drawStar(context, 0, 0, b * (words === "" ? 0.31 : 0.25));
  if (spec.code === undefined) return;
  if (spec.kind === "invoice") straight(context, spec.code, b * 0.12, a * 0.069, 2.5, HEI);
  else engraveCode(context, spec.code, a - ring - 1.1, b - ring - 1.1);
}

/** Around the upper arc, feet to the centre; the more characters, the wider the arc, then the narrower each. */
function engraveName(context: SKRSContext2D, name: string, a: number, b: number, tall: number, widest: number): void {
  const characters = Array.from(name);
  const span = Math.min(widest, 26 * (characters.length - 1));
  const places = alongEllipse(a, b, 270 - span / 2, 270 + span / 2, characters.length);
  const [first, second] = places;
  const pitch = first && second ? Math.hypot(first.x - second.x, first.y - second.y) : tall;
  characters.forEach((character, index) => {
    const place = places[index];
    if (place) glyph(context, character, place, Math.min(tall * 0.86, pitch * 0.86), tall);
  });
}

/** Along the lower arc, heads to the centre, read from left to right. */
function engraveCode(context: SKRSContext2D, code: string, a: number, b: number): void {
  const places = alongEllipse(a, b, 90 + 26, 90 - 26, code.length);
  Array.from(code).forEach((digit, index) => {
    const place = places[index];
    if (place) glyph(context, digit, { ...place, angle: place.angle + Math.PI }, 1.5, 1.7, HEI);
  });
}

interface Place {
  x: number;
  y: number;
  /** Radians by which an upright character is turned, feet to the centre. */
  angle: number;
}

/** Evenly by length of arc, from one angle to the other (degrees, clockwise from the right). */
function alongEllipse(a: number, b: number, from: number, to: number, count: number): Place[] {
  const steps = 720;
  const point = (step: number) => {
    const t = ((from + ((to - from) * step) / steps) * Math.PI) / 180;
    return {
      x: a * Math.cos(t),
      y: b * Math.sin(t),
      angle: Math.atan2(Math.sin(t) / b, Math.cos(t) / a) + Math.PI / 2,
    };
  };
  const lengths = [0];
  for (let step = 1; step <= steps; step++) {
    const [before, here] = [point(step - 1), point(step)];
    lengths.push((lengths[step - 1] ?? 0) + Math.hypot(here.x - before.x, here.y - before.y));
  }
  const whole = lengths[steps] ?? 0;
  return Array.from({ length: count }, (_, index) => {
    const wanted = count === 1 ? whole / 2 : (whole * index) / (count - 1);
    return point(
      Math.max(
        0,
        lengths.findIndex((length) => length >= wanted - 1e-9),
      ),
    );
  });
}

/** A line of evenly set characters, `pitch` and `tall` in mm. */
function straight(
  context: SKRSContext2D,
  words: string,
  y: number,
  pitch: number,
  tall: number,
  family?: string,
): void {
  const characters = Array.from(words);
  characters.forEach((character, index) => {
    const x = (index - (characters.length - 1) / 2) * pitch * 1.12;
    glyph(context, character, { x, y, angle: 0 }, pitch, tall, family);
  });
}

/** One character squeezed into `wide` × `tall` mm: an em square is drawn a little larger than its ink. */
function glyph(
  context: SKRSContext2D,
  character: string,
  place: Place,
  wide: number,
  tall: number,
  family = SONG_BOLD,
): void {
  const em = 20;
  const advance = family === HEI ? 0.62 : 1;
  context.save();
  context.translate(place.x, place.y);
  context.rotate(place.angle);
  context.scale((wide * 1.08) / (em * advance), (tall * 1.08) / em);
  context.font = `${em}px "${family}"`;
  context.fillText(character, 0, 0);
  context.restore();
}
