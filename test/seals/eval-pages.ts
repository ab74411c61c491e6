import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeCase } from "./make.ts";
import type { SealCase, SealPlan } from "./seal-case.ts";

/** Makes a page, or fetches it from the folder where an earlier run kept it; null: nothing is kept. */
export async function pageOf(plan: SealPlan, folder: string | null): Promise<SealCase> {
  if (folder === null) return makeCase(plan);
  const place = join(folder, keyOf(plan));
  const kept = fetchPage(place);
  if (kept !== null) return kept;
  const made = await makeCase(plan);
  keepPage(place, made);
  return made;
}

/** A page made by another state of the maker, or from other words of a plan, is another page. */
function keyOf(plan: SealPlan): string {
  const hash = createHash("sha256").update(makersHash()).update(JSON.stringify(plan));
  return `${plan.id}-${hash.digest("hex").slice(0, 16)}`;
}

let makers: string | undefined;
const makersHash = () => (makers ??= hashOf(new URL("make.ts", import.meta.url)));

/** Of a source file and all of ours that it imports, whatever deep. */
function hashOf(entry: URL): string {
  const seen = new Map<string, string>();
  const waiting = [entry];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file.href)) continue;
    const text = readFileSync(file, "utf8");
    seen.set(file.href, text);
    for (const [, path = ""] of text.matchAll(/^(?:import|export|\}) .*from "(\.[^"]+)";$/gm)) {
      waiting.push(new URL(path, file));
    }
  }
  const texts = [...seen].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, text]) => text);
  return createHash("sha256").update(texts.join("\0")).digest("hex");
}

function fetchPage(place: string): SealCase | null {
  try {
    const truth = JSON.parse(readFileSync(`${place}.json`, "utf8")) as Omit<SealCase, "bytes">;
    return { ...truth, bytes: readFileSync(`${place}.${truth.kind}`) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/** The truth is written last: a page that was cut off while it was kept is made again. */
function keepPage(place: string, { bytes, ...truth }: SealCase): void {
  mkdirSync(join(place, ".."), { recursive: true });
  writeFileSync(`${place}.${truth.kind}`, bytes);
  writeFileSync(`${place}.json`, JSON.stringify(truth));
}
