import { readFileSync } from "node:fs";
import { isNode, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { Refusal } from "./refusal.ts";

/**
 * Reads a YAML file that staff write and checks it against a schema.
 * @throws Refusal with the line, the key and what it may hold
 */
export function readRulesFile<T>(path: string, schema: z.ZodType<T>): T {
  let source: string;
  try {
    source = readFileSync(path, "utf8");
  } catch (cause) {
    throw new Refusal(`${path} cannot be read (${(cause as Error).message}): set RULES to a rules file`);
  }
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines });
  const broken = document.errors[0];
  if (broken) throw new Refusal(`${path} line ${lines.linePos(broken.pos[0]).line}: ${firstLine(broken.message)}`);

  const checked = schema.safeParse(document.toJS());
  if (checked.success) return checked.data;
  const wrong = checked.error.issues[0];
  if (!wrong) throw new Refusal(`${path} is not a rules file`);
  const path_ = wrong.path.map((step) => (typeof step === "number" ? step : String(step)));
  throw new Refusal(`${path} line ${lineOf(path_)}: ${path_.join(".") || "the file"}: ${firstLine(wrong.message)}`);

  /** The line of the key, or of the nearest thing around it that is there. */
  function lineOf(keys: (string | number)[]): number {
    for (let depth = keys.length; depth > 0; depth--) {
      const node = document.getIn(keys.slice(0, depth), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  }
}

function firstLine(message: string): string {
  return message.split("\n")[0] ?? message;
}
