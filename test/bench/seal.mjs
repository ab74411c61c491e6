// How long finding and reading seals takes beside a plain rendering of the page: node test/bench/seal.mjs
import "./typescript.mjs";

await import("./seal.ts");
