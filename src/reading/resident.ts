import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** Bytes of physical memory that a process holds; 0 where the system does not say (Windows) or it is gone. */
export function residentBytes(pid: number | undefined): number {
  if (pid === undefined || process.platform === "win32") return 0;
  return kilobytes(process.platform === "linux" ? fromProc(pid) : fromPs(pid)) * 1024;
}

function fromProc(pid: number): string {
  try {
    return /^VmRSS:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "latin1"))?.[1] ?? "";
  } catch {
    return ""; // it ended between two looks
  }
}

function fromPs(pid: number): string {
  return spawnSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "latin1" }).stdout;
}

function kilobytes(text: string): number {
  return Number.parseInt(text, 10) || 0;
}
