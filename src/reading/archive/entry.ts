import type { ReadingNote } from "../../domain/facts.ts";
import { limits, type LimitName } from "../limits.ts";

export interface ArchiveEntry {
  /** As in the archive, with its folders; `/` between them. */
  path: string;
  bytes: Buffer;
}

/** What comes out of an archive, in its order: files, and notes on what does not come out. */
export type Unpacked = AsyncGenerator<ArchiveEntry | ReadingNote>;

/** What may still be unpacked for one mail; counted down by every archive in it. */
export interface Unpacking {
  bytesLeft: number;
}

/** Thrown in the middle of unpacking, through an engine if need be: the archive is left where it stands. */
export class LimitPassed extends Error {
  constructor(readonly limit: LimitName) {
    super(limit);
  }
}

/** One file while it is unpacked: counts what really comes out, whatever the archive says of its size. */
export class Emerging {
  #pieces: Buffer[] = [];
  #length = 0;

  constructor(
    readonly path: string,
    private readonly unpacking: Unpacking,
  ) {}

  /** @throws LimitPassed where this was the last of what the mail may unpack */
  add(piece: Buffer): void {
    this.#length += piece.length;
    this.unpacking.bytesLeft -= piece.length;
    if (this.unpacking.bytesLeft <= 0) throw new LimitPassed("unpackedBytes");
    if (this.#length <= limits.entryBytes) this.#pieces.push(piece);
    else this.#pieces = [];
  }

  whole(): ArchiveEntry | ReadingNote {
    if (this.#length > limits.entryBytes) return { code: "over-limit", detail: "entryBytes", where: this.path };
    const [only] = this.#pieces;
    const bytes = only && this.#pieces.length === 1 ? only : Buffer.concat(this.#pieces);
    return { path: this.path, bytes };
  }
}

/** What ended the unpacking of an archive, or of the file `where` in it. */
export function endingNote(error: unknown, where?: string): ReadingNote {
  const about = where === undefined ? {} : { where };
  if (error instanceof LimitPassed) return { code: "over-limit", detail: error.limit, ...about };
  return { code: "damaged", detail: error instanceof Error ? error.message : String(error), ...about };
}

/** What macOS (also as `._name` files) and Windows leave in folders, and Word's lock files. */
export function isLitter(path: string): boolean {
  return /(?:^|\/)(?:__MACOSX\/.*|\.DS_Store|\._[^/]*|Thumbs\.db|desktop\.ini|~\$[^/]*)$/i.test(path);
}
