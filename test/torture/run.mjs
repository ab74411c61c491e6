// Nothing lost, nothing twice, no loops, nobody tricked: every figure of it, in one table; exit 1 where an aim is missed.
// npm run test:torture -- [--only ROOM,…] [--scale 0.1] [--seed N] [--corpora DIR]
import "../bench/typescript.mjs";

await import("./run.ts");
