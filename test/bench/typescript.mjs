// Lets `node --import` run the project's TypeScript as it stands: types are taken away, nothing is checked or built.
import { readFileSync } from "node:fs";
import { register } from "node:module";
import { fileURLToPath } from "node:url";
import ts from "typescript";

if (!import.meta.url.endsWith("?hooks")) register(`${import.meta.url}?hooks`);

export function load(url, context, next) {
  if (!url.endsWith(".ts")) return next(url, context);
  const { outputText } = ts.transpileModule(readFileSync(fileURLToPath(url), "utf8"), {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023, inlineSourceMap: true },
  });
  return { format: "module", source: outputText, shortCircuit: true };
}
