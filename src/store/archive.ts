import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, open, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Raw mails by content hash, on disk and synced before anything else is done with them. */
export interface Archive {
  /** Where a mail lies, whether it is there or not. */
  path(sha256: string): string;
  mailsDir: string;
  /** Where the children put the parts of mails; made again from the raw mail when missing. */
  partsDir: string;
  /** Writes, syncs file and folder; the same bytes twice are one file. */
  keep(sha256: string, raw: Buffer): Promise<void>;
}

export async function openArchive(dataDir: string): Promise<Archive> {
  const mails = join(dataDir, "archive");
  const partsDir = join(dataDir, "parts");
  await mkdir(mails, { recursive: true });
  await mkdir(partsDir, { recursive: true });
  const path = (sha256: string): string => join(mails, sha256.slice(0, 2), `${sha256}.eml`);
  return {
    path,
    mailsDir: mails,
    partsDir,
    keep: async (sha256, raw) => {
      if (!existsSync(path(sha256))) await writeSynced(path(sha256), raw);
    },
  };
}

/** SHA-256 in hexadecimal. */
export function contentHash(raw: Buffer): string {
  return createHash("sha256").update(raw).digest("hex");
}

/** Under a temporary name first: a file under its own name is whole. What a full disk leaves of it takes no room. */
async function writeSynced(path: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  try {
    await writeFile(`${path}.part`, bytes);
    await syncFile(`${path}.part`);
    await rename(`${path}.part`, path);
  } catch (error) {
    await rm(`${path}.part`, { force: true });
    throw error;
  }
  // The file's folder, and the folder that it may have been made in.
  await syncFolder(dirname(path));
  await syncFolder(dirname(dirname(path)));
}

export function syncFile(path: string): Promise<void> {
  return sync(path, "r+");
}

export function syncFolder(path: string): Promise<void> {
  return sync(path, "r");
}

async function sync(path: string, flags: "r" | "r+"): Promise<void> {
  const handle = await open(path, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
