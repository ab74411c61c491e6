import { type FormValues, LABELS } from "./form-values.ts";
import { A4, ANNEX, BODY, emptyPage, INNER_MM, lineHeightMm, MARGIN, type PageLayout, setText, TITLE } from "./page.ts";
import { wrap } from "./text-layout.ts";

const PAD_MM = 1.8;
const LABEL_MM = 42;
const SHORT_LABEL_MM = 18;
const RIGHT_VALUE_MM = 60;
const LEFT = MARGIN.sideMm;
const RIGHT = A4.widthMm - MARGIN.sideMm;
const BOTTOM = A4.heightMm - MARGIN.topMm;
/** From the foot of the opinion's words down: room for a seal of 45 mm. */
const SEALING_MM = 52;

interface Cell {
  text: string;
  widthMm: number;
}
type Row = { cells: Cell[]; leastMm: number };

/** 附件1 filled in: the table runs on to a second page where it must; the last page takes the seal. */
export function formPages(values: FormValues): PageLayout[] {
  const first = emptyPage();
  let top = setText(first, "附件 1:", { xMm: LEFT, topMm: MARGIN.topMm, widthMm: INNER_MM }, ANNEX);
  const title = { xMm: LEFT, topMm: top + 3, widthMm: INNER_MM };
  top = setText(first, "“网络安全服务阳光行动”成员单位申请表", title, TITLE, "centre") + 4;
  const pages = [first];
  let page = first;
  for (const row of rows(values)) {
    if (top + heightOf(row) > BOTTOM) {
      page = emptyPage();
      pages.push(page);
      top = MARGIN.topMm;
    }
    drawRow(page, row, top);
    top += heightOf(row);
  }
  setSealing(page, values.applicationDate, top - SEALING_MM);
  return pages;
}

function rows(values: FormValues): Row[] {
  const pair = (left: "contact" | "position", right: "mobile" | "email"): Row => ({
    cells: [
      { text: LABELS[left], widthMm: LABEL_MM },
      { text: values[left], widthMm: INNER_MM - LABEL_MM - SHORT_LABEL_MM - RIGHT_VALUE_MM },
      { text: LABELS[right], widthMm: SHORT_LABEL_MM },
      { text: values[right], widthMm: RIGHT_VALUE_MM },
    ],
    leastMm: 11,
  });
  const whole = (field: keyof FormValues, leastMm: number): Row => ({
    cells: [
      { text: LABELS[field], widthMm: LABEL_MM },
      { text: values[field], widthMm: INNER_MM - LABEL_MM },
    ],
    leastMm,
  });
  return [
    whole("unitName", 11),
    pair("contact", "mobile"),
    pair("position", "email"),
    whole("postalAddress", 11),
    whole("serviceScope", 20),
    whole("qualifications", 24),
    whole("sectorsAndScale", 24),
    whole("workforce", 28),
    whole("financials", 30),
    whole("strengths", 34),
    whole("opinion", textHeight({ text: values.opinion, widthMm: INNER_MM - LABEL_MM }) + SEALING_MM),
  ];
}

const textHeight = (cell: Cell) =>
  wrap(cell.text, cell.widthMm - 2 * PAD_MM, BODY).length * lineHeightMm(BODY) + 2 * PAD_MM;
const heightOf = (row: Row) => Math.max(row.leastMm, ...row.cells.map(textHeight));

/** Labels stand in the middle of their cells, long texts at the top. */
function drawRow(page: PageLayout, row: Row, topMm: number): void {
  const height = heightOf(row);
  let xMm = LEFT;
  row.cells.forEach((cell, index) => {
    const label = index % 2 === 0;
    const slack = label || row.cells.length > 2 ? (height - textHeight(cell)) / 2 : 0;
    const box = { xMm: xMm + PAD_MM, topMm: topMm + PAD_MM + slack, widthMm: cell.widthMm - 2 * PAD_MM };
    setText(page, cell.text, box, BODY, label ? "centre" : "left");
    page.rules.push({ fromXMm: xMm, fromYMm: topMm, toXMm: xMm, toYMm: topMm + height });
    xMm += cell.widthMm;
  });
  page.rules.push({ fromXMm: RIGHT, fromYMm: topMm, toXMm: RIGHT, toYMm: topMm + height });
  for (const y of [topMm, topMm + height]) page.rules.push({ fromXMm: LEFT, fromYMm: y, toXMm: RIGHT, toYMm: y });
}

function setSealing(page: PageLayout, date: string, topMm: number): void {
  const xMm = RIGHT - 72;
  const widthMm = 70;
  const next = setText(page, "单位公章：", { xMm, topMm: topMm + 24, widthMm }, BODY);
  setText(page, `${LABELS.applicationDate}${date}`, { xMm, topMm: next + 4, widthMm }, BODY);
  page.sealAt = { xMm: xMm + 38, yMm: topMm + 26 };
}
