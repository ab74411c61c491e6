// The command `intake` from a checkout: made ready first, then run in this same process, so that signals reach it.
import "./ready.mjs";

// npm runs scripts through a shell that may not pass SIGTERM on: the daemon must not outlive the `npm start` that was ended.
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, 500);
  watch.unref();
}

await import("../build/main.js");
