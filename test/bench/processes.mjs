// What processes hold, from /proc (Linux).
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

/** A process, what it started, and what that started. */
export function family(root) {
  const parents = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => [Number(name), figure(name, "status", /^PPid:\s+(\d+)/m)]);
  const members = [root];
  for (const member of members) members.push(...parents.filter(([, parent]) => parent === member).map(([pid]) => pid));
  return members;
}

/** Megabytes, shared pages by their share, so that several processes may be added up. */
export const proportionalMb = (pid) => figure(pid, "smaps_rollup", /^Pss:\s+(\d+)/m) / 1024;

/** Megabytes resident now. */
export const residentMb = (pid) => figure(pid, "status", /^VmRSS:\s+(\d+)/m) / 1024;

/** Megabytes resident at most since the start, or since `forgetPeak`. */
export const peakMb = (pid) => figure(pid, "status", /^VmHWM:\s+(\d+)/m) / 1024;

/** proc(5): writing 5 resets the peak. */
export function forgetPeak(pid) {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, "5");
  } catch {
    // it ended meanwhile
  }
}

function figure(pid, file, pattern) {
  try {
    return Number(pattern.exec(readFileSync(`/proc/${pid}/${file}`, "latin1"))?.[1] ?? 0);
  } catch {
    return 0; // it ended between two looks
  }
}
