import type { ReadingNote } from "../../domain/facts.ts";
import { limits } from "../limits.ts";
import { isOutOfMemory } from "../out-of-memory.ts";
import {
  Emerging,
  endingNote,
  isLitter,
  LimitPassed,
  type ArchiveEntry,
  type Unpacked,
  type Unpacking,
} from "./entry.ts";
import { runSevenZip, type SevenZipRun } from "./seven-zip-engine.ts";

/**
 * Unpacks a 7z. The engine works through all of it in one go, so that everything is held until then, up to a limit of
 * its own. Never throws for bad input.
 */
export async function* un7z(bytes: Buffer, unpacking: Unpacking): Unpacked {
  const listing = await list(bytes);
  const paths: string[] = [];
  for (const { path, encrypted } of listing.entries) {
    if (encrypted) yield { code: "encrypted", detail: "7z", where: path };
    else if (!isLitter(path)) paths.push(path);
  }
  if (paths.length > 0) {
    const { found, notes } = await extract(bytes, paths, unpacking);
    // Shifted rather than walked through: each may go when it has been seen to.
    for (let entry = found.shift(); entry; entry = found.shift()) yield entry;
    yield* notes;
  }
  if (listing.note) yield listing.note;
}

interface Listing {
  entries: { path: string; encrypted: boolean }[];
  note: ReadingNote | null;
}

/** What `7z l -slt` says: of each entry a block of `Key = value`, behind those of the archive and a line of dashes. */
async function list(bytes: Buffer): Promise<Listing> {
  const entries: (Listing["entries"][number] & { folder: boolean })[] = [];
  let inEntries = false;
  const run = await runSevenZip(bytes, ["l", "-slt", "-sccUTF-8", "-t7z"], {
    print: (line) => {
      if (line === "----------") inEntries = true;
      if (!inEntries) return;
      const [, key, value = ""] = /^(\w+) = (.*)$/.exec(line) ?? [];
      if (key === "Path") {
        if (entries.length >= limits.archiveEntries) throw new LimitPassed("archiveEntries");
        entries.push({ path: value, encrypted: false, folder: false });
      }
      const entry = entries.at(-1);
      if (entry && key === "Encrypted") entry.encrypted = value === "+";
      if (entry && key === "Attributes") entry.folder = value.startsWith("D");
    },
  });
  return { entries: entries.filter((entry) => !entry.folder), note: noteOf(run) };
}

async function extract(bytes: Buffer, paths: string[], unpacking: Unpacking) {
  const found: (ArchiveEntry | ReadingNote)[] = [];
  let held = 0;
  let file: Emerging | null = null;
  // `-spd`: names are names, not patterns. `-aou`: of two with one name the second is renamed.
  const run = await runSevenZip(bytes, ["x", "-sccUTF-8", "-t7z", "-aou", "-spd", "-scsUTF-8"], {
    paths,
    begin: (path) => (file = new Emerging(path, unpacking)),
    write: (piece) => {
      held += piece.length;
      if (held > limits.sevenZipBytes) throw new LimitPassed("sevenZipBytes");
      file?.add(piece);
    },
    end: () => {
      if (file) found.push(file.whole());
      file = null;
    },
  });
  const bad = new Map(run.errors.flatMap((line) => splitError(line)));
  const good = found.filter((one) => "code" in one || !bad.has(one.path));
  const notes = [...bad].map(([where, detail]): ReadingNote => ({ code: "damaged", detail, where }));
  const ending = noteOf(run, (file as Emerging | null)?.path);
  return {
    found: good,
    notes: [...notes, ...(ending && (bad.size === 0 || ending.code !== "damaged") ? [ending] : [])],
  };
}

/** `ERROR: CRC Failed : folder/name` */
function splitError(line: string): [path: string, message: string][] {
  const [, message, path] = /^ERROR: (.*?) : (.*)$/.exec(line) ?? [];
  return message === undefined || path === undefined ? [] : [[path, message]];
}

function noteOf({ fault, errors, askedForPassword, code }: SevenZipRun, where?: string): ReadingNote | null {
  if (askedForPassword) return { code: "encrypted", detail: "7z" };
  if (fault instanceof LimitPassed) return endingNote(fault, where);
  if (isOutOfMemory(fault) || errors.some((line) => /Can't allocate|not enough memory/i.test(line)))
    return { code: "over-limit", detail: "childBytes" };
  if (code === 0) return null;
  return { code: "damaged", detail: errors.find((line) => /error|unexpected|open/i.test(line)) ?? `7z: exit ${code}` };
}
