// The command `intake` from a checkout: made ready first, then run in this same process, so that signals reach it.
import "./ready.mjs";

await import("../build/main.js");
