// Which page is what, and what stands on it, over scans and photos made from a seed: node test/bench/scans.mjs [NAME]
import "./typescript.mjs";

await import("./scans.ts");
