// Installs and builds only what is missing or stale, so that every command works from a fresh clone.
// Silent when there is nothing to do; what it does goes to standard error.
import { spawn } from "node:child_process";
import { existsSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { takeTurn } from "./ready-lock.mjs";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];
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

const lock = changed(join(root, "package-lock.json"));
const build = join(root, "build");

const lacksPackages = () => changed(join(root, "node_modules/.package-lock.json")) < lock;

function lacksBuild() {
  const sources = Math.max(newestUnder(join(root, "src")), lock, changed(join(root, ".config/tsconfig.build.json")));
  return changed(join(build, ".tsbuildinfo")) < sources;
}

if (lacksPackages() || lacksBuild()) {
  const giveUpTurn = await takeTurn(join(root, ".ready.lock"));
  // Asked anew: whoever was before us may have done it.
  if (lacksPackages()) await installPackages();
  if (lacksBuild()) await buildProgram();
  giveUpTurn();
}

async function installPackages() {
  process.stderr.write("Installing the packages that package-lock.json names…\n");
  await run("npm", ["ci"], "npm ci failed: look at its message above, mend the network or registry, and call again");
}

/** Built aside and moved into place: a daemon that runs meanwhile finds a whole build. */
async function buildProgram() {
  const aside = `${build}.${process.pid}`;
  await run(
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

/** Ends this process where the command fails. A signal waits for the command's own end, so that nobody begins beside it. */
async function run(command, args, advice) {
  const child = spawn(command, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  let [said, ended] = ["", 0];
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (words) => (said += words));
  const pass = (signal, number) => {
    ended = 128 + number;
    child.kill(signal);
  };
  for (const signal of SIGNALS) process.on(signal, pass);
  const status = await new Promise((resolve) => {
    child.once("error", (error) => resolve(String(error)));
    child.once("close", resolve);
  });
  for (const signal of SIGNALS) process.off(signal, pass);
  if (ended !== 0) process.exit(ended);
  if (status === 0) return;
  process.stderr.write(`${said}${typeof status === "string" ? status : ""}\n${advice}\n`);
  process.exit(1);
}

function moveIntoPlace(aside) {
  try {
    if (existsSync(build)) renameSync(build, `${aside}.old`);
    renameSync(aside, build);
  } finally {
    for (const left of [aside, `${aside}.old`]) rmSync(left, { recursive: true, force: true });
  }
}
