import { readFileSync } from "node:fs";
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document } from "yaml";
import type { z } from "zod";
import { Refusal } from "./refusal.ts";

type Key = string | number;

/** What a rules file must not hold, and where: keys from the outside in. */
export interface WrongRule {
  path: Key[];
  /** What it may hold. */
  message: string;
}

/**
 * Reads a YAML file that staff write and checks it against a schema, then against what a schema cannot say.
 * @throws Refusal with the line, the key and what it may hold
 */
export function readRulesFile<T>(path: string, schema: z.ZodType<T>, check: (rules: T) => WrongRule | null): T {
  const lines = new LineCounter();
  const document = parseDocument(readText(path), { lineCounter: lines });
  const broken = document.errors[0];
  if (broken) throw new Refusal(`${path} line ${lines.linePos(broken.pos[0]).line}: ${firstLine(broken.message)}`);

  const checked = schema.safeParse(document.toJS());
  const wrong = checked.success ? check(checked.data) : firstWrong(checked.error.issues, document);
  if (checked.success && wrong === null) return checked.data;
  const { path: keys, message } = wrong ?? { path: [], message: "is not a rules file" };
  const line = lines.linePos(offsetOf(keys, document)).line;
  throw new Refusal(`${path} line ${line}: ${keys.join(".") || "the file"}: ${firstLine(message)}`);
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const reason = code === "ENOENT" ? "there is no such file" : code === "EISDIR" ? "it is a folder" : message;
    throw new Refusal(`${path} cannot be read (${reason}); RULES must be the path of a rules file`);
  }
}

/** A mistyped key is also a missing one: the one that stands there is named, and what may stand in its place. */
function firstWrong(issues: z.core.$ZodIssue[], document: Document): WrongRule | null {
  const typo = issues.find((one) => one.code === "unrecognized_keys");
  const [key] = typo?.keys ?? [];
  if (typo && key !== undefined) {
    const missing = issues.filter((one) => isIn(one.path, typo.path) && !document.hasIn(one.path));
    const may = missing.map((one) => String(one.path.at(-1))).join(", ");
    return { path: [...keysOf(typo), key], message: `is no key here${may && `; missing here: ${may}`}` };
  }
  const [issue] = issues;
  if (!issue) return null;
  const path = keysOf(issue);
  return { path, message: document.hasIn(path) ? issue.message : `is not there; ${issue.message}` };
}

function isIn(path: PropertyKey[], parent: PropertyKey[]): boolean {
  return path.length === parent.length + 1 && parent.every((step, i) => step === path[i]);
}

function keysOf(issue: z.core.$ZodIssue): Key[] {
  return issue.path.map((step) => (typeof step === "number" ? step : String(step)));
}

/** Where the key stands, or the nearest thing around it that is there. */
function offsetOf(keys: Key[], document: Document): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const key of keys) {
    if (isMap(node)) {
      const pair = node.items.find((one) => isScalar(one.key) && String(one.key.value) === String(key));
      if (!pair || !isScalar(pair.key) || !pair.key.range) break;
      offset = pair.key.range[0];
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(key)];
      const range = isMap(node) || isScalar(node) || isSeq(node) ? node.range : null;
      if (!range) break;
      offset = range[0];
    } else break;
  }
  return offset;
}

function firstLine(message: string): string {
  return (message.split("\n")[0] ?? message).replace(/:$/, "");
}
