import { UnrarError, type FileHeader } from "node-unrar-js";
import type { ReadingNote } from "../../domain/facts.ts";
import { limits } from "../limits.ts";
import { decodeText } from "../mail/charset.ts";
import { isOutOfMemory } from "../out-of-memory.ts";
import { endingNote, isLitter, LimitPassed, type Unpacked, type Unpacking } from "./entry.ts";
import { CountingExtractor, loadUnrar } from "./rar-engine.ts";
import { surveyRar5 } from "./rar-survey.ts";

/**
 * Unpacks a RAR, version 1.5 to 5. Its engine is a fresh one each time, for it would keep the memory that a dictionary
 * took. Never throws for bad input.
 */
export async function* unrar(bytes: Buffer, unpacking: Unpacking): Unpacked {
  const { dictionaryBytes, lacksEnd } = surveyRar5(bytes);
  if (dictionaryBytes > limits.rarDictionaryBytes) {
    yield { code: "over-limit", detail: "rarDictionaryBytes" };
    return;
  }
  const extractor = new CountingExtractor(await loadUnrar(), bytes, unpacking);
  const walk: Walk = { begun: 0, notes: [], header: null, pieceOfOne: false, broken: false };
  for (let again = true; again;) {
    const start = walk.begun;
    again = false;
    try {
      yield* unpackFrom(start, walk, extractor);
    } catch (error) {
      const isNew = walk.begun > start;
      walk.broken = true;
      if (isNew || start === 0) walk.notes.push(noteOf(error, walk));
      // Behind a damaged file one can begin again, unless one dictionary serves them all.
      again = error instanceof UnrarError && isNew && !walk.pieceOfOne;
    }
    yield* walk.notes.splice(0);
  }
  if (walk.header && !walk.broken && !walk.pieceOfOne && lacksEnd) yield { code: "damaged", detail: "rar: cut short" };
}

/** How far the unpacking has come. */
interface Walk {
  /** Files and folders come to, the one in hand included. */
  begun: number;
  header: FileHeader | null;
  /** Solid, or a volume of several: what comes later needs what came before. */
  pieceOfOne: boolean;
  /** An error ended it somewhere. */
  broken: boolean;
  notes: ReadingNote[];
}

function* unpackFrom(start: number, walk: Walk, extractor: CountingExtractor) {
  let place = 0;
  const isWanted = (header: FileHeader) => {
    if (++place <= start) return false;
    if (place > limits.archiveEntries) throw new LimitPassed("archiveEntries");
    Object.assign(walk, { begun: place, header });
    extractor.begin(pathOf(header.name));
    if (header.flags.encrypted) walk.notes.push({ code: "encrypted", detail: "rar", where: pathOf(header.name) });
    return !header.flags.encrypted && !header.flags.directory && !isLitter(pathOf(header.name));
  };
  const { arcHeader, files } = extractor.extract({ files: isWanted });
  walk.pieceOfOne = arcHeader.flags.solid || arcHeader.flags.volume;
  if (arcHeader.flags.volume) walk.notes.push({ code: "unsupported-kind", detail: "rar: one volume of several" });
  while (!files.next().done) {
    yield* walk.notes.splice(0);
    yield extractor.file.whole();
  }
}

function noteOf(error: unknown, { header }: Walk): ReadingNote {
  const where = header ? pathOf(header.name) : undefined;
  const about = where === undefined ? {} : { where };
  const reason = error instanceof UnrarError ? error.reason : null;
  if (reason === "ERAR_MISSING_PASSWORD" || reason === "ERAR_BAD_PASSWORD")
    return { code: "encrypted", detail: "rar", ...about };
  if (reason === "ERAR_NO_MEMORY" || isOutOfMemory(error))
    return { code: "over-limit", detail: "childBytes", ...about };
  if (error instanceof LimitPassed && error.limit === "archiveEntries") return endingNote(error);
  return endingNote(error, where);
}

/** Bytes that are no UTF-8 come out of unrar as U+E080 to U+E0FF, behind the mark U+FFFE (CharToWideMap in its unicode.cpp). */
function pathOf(name: string): string {
  if (!name.includes("\ufffe")) return name.replaceAll("\\", "/");
  const bytes = Array.from(name.replaceAll("\ufffe", ""), (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code >= 0xe080 && code <= 0xe0ff ? Buffer.from([code - 0xe000]) : Buffer.from(character);
  });
  return decodeText(Buffer.concat(bytes)).replaceAll("\\", "/");
}
