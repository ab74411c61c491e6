import { limits } from "./limits.ts";
import type { Leaf } from "./mail/mime.ts";
import { shelveMail, type KeepPart, type Shelf } from "./mail/parts.ts";
import type { ArchiveFacts } from "./child.ts";

/** An archive that came by itself, opened as the one attachment of a mail would be. */
export async function readArchive(bytes: Buffer, name: string, keep: KeepPart): Promise<ArchiveFacts> {
  const shelf: Shelf = { keep, parts: [], notes: [], bytesLeft: limits.unpackedBytes };
  const line = `Content-Disposition: attachment; filename*=UTF-8''${encodeURIComponent(name)}`;
  const leaf: Leaf = { headers: [{ key: "content-disposition", line }], declaredType: "", bytes };
  const mail = { headers: [], text: "", html: "", leaves: [leaf], passed: new Set<never>(), fault: null };
  await shelveMail(shelf, mail, []);
  return { parts: shelf.parts, notes: shelf.notes };
}
