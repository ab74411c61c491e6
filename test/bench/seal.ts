import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { scanPdf } from "../../src/demo/makers/pdf.ts";
import { seededRandom } from "../../src/demo/makers/random.ts";
import type { SealSpec } from "../../src/demo/makers/seal.ts";
import { HEAP_FLAGS, THRIFTY_MALLOC } from "../../src/reading/child-process.ts";
import { photographed, printedPage, madeUpApplicant } from "../makers/scanned-papers.ts";
import { sealPage, type SealPage } from "../reading/seal-pages.ts";

/*
 * A4 pages at 300 dpi as scanners save them. Each kind of page is looked at in a process of its own, started as a reading
 * child is, as often as ROUNDS says, and drawn by pdftoppm as often in the same run. Times are of the processor: others may
 * be at work here.
 */
const ROUNDS = Number(process.env["ROUNDS"] ?? 15);
const SPEC: SealSpec = { name: "深圳市安恒网络科技股份有限公司", kind: "official", diameterMm: 42 };
const stamped: SealPage = { dpi: 300, stamps: [{ spec: SPEC, at: { xMm: 130, yMm: 190 }, ink: 0.8 }], seed: 1 };

const PAGES: Record<string, SealPage> = {
  clean: { dpi: 300, seed: 2 },
  stamped,
  faded: { ...stamped, stamps: [{ spec: SPEC, at: { xMm: 130, yMm: 190 }, ink: 0.35 }] },
  letterhead: { dpi: 300, decoy: "letterhead", seed: 3 },
  "red table": { dpi: 300, decoy: "red table", seed: 4 },
  watermark: { dpi: 300, decoy: "watermark", seed: 5 },
  "pink paper": { ...stamped, decoy: "pink paper" },
  grey: { dpi: 300, look: { greyscale: true }, seed: 6 },
  "grey, stamped": { ...stamped, look: { greyscale: true } },
};

type Stages = Record<"decode" | "blank" | "mend" | "search" | "read", number[]>;

async function compare(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "bench-seal-"));
  console.log(`ms of processor time, p50 / p95 of ${ROUNDS}\n`);
  console.log(
    row(["page", "decode", "blank", "mend", "search", "found", "ppm 100", "ratio", "ppm 150", "+ name", "peak"]),
  );
  try {
    for (const [why, pdf] of await madePages(folder)) console.log(row([why, ...figures(pdf)]));
  } finally {
    rmSync(folder, { recursive: true });
  }
  console.log("\nfound: the four before it together; ratio: found / ppm 100; + name: read as well, beyond found");
}

async function madePages(folder: string): Promise<[string, string][]> {
  const only = process.argv.slice(2);
  const pages: [string, string][] = [];
  const keep = async (why: string, make: () => Promise<Buffer>) => {
    if (only.length > 0 && !only.includes(why)) return;
    const file = join(folder, `${why.replace(/\W+/g, "-")}.pdf`);
    writeFileSync(file, await scanPdf([await make()]));
    pages.push([why, file]);
  };
  for (const [why, page] of Object.entries(PAGES)) await keep(why, async () => (await sealPage(page)).jpeg);
  await keep("photo", () => {
    const random = seededRandom(7);
    const look = { dpi: 300, stamped: true, signed: true };
    return photographed(printedPage("declaration", madeUpApplicant(random), look, random), {}, random);
  });
  return pages;
}

function figures(pdf: string): string[] {
  const script = fileURLToPath(new URL("seal-look.mjs", import.meta.url));
  const child = spawnSync(process.execPath, [...HEAP_FLAGS, script, pdf, String(ROUNDS)], {
    encoding: "utf8",
    env: { ...process.env, ...THRIFTY_MALLOC },
  });
  if (child.status !== 0) throw new Error(child.stderr);
  const { stages, peak } = JSON.parse(child.stdout.trim().split("\n").at(-1) ?? "") as { stages: Stages; peak: number };
  const { decode, blank, mend, search, read } = stages;
  const found = decode.map((ms, index) => [blank, mend, search].reduce((sum, one) => sum + (one[index] ?? 0), ms));
  const name = read.map((ms, index) => Math.max(0, ms - (search[index] ?? 0)));
  const ppm = [100, 150].map((dpi) => Array.from({ length: ROUNDS }, () => pdftoppm(pdf, dpi)));
  const ratio = quantile(found, 0.5) / quantile(ppm[0] ?? [], 0.5);
  const shown = [decode, blank, mend, search, found, ppm[0] ?? []].map(both);
  return [...shown, ratio.toFixed(2), both(ppm[1] ?? []), both(name), `${peak.toFixed(0)} MB`];
}

/** The processor's time of a process, in ms; bash tells it to a millisecond. */
function pdftoppm(pdf: string, dpi: number): number {
  const timed = `TIMEFORMAT="%U %S"; time pdftoppm -r ${dpi} "$0" > /dev/null`;
  const { stderr } = spawnSync("bash", ["-c", timed, pdf], { encoding: "utf8" });
  const [user = 0, system = 0] = (stderr.trim().split("\n").at(-1) ?? "").split(" ").map(Number);
  return 1000 * (user + system);
}

const quantile = (values: number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))] ?? 0;
const both = (values: number[]) => `${quantile(values, 0.5).toFixed(0)} / ${quantile(values, 0.95).toFixed(0)}`;
const row = ([why = "", ...cells]: string[]) => why.padEnd(14) + cells.map((cell) => cell.padStart(11)).join("");

await compare();
