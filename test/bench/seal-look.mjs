// The stages of one page's seals, in a process like the one that reads: node test/bench/seal-look.mjs PAGE.pdf ROUNDS
import { readFileSync } from "node:fs";

const build = (file) => import(new URL(`../../build/reading/${file}`, import.meta.url).href);
const { mendPicture } = await build("mend/mend.js");
const { isBlank } = await build("ocr/grey.js");
const { loadLineReader } = await build("ocr/line-reader.js");
const { openPages } = await build("open-pages.js");
const { findSeals } = await build("seal/find-seals.js");

/** Unmeasured at first: a reading process is warm after a dozen pages, and has compiled what it runs. */
const WARMING = 15;

const [file, rounds] = process.argv.slice(2);
const bytes = readFileSync(file);
const stages = { decode: [], blank: [], mend: [], search: [], read: [] };
const readLines = await loadLineReader();
for (let round = -WARMING; round < Number(rounds); round++) {
  const timed = async (stage, run) => {
    const before = process.cpuUsage();
    const result = await run();
    const { user, system } = process.cpuUsage(before);
    if (round >= 0) stages[stage].push((user + system) / 1000);
    return result;
  };
  const picture = await timed("decode", decode);
  await timed("blank", () => isBlank(picture));
  const mended = await timed("mend", () => mendPicture(picture).picture);
  await timed("search", () => findSeals(mended, null));
  await timed("read", () => findSeals(mended, readLines));
}
console.log(JSON.stringify({ stages, peak: peakMegabytes() }));

async function decode() {
  const pages = await openPages(bytes, "pdf");
  if (!("pageCount" in pages)) throw new Error(pages.code);
  const { picture } = await pages.page(1);
  await pages.close();
  return picture;
}

/** Linux counts the parent's memory in a child's maxRSS, for between fork and exec it is the child's. */
function peakMegabytes() {
  if (process.platform !== "linux") return process.resourceUsage().maxRSS / 1024;
  return Number(/^VmHWM:\s*(\d+)/m.exec(readFileSync("/proc/self/status", "latin1"))?.[1]) / 1024;
}
