// Made pages through the seal check: what is falsely present, falsely absent, left to a person; boxes, sizes, kinds, names; CPU time.
// npm run eval:seal -- [--set tuning|measuring] [--seed N] [--positives N] [--negatives N] [--jobs N] [--only CONDITION|MEDIUM|HOLDS|ID,…]
//   [--pages DIR: made pages are kept and used again] [--worst DIR: overlays of the worst] [--out FILE: each page's row as a line of JSON]
import "./typescript.mjs";

await import("./eval-seal.ts");
