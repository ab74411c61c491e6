import { spawnSync } from "node:child_process";
import { limits } from "./limits.ts";

/** How a reading child is held on this machine. */
export interface Containment {
  /** What stands before `node` on the command line. */
  wrapper: string[];
  /** By the kernel (RLIMIT_DATA), or by the parent, which looks at the child's resident memory and kills it. */
  memory: "kernel" | "watched";
  network: "none" | "open";
}

/** Linux tools (util-linux); each works or is left out. setpriv makes the kernel kill the child when its parent dies. */
const LIMITED = [
  "prlimit",
  `--data=${limits.childBytes}`,
  `--stack=${limits.childStackBytes}`,
  `--cpu=${limits.childCpuSeconds}`,
  // What a crash would leave on the disk holds what was being read.
  "--core=0",
];
const NETWORK = [
  ["unshare", "-n"],
  ["unshare", "-rn"],
];
const ORPHAN = ["setpriv", "--pdeathsig", "KILL"];

let found: Containment | undefined;

/** Tries once what this machine has and permits; some milliseconds. */
export function containment(): Containment {
  found ??= probe();
  return found;
}

function probe(): Containment {
  const memory = works(LIMITED);
  const network = NETWORK.find(works);
  const orphan = works(ORPHAN);
  return {
    // setpriv comes last: unshare -r changes credentials, which makes the kernel forget the signal.
    wrapper: [...(memory ? LIMITED : []), ...(network ?? []), ...(orphan ? ORPHAN : [])],
    memory: memory ? "kernel" : "watched",
    network: network ? "none" : "open",
  };
}

function works([command = "", ...args]: string[]): boolean {
  return spawnSync(command, [...args, "true"], { stdio: "ignore", timeout: 5000 }).status === 0;
}
