import { execFileSync } from "node:child_process";

/** Reading runs in child processes of the built program, so tests build it first. */
export default function buildFirst(): void {
  execFileSync(process.execPath, [".config/ready.mjs"], { stdio: "inherit" });
}
