// Installs and builds only what is missing or stale, so that every command works from a fresh clone.
// Silent when there is nothing to do; what it does goes to standard error.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** Milliseconds of a file's last change; 0 where there is none. */
const changed = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0);

function newestUnder(folder) {
  return Math.max(
    0,
    ...readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) =>
      changed(join(entry.parentPath ?? entry.path, entry.name)),
    ),
  );
}

function run(command, args, advice) {
  const done = spawnSync(command, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"], encoding: "utf8" });
  if (done.status === 0) return;
  process.stderr.write(`${done.stdout ?? ""}${done.stderr ?? ""}${done.error ?? ""}\n${advice}\n`);
  process.exit(1);
}

const lock = changed(join(root, "package-lock.json"));
if (changed(join(root, "node_modules/.package-lock.json")) < lock) {
  process.stderr.write("Installing the packages that package-lock.json names…\n");
  run("npm", ["ci"], "npm ci failed: look at its message above, mend the network or registry, and call again");
}

const build = join(root, "build");
const sources = Math.max(newestUnder(join(root, "src")), lock, changed(join(root, ".config/tsconfig.build.json")));
if (changed(join(build, ".tsbuildinfo")) < sources) {
  // Built aside and moved into place: a daemon or a second command that runs meanwhile finds a whole build.
  const aside = `${build}.${process.pid}`;
  run(
    process.execPath,
    [
      join(root, "node_modules/typescript/bin/tsc"),
      ...["-p", join(root, ".config/tsconfig.build.json"), "--outDir", aside],
      ...["--tsBuildInfoFile", join(aside, ".tsbuildinfo")],
    ],
    "the build failed: mend the errors above and call again",
  );
  moveIntoPlace(aside);
}

/** Where another command has just built the same, its build serves as well. */
function moveIntoPlace(aside) {
  try {
    if (existsSync(build)) renameSync(build, `${aside}.old`);
    renameSync(aside, build);
  } catch (error) {
    if (!existsSync(join(build, "main.js"))) throw error;
  } finally {
    for (const left of [aside, `${aside}.old`]) rmSync(left, { recursive: true, force: true });
  }
}
