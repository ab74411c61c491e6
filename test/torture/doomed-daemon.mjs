// The daemon as `intake start` runs it, but it kills itself when it passes a step: node doomed-daemon.mjs STEP
import { runDaemon } from "../../build/daemon.js";
import { holdDataDir } from "../../build/hold-data-dir.js";
import { openParts } from "../../build/parts.js";
import { readSettings } from "../../build/settings.js";

const settings = readSettings(process.env);
const parts = await openParts(settings);
holdDataDir(settings.dataDir);
const step = (passed) => {
  if (passed === process.argv[2]) process.kill(process.pid, "SIGKILL");
};
await runDaemon(settings.mailboxUrl, { ...parts, step }, new AbortController().signal);
