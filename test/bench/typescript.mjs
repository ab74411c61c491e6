// Lets `node --import` run the project's TypeScript as it stands: types are taken away, nothing is checked or built.
import { readFileSync } from "node:fs";
import { register } from "node:module";
import { fileURLToPath } from "node:url";

if (!import.meta.url.endsWith("?hooks")) register(`${import.meta.url}?hooks`);

export async function load(url, context, next) {
  if (!url.endsWith(".ts")) return next(url, context);
  // Here, in the thread of the hooks alone: 25 MB more would be marked at each collection in the one that is measured.
  const { default: ts } = await import("typescript");
  const { outputText } = ts.transpileModule(readFileSync(fileURLToPath(url), "utf8"), {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023, inlineSourceMap: true },
  });
  return { format: "module", source: outputText, shortCircuit: true };
}
