import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { FileKind, ReadingNote } from "../../src/domain/facts.ts";
import { mediumOf } from "../../src/domain/medium.ts";
import { limits } from "../../src/reading/limits.ts";
import { ReadingFault, startReader, type Reader } from "../../src/reading/reader.ts";
import { residentBytes } from "../../src/reading/resident.ts";
import { docxOf, run as wordRun } from "../makers/docx.ts";
import * as bombs from "../reading/bombs.ts";
import { pdfByHand, stream } from "../reading/pdf-by-hand.ts";
import type { Figure, TortureOptions } from "./figure.ts";

/** What became of one file. */
interface Tried {
  file: string;
  /** As in a finding: code and limit; empty where nothing was in the way. */
  names: string[];
  /** Did anything of it come out? */
  read: boolean;
  /** Of its longest job: for so long other mail waits. */
  seconds: number;
  /** What was thrown, if it was none of the reader's limits. */
  fault: string | null;
  /** Could the next, honest file be read? */
  nextReads: boolean;
  residentBytes: number;
}

/** Longer than one job may take by what starting and ending a child costs. */
const LONGEST_SECONDS = 60;

/** Every file that was made or collected to harm its reader goes through one reader, as the daemon's. */
export async function run({ scale, corpora }: TortureOptions): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), "hostile-"));
  const pids: number[] = [];
  const reader = startReader({
    log: (_, detail) => {
      if (detail && "memory" in detail && "pid" in detail) pids.push(detail.pid as number);
    },
  });
  try {
    const made = await makeBombs(folder);
    const files = sample([...made, ...filesIn(corpora)], scale);
    const honest = join(folder, "honest.docx");
    writeFileSync(honest, await docxOf(`<w:p>${wordRun("单位名称")}</w:p>`));
    await warmUp(honest, reader);
    const before = residentBytes(process.pid);
    const all: Tried[] = [];
    for (const path of files) all.push(await tryFile(path, honest, folder, reader));
    await reader.close();
    return figures(all, new Set(made.map((path) => basename(path))), before, pids.filter(isAlive).length);
  } finally {
    await reader.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Bomb = [name: string, make: () => Buffer | Promise<Buffer>];

const A4 = "/MediaBox [0 0 595 842]";
const BOMBS: Bomb[] = [
  ["zips in zips.eml", async () => bombs.mailWith(["a.zip", await bombs.nestedZips(5, 10)])],
  ["zip in zip, 20 deep.eml", async () => bombs.mailWith(["a.zip", await bombs.nestedZips(20, 1)])],
  ["a zip that lies.zip", () => bombs.lyingZip(10, 40_000_000)],
  ["zeros.7z", () => bombs.sevenZip(limits.sevenZipBytes + 1)],
  ["mails in mails.eml", () => bombs.nestedMail(2000)],
  ["parts in parts.eml", () => bombs.nestedMultipart(10_000)],
  ["ten thousand parts.eml", () => bombs.mailWith(...manyFiles(10_000))],
  ["headers.eml", () => bombs.mail(Array.from({ length: 400_000 }, (_, n) => `X-${n}: ${n}`))],
  ["elements in elements.eml", () => bombs.mail(["Content-Type: text/html"], "<div>".repeat(200_000))],
  ["entities.docx", () => bombs.laughs()],
  ["controls in controls.docx", () => docxOf(nested("w:sdt><w:sdtContent", "w:sdtContent></w:sdt", 40_000))],
  ["ninety million characters.docx", () => docxOf(`<w:p>${wordRun("字".repeat(90_000_000))}</w:p>`)],
  ["twenty thousand pages.pdf", () => bombs.pdfOfPages(20_000)],
  ["a stream of gigabytes.pdf", () => bombs.pdfBomb()],
  ["drawn a billion times.pdf", () => busyPdf(9)],
  [
    "a page without end.pdf",
    () => pdfByHand("/MediaBox [0 0 14400 14400] /UserUnit 100 /Contents 4 0 R", [stream("")]),
  ],
  ["interlaced.png", () => bombs.png(14_800, 14_800, { interlaced: true, pixels: true })],
  ["nine hundred megapixels.png", () => bombs.png(30_000, 30_000)],
];

const manyFiles = (count: number): [string, Buffer][] =>
  Array.from({ length: count }, (_, n) => [`${n}.pdf`, Buffer.from(`%PDF-1.4 ${n}`)]);

const nested = (open: string, close: string, depth: number): string =>
  `<${open}>`.repeat(depth) + `</${close}>`.repeat(depth);

function busyPdf(levels: number): Buffer {
  const page = `${A4} /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >>`;
  return pdfByHand(page, [stream("/X Do"), ...bombs.busyObjects(levels)]);
}

/** One after another, so that none stays in this process. */
async function makeBombs(folder: string): Promise<string[]> {
  const bombsDir = join(folder, "bombs");
  mkdirSync(bombsDir);
  const paths: string[] = [];
  for (const [name, make] of BOMBS) {
    writeFileSync(join(bombsDir, name), await make());
    paths.push(join(bombsDir, name));
  }
  return paths;
}

function filesIn(corpora: string | undefined): string[] {
  const folder = join(corpora ?? "", "hostile");
  if (corpora === undefined || !existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name));
}

