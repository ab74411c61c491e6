import type { SKRSContext2D } from "@napi-rs/canvas";
import { between, type Random } from "../../src/demo/makers/random.ts";

/** One line of print about (x, y), `size` mm high. */
export function words(
  context: SKRSContext2D,
  text: string,
  x: number,
  y: number,
  size: number,
  face: string,
  turn = 0,
): void {
  context.save();
  context.translate(x, y);
  context.rotate(turn);
  context.scale(size / 20, size / 20);
  context.font = `20px "${face}"`;
  context.fillText(text, 0, 0);
  context.restore();
}

/** Letters around a circle, feet to the centre, spread over `spanDeg` about the top. */
export function wordsAround(
  context: SKRSContext2D,
  text: string,
  circle: { x: number; y: number; r: number; spanDeg: number },
  size: number,
  face: string,
): void {
  const letters = Array.from(text);
  letters.forEach((letter, index) => {
    const turn = (((index / Math.max(1, letters.length - 1) - 0.5) * circle.spanDeg) / 180) * Math.PI;
    words(
      context,
      letter,
      circle.x + circle.r * Math.sin(turn),
      circle.y - circle.r * Math.cos(turn),
      size,
      face,
      turn,
    );
  });
}

export function line(context: SKRSContext2D, fromX: number, fromY: number, toX: number, toY: number): void {
  context.beginPath();
  context.moveTo(fromX, fromY);
  context.lineTo(toX, toY);
  context.stroke();
}

export function ring(context: SKRSContext2D, x: number, y: number, r: number, width: number): void {
  context.lineWidth = width;
  context.beginPath();
  context.arc(x, y, r, 0, 2 * Math.PI);
  context.stroke();
}

export function disc(context: SKRSContext2D, x: number, y: number, r: number): void {
  context.beginPath();
  context.arc(x, y, r, 0, 2 * Math.PI);
  context.fill();
}

/** Letters that nobody can read, `size` mm high, from (x, y) to the right, eight in a line. */
export function scrawl(
  context: SKRSContext2D,
  x: number,
  y: number,
  letters: number,
  size: number,
  random: Random,
): void {
  context.lineWidth = between(random, 0.25, 0.6);
  context.lineCap = context.lineJoin = "round";
  for (let letter = 0; letter < letters; letter++) {
    const [left, top] = [x + (letter % 8) * size * 1.05, y + Math.floor(letter / 8) * size * 1.3];
    const at = (): [number, number] => [left + random() * size, top + random() * size];
    for (let stroke = 0; stroke < 6; stroke++) {
      context.beginPath();
      context.moveTo(...at());
      context.quadraticCurveTo(...at(), ...at());
      context.stroke();
    }
  }
}
