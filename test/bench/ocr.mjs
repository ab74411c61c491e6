// Accuracy, seconds and peak memory of both readers on drawn, stamped scans, run on the build: node test/bench/ocr.mjs
// Each reader reads in a process of its own, so that its peak is its own.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const build = (file) => import(new URL(`../../build/${file}`, import.meta.url).href);
const NAME = "北京某某科技有限公司";

/** How the pages are scanned. */
const SCANS = [
  { dpi: 150, skew: 1.2, quality: 75 },
  { dpi: 200, skew: 1.2, quality: 75 },
  { dpi: 300, skew: 1.2, quality: 75 },
  { dpi: 150, skew: -3, quality: 60 },
  { dpi: 200, skew: 5, quality: 60 },
  { dpi: 300, skew: -7, quality: 80 },
];

const [engine, file] = process.argv.slice(2);
if (engine === undefined) await compare();
else if (engine === "which") await which();
else await readIn(engine, file);

async function compare() {
  const folder = mkdtempSync(join(tmpdir(), "ocr-"));
  const layouts = await madePages();
  const totals = new Map();
  console.log("reader     dpi  askew  JPEG  accuracy  s a page  s CPU a page  peak MB");
  for (const scan of SCANS) {
    const { dpi, skew, quality } = scan;
    const pdf = join(folder, `${dpi}-${skew}.pdf`);
    writeFileSync(pdf, await scans(layouts, scan));
    for (const reader of ["paddle", "tesseract"]) {
      const { pages, seconds, cpu, peakMb } = inChild(reader, pdf);
      const right = layouts.map((layout, page) => score(layout, pages[page]));
      const accuracy = 100 - (100 * sum(right.map(({ wrong }) => wrong))) / sum(right.map(({ all }) => all));
      totals.set(reader, [...(totals.get(reader) ?? []), { accuracy, cpu, peakMb }]);
      const how = `${String(dpi).padEnd(4)} ${`${skew}°`.padStart(5)}  ${String(quality).padStart(4)}`;
      const figures = [`${accuracy.toFixed(1)} %`, seconds.toFixed(2), cpu.toFixed(2), peakMb.toFixed(0)];
      console.log(`${reader.padEnd(10)} ${how}  ${figures.map((figure) => figure.padStart(8)).join("  ")}`);
    }
  }
  console.log(inWords(totals, inChild("which").name));
  rmSync(folder, { recursive: true });
}

/** With the memory settings that a reading child has. */
function inChild(...what) {
  const child = spawnSync(process.execPath, [fileURLToPath(import.meta.url), ...what], {
    encoding: "utf8",
    env: {
      ...process.env,
      MALLOC_ARENA_MAX: "1",
      MALLOC_MMAP_THRESHOLD_: "4000000",
      MALLOC_TRIM_THRESHOLD_: "16000000",
    },
  });
  return JSON.parse(child.stdout.trim().split("\n").at(-1));
}

function inWords(totals, used) {
  const mean = (reader, what) => sum(totals.get(reader).map((one) => one[what])) / totals.get(reader).length;
  const figures = (reader) =>
    `${reader} reads ${mean(reader, "accuracy").toFixed(1)} % right in ${mean(reader, "cpu").toFixed(2)} s CPU and ${Math.max(...totals.get(reader).map(({ peakMb }) => peakMb)).toFixed(0)} MB`;
  const better = mean("paddle", "accuracy") >= mean("tesseract", "accuracy") ? "paddle" : "tesseract";
  const why = used === better ? "the more accurate of the two" : `${better}, the more accurate, cannot be loaded here`;
  return `${figures("paddle")}; ${figures("tesseract")}.\nUsed here: ${used} (${why}); the other stands in where it cannot be loaded.`;
}

async function which() {
  const { loadTextReader } = await build("reading/ocr/page-reader.js");
  console.log(JSON.stringify({ name: (await loadTextReader())?.name ?? "neither" }));
  process.exit(0);
}

