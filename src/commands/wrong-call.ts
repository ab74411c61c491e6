import type { Command } from "commander";
import { Refusal } from "../refusal.ts";

/** A script's unset variable is no id, no file and no reason. @throws Refusal that names the argument or the demanded option */
export function refuseEmpty(verb: Command): void {
  const options = verb.options.filter(({ mandatory }) => mandatory);
  const given: [string, unknown][] = [
    ...verb.registeredArguments.map((one, place): [string, unknown] => [`<${one.name()}>`, verb.processedArgs[place]]),
    ...options.map((one): [string, unknown] => [one.flags, verb.getOptionValue(one.attributeName())]),
  ];
  for (const [name, values] of given) {
    if ([values].flat().some((value) => typeof value === "string" && value.trim() === ""))
      throw new Refusal(`${name} is empty; intake ${pathOf(verb)} --help says what it must hold`, 2);
  }
}

interface Argument {
  looksLike: RegExp;
  called: string;
}

/** Of verbs with one that may be left out: a misspelt one is not taken for the `argument` of that. @throws Refusal */
export function refuseUnknown(verbs: Command, argument: Argument | null = null): void {
  verbs.hook("preSubcommand", () => {
    const word = verbs.args.find((one) => !one.startsWith("-"));
    const known = verbs.commands.map((one) => one.name());
    if (word === undefined || known.includes(word) || argument?.looksLike.test(word)) return;
    const may = [...known, ...(argument === null ? [] : [argument.called])].join(", ");
    throw new Refusal(`unknown command '${word}'; after ${pathOf(verbs)} may stand ${may}`, 2);
  });
}

/** Without the program's own name. */
function pathOf(verb: Command): string {
  const above = verb.parent?.parent ? `${pathOf(verb.parent)} ` : "";
  return above + verb.name();
}
