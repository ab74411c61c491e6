import type { Row } from "./score.ts";

/** What is wrong with a page's row and how badly; null: nothing. */
export interface Wrong {
  what: string;
  gravity: number;
}

/** The worst first; what harms most is worst: an invalid application let through, then an honest one refused. */
export function worstOf(rows: Row[], most: number): { row: Row; wrong: Wrong }[] {
  return rows
    .flatMap((row) => {
      const wrong = wrongOf(row);
      return wrong === null ? [] : [{ row, wrong }];
    })
    .sort((one, other) => other.wrong.gravity - one.wrong.gravity || one.row.strength - other.row.strength)
    .slice(0, most);
}

/** A box that fits worse than this is worth a look though the verdict is right. */
const POOR_FIT = 0.8;
const POOR_DIAMETER_MM = 1;

export function wrongOf({ verdict, holds, medium, names, seals }: Row): Wrong | null {
  // A copy without colour is to be left to a person, whatever is read on it.
  const isForPerson = medium === "grey";
  const wrong: [boolean, string][] = [
    [verdict === "failed", "failed"],
    [verdict === "present" && (holds !== "own" || isForPerson), "false-present"],
    [verdict === "absent" && holds === "own", "false-absent"],
    [(names?.unrelatedAccepted.length ?? 0) > 0, "unrelated-accepted"],
    [(names?.twinsAccepted.length ?? 0) > 0, "twin-accepted"],
    [verdict === "unsure" && holds === "own" && !isForPerson, "unsure"],
    [names?.right === false && !isForPerson, "name-unread"],
    [seals.some(({ diameterErrorMm }) => (diameterErrorMm ?? 0) > POOR_DIAMETER_MM), "diameter"],
    [seals.some(({ foundAs, iou }) => foundAs !== null && iou < POOR_FIT), "box"],
  ];
  const worst = wrong.findIndex(([isSo]) => isSo);
  return worst < 0 ? null : { what: wrong[worst]?.[1] ?? "", gravity: wrong.length - worst };
}
