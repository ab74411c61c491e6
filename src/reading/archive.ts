import type { FileKind, ReadingNote } from "../domain/facts.ts";
import type { ArchiveEntry, Unpacked, Unpacking } from "./archive/entry.ts";
import { gunzip, unpackTar } from "./archive/gzip.ts";
import { unzip } from "./archive/zip.ts";

export type { ArchiveEntry, Unpacking } from "./archive/entry.ts";

export type ArchiveKind = Extract<FileKind, "zip" | "rar" | "7z" | "gzip" | "tar">;

export function isArchive(kind: FileKind): kind is ArchiveKind {
  return kind === "zip" || kind === "rar" || kind === "7z" || kind === "gzip" || kind === "tar";
}

/**
 * The files in an archive, one after another, and notes on what could not be unpacked. `name`: the archive's own.
 * Never throws for bad input.
 */
export async function* unpack(
  kind: ArchiveKind,
  { bytes, name }: { bytes: Buffer; name: string },
  unpacking: Unpacking,
): AsyncGenerator<ArchiveEntry | ReadingNote> {
  let nothing = true;
  for await (const entry of await unpackerOf(kind, bytes, name, unpacking)) {
    nothing = false;
    yield isDamagedWhole(entry) && isVolume(name, entry) ? { code: "unsupported-kind", detail: volume(kind) } : entry;
  }
  if (nothing) yield { code: "empty", detail: kind };
}

const volume = (kind: ArchiveKind) => `${kind}: one volume of several`;

function isDamagedWhole(entry: ArchiveEntry | ReadingNote): entry is ReadingNote {
  return "code" in entry && entry.code === "damaged" && entry.where === undefined;
}

/** The engines are loaded when they are first needed. */
async function unpackerOf(kind: ArchiveKind, bytes: Buffer, name: string, unpacking: Unpacking): Promise<Unpacked> {
  switch (kind) {
    case "zip":
      return unzip(bytes, unpacking);
    case "rar":
      return (await import("./archive/rar.ts")).unrar(bytes, unpacking);
    case "7z":
      return (await import("./archive/seven-zip.ts")).un7z(bytes, unpacking);
    case "gzip":
      return gunzip(bytes, name, unpacking);
    case "tar":
      return unpackTar(bytes, unpacking);
  }
}

/** 材料.7z.001, 材料.z01, and a zip whose directory says that it lies on the last of several disks. */
function isVolume(name: string, { detail }: ReadingNote): boolean {
  return /\.(?:\d{3}|z\d\d)$/i.test(name) || /multi-disk/i.test(detail);
}