/** Evenly over all of them. */
function sample(files: string[], scale: number): string[] {
  const count = Math.min(files.length, Math.max(1, Math.round(files.length * scale)));
  return Array.from({ length: count }, (_, n) => files[Math.floor((n * files.length) / count)] ?? "");
}

async function warmUp(honest: string, reader: Reader): Promise<void> {
  await reader.warm();
  for (let time = 0; time < 50; time++) await reader.readDocument(honest, "docx");
  globalThis.gc?.();
}

async function tryFile(path: string, honest: string, folder: string, reader: Reader): Promise<Tried> {
  const tried: Tried = { ...NOTHING, file: basename(path), names: [] };
  const timed = async <T>(job: Promise<T>): Promise<T> => {
    const begun = performance.now();
    return job.finally(() => (tried.seconds = Math.max(tried.seconds, (performance.now() - begun) / 1000)));
  };
  try {
    await readAll(path, join(folder, "parts"), { timed, reader, tried });
  } catch (error) {
    if (error instanceof ReadingFault) tried.names.push(error.limit);
    else tried.fault = String(error);
  }
  const next = await reader.readDocument(honest, "docx");
  return {
    ...tried,
    nextReads: next.word !== null && next.notes.length === 0,
    residentBytes: residentBytes(process.pid),
  };
}

const NOTHING = { read: false, seconds: 0, fault: null, nextReads: false, residentBytes: 0 };

interface Trying {
  timed: <T>(job: Promise<T>) => Promise<T>;
  reader: Reader;
  tried: Tried;
}

/** As the daemon and `examine` read: a mail or an archive with all that it holds, else the document. */
async function readAll(path: string, partsDir: string, { timed, reader, tried }: Trying): Promise<void> {
  mkdirSync(partsDir, { recursive: true });
  const kind = path.endsWith(".eml") ? "eml" : await timed(reader.kindOf(path));
  if (kind !== "eml" && mediumOf(kind) !== "archive") return readOne(path, kind, reader);
  const facts = await timed(
    kind === "eml" ? reader.readMail(path, partsDir) : reader.readArchive(path, basename(path), partsDir),
  );
  note(facts.notes);
  tried.read = true;
  const ofMail = reader.forMail(0);
  for (const part of facts.parts.slice(0, 20)) await readOne(join(partsDir, part.sha256), part.kind, ofMail);

  async function readOne(file: string, of: FileKind, by: Pick<Reader, "readDocument">): Promise<void> {
    const document = await timed(by.readDocument(file, of));
    note(document.notes);
    if (document.word !== null || document.pages.length > 0) tried.read = true;
  }
  function note(notes: ReadingNote[]): void {
    tried.names.push(...notes.map(({ code, detail }) => (code in NAMED_BY_LIMIT ? detail : code)));
  }
}

const NAMED_BY_LIMIT = { "over-limit": true, "timed-out": true };

function figures(all: Tried[], made: Set<string>, before: number, left: number): Figure[] {
  const uncontained = all.filter(({ fault, nextReads }) => fault !== null || !nextReads);
  const unnamed = all.filter(({ names, read }) => names.length === 0 && !read);
  const slow = Math.max(...all.map(({ seconds }) => seconds));
  const last = all.at(-1)?.residentBytes ?? before;
  const growth = (last - before) / before;
  const named = new Map<string, number>();
  for (const name of all.flatMap(({ names }) => [...new Set(names)])) named.set(name, (named.get(name) ?? 0) + 1);
  const words = [...named].map(([name, count]) => `${name} ${count}`).join(", ");
  const what = `hostile files (${made.size} kinds made; ${all.filter(({ file }) => !made.has(file)).length} collected)`;
  return [
    { figure: `${what}: contained`, aim: `all ${all.length}`, ...count(all, uncontained) },
    { figure: `${what}: read, or named`, aim: `all ${all.length}`, ...count(all, unnamed, ` (${words})`) },
    {
      figure: "the longest that one file keeps other mail waiting",
      aim: `at most ${LONGEST_SECONDS} s`,
      result: `${slow.toFixed(1)} s`,
      ok: slow <= LONGEST_SECONDS,
    },
    {
      figure: "growth of the parent's memory after warming up",
      aim: "< 10 %",
      result: `${(100 * growth).toFixed(1)} % of ${Math.round(before / 1_000_000)} MB`,
      ok: growth < 0.1,
    },
    { figure: "children left behind", aim: "0", result: `${left}`, ok: left === 0 },
  ];
}

function count(all: Tried[], wrong: Tried[], words = ""): Pick<Figure, "result" | "ok"> {
  const shown = wrong.slice(0, 5).map(({ file, fault }) => `; ${file}${fault === null ? "" : `: ${fault}`}`);
  return { result: `${all.length - wrong.length}${words}${shown.join("")}`, ok: wrong.length === 0 && all.length > 0 };
}

function isAlive(pid: number): boolean {
  try {
    return !/^State:\s*Z/m.test(readFileSync(`/proc/${pid}/status`, "latin1"));
  } catch {
    return false;
  }
}
