/** Control words and symbols that are characters. */
export const CHARACTERS: Record<string, string> = {
  tab: "\t",
  line: "\n",
  page: "\n",
  column: "\n",
  "~": " ",
  _: "-",
  emdash: "—",
  endash: "–",
  emspace: "　",
  enspace: " ",
  qmspace: " ",
  bullet: "•",
  lquote: "‘",
  rquote: "’",
  ldblquote: "“",
  rdblquote: "”",
};

/** Destinations that hold no text of the body, or hold it a second time for older readers. */
const SKIPPED = new Set(
  `colortbl stylesheet info pict objdata fldinst listtext pntext pntxta pntxtb nonesttables shprslt sn sv xe tc
  header headerl headerr headerf footer footerl footerr footerf footnote ftnsep ftnsepc aftnsep aftnsepc annotation
  filetbl private template`.split(/\s+/),
);
/** Marked as what may be ignored, and yet with text of the body in them. */
const NOT_IGNORED = new Set(["shpinst", "shptxt", "do", "dptxbxtext", "nesttableprops", "ud"]);

/** `ignorable`: marked with \* as what a reader may ignore that does not know it. */
export function isSkipped(word: string, ignorable: boolean): boolean {
  return SKIPPED.has(word) || (ignorable && !NOT_IGNORED.has(word));
}
