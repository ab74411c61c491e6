/** The middle and the height of a line, in any unit, on a level page. */
export interface Level {
  x: number;
  y: number;
  height: number;
}

/** From top to bottom in rows, each from left to right; lines whose middles differ by less than half a line share a row. */
export function inReadingOrder<Line>(lines: Line[], level: (line: Line) => Level): Line[] {
  const rows: { y: number; height: number; lines: { line: Line; x: number }[] }[] = [];
  const placed = lines.map((line) => ({ line, ...level(line) })).sort((one, other) => one.y - other.y);
  for (const { line, x, y, height } of placed) {
    const row = rows.at(-1);
    if (row !== undefined && y - row.y < Math.min(height, row.height) / 2) row.lines.push({ line, x });
    else rows.push({ y, height, lines: [{ line, x }] });
  }
  return rows.flatMap((row) => row.lines.sort((one, other) => one.x - other.x).map(({ line }) => line));
}
