/** One line of the report: what was counted, what it should be, what it was. */
export interface Figure {
  figure: string;
  aim: string;
  result: string;
  ok: boolean;
}