async function readIn(reader, pdfFile) {
  const { openPdf } = await build("reading/pdf.js");
  const { greyPage } = await build("reading/ocr/grey.js");
  const { openPaddle } = await build("reading/ocr/paddle.js");
  const { openTesseract } = await build("reading/ocr/tesseract.js");
  const opened = await (reader === "paddle" ? openPaddle() : openTesseract());
  const pdf = await openPdf(readFileSync(pdfFile));
  const begun = performance.now();
  const cpuBefore = process.cpuUsage();
  const pages = [];
  for (let page = 1; page <= pdf.pageCount; page++) {
    const whole = [{ x: 0, y: 0, width: 1, height: 1 }];
    pages.push((await opened.read(greyPage(await pdf.render(page, 150), whole))).map(({ text }) => text));
  }
  const used = process.cpuUsage(cpuBefore);
  const seconds = (performance.now() - begun) / 1000 / pages.length;
  const cpu = (used.user + used.system) / 1e6 / pages.length;
  console.log(JSON.stringify({ pages, seconds, cpu, peakMb: peakMegabytes() }));
  process.exit(0);
}

/** Linux counts the parent's memory in a child's maxRSS, for between fork and exec it is the child's. */
function peakMegabytes() {
  if (process.platform !== "linux") return process.resourceUsage().maxRSS / 1024;
  return Number(/^VmHWM:\s*(\d+)/m.exec(readFileSync("/proc/self/status", "latin1"))[1]) / 1024;
}

async function madePages() {
  const { formPages } = await build("demo/makers/form-pages.js");
  const { declarationPages } = await build("demo/makers/declaration-pages.js");
  const { BLANK_FORM } = await build("demo/makers/form-values.js");
  const values = { ...BLANK_FORM, unitName: NAME, contact: "李晓明", mobile: "13800138000", email: "li@example.com" };
  return [...formPages(values), ...declarationPages("2022 年 11 月 18 日")];
}

async function scans(layouts, { dpi, skew, quality }) {
  const { drawPage } = await build("demo/makers/page.js");
  const { drawSeal } = await build("demo/makers/seal.js");
  const { officeScanner, scanPage } = await build("demo/makers/scan.js");
  const { scanPdf } = await build("demo/makers/pdf.js");
  const { seededRandom } = await build("demo/makers/random.js");
  const random = seededRandom(11);
  const jpegs = [];
  for (const layout of layouts) {
    const page = drawPage(layout, dpi);
    const seal = { name: NAME, kind: "official", diameterMm: 42 };
    const how = { dpi, rotationDeg: 8, ink: 0.8, random };
    if (layout.sealAt !== null) drawSeal(page.getContext("2d"), seal, { ...layout.sealAt, ...how });
    jpegs.push(await scanPage(page, dpi, { ...officeScanner(random), rotationDeg: skew, quality }, random));
  }
  return scanPdf(jpegs);
}

/** Characters of the page, and how many of them the line that fits best gets wrong; spaces and widths do not count. */
function score(layout, lines) {
  const plain = (text) => text.normalize("NFKC").replace(/[\s“”"]/g, "");
  const read = lines.map(plain);
  const runs = layout.runs.map(({ text }) => plain(text));
  return { all: sum(runs.map((run) => run.length)), wrong: sum(runs.map((run) => leastWrong(run, read))) };
}

function leastWrong(run, lines) {
  return Math.min(run.length, ...lines.map((line) => editsWithin(run, line)));
}

/** Levenshtein against any part of the line. */
function editsWithin(run, line) {
  let before = new Array(line.length + 1).fill(0);
  for (let i = 1; i <= run.length; i++) {
    const now = [i];
    for (let j = 1; j <= line.length; j++) {
      now[j] = Math.min(now[j - 1] + 1, before[j] + 1, before[j - 1] + (run[i - 1] === line[j - 1] ? 0 : 1));
    }
    before = now;
  }
  return Math.min(...before);
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}
