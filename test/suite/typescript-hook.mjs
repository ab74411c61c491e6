// Lets Node run the suite's TypeScript as it stands: node --import ./test/suite/typescript-hook.mjs …
import { readFile } from "node:fs/promises";
import { register } from "node:module";
import { fileURLToPath } from "node:url";

if (import.meta.url.endsWith("?hooks")) {
  // Loaded again by the hooks' own thread, below.
} else {
  register(`${import.meta.url}?hooks`);
}

export async function load(url, context, next) {
  if (!url.startsWith("file:") || !url.endsWith(".ts")) return next(url, context);
  const { default: typescript } = await import("typescript");
  const { ModuleKind, ScriptTarget } = typescript;
  const compilerOptions = { module: ModuleKind.ESNext, target: ScriptTarget.ES2022, verbatimModuleSyntax: true };
  const source = await readFile(fileURLToPath(url), "utf8");
  const { outputText } = typescript.transpileModule(source, { compilerOptions });
  return { format: "module", source: outputText, shortCircuit: true };
}
