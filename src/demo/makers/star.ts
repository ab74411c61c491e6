import type { SKRSContext2D } from "@napi-rs/canvas";

/** A five-pointed star in the context's fill, one point up, `radius` from its middle to a point. */
export function drawStar(
  context: Pick<SKRSContext2D, "beginPath" | "lineTo" | "fill">,
  x: number,
  y: number,
  radius: number,
): void {
  context.beginPath();
  for (let corner = 0; corner < 10; corner++) {
    const r = corner % 2 === 0 ? radius : radius * 0.382;
    const angle = (corner * Math.PI) / 5 - Math.PI / 2;
    context.lineTo(x + r * Math.cos(angle), y + r * Math.sin(angle));
  }
  context.fill();
}
