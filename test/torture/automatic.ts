import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { classifyAutomatic, type Self } from "../../src/domain/automatic.ts";
import { readMail } from "../../src/reading/mail.ts";
import { chineseAutomatic, US, type MadeMail } from "./chinese-automatic.ts";
import type { Figure } from "./figure.ts";
import { genuineMails } from "./genuine-mails.ts";

const SELF: Self = { addresses: [US], ourMessageIds: (id) => id.includes(".sunshine-intake@") };

/** Is a machine's mail ever answered, a person's ever not? `corpora`: the folder with automatic mails that others collected. */
export async function run({
  seed,
  scale,
  corpora,
}: {
  seed: number;
  scale: number;
  corpora?: string;
}): Promise<Figure[]> {
  const answered = await mistaken(await chineseAutomatic(seed, Math.ceil(100 * scale)), "person");
  const suppressed = await mistaken(await genuineMails(seed, Math.ceil(300 * scale)), "machine");
  return [
    figure("made Chinese auto-answers and 退信", "0 answered", answered),
    figure("genuine applications", "0 suppressed", suppressed),
    ...(corpora === undefined ? [] : [figure("automatic mails of others", "0 answered", await inCorpora(corpora))]),
  ];
}

interface Tried {
  mistaken: string[];
  tried: number;
}

/** Those that were taken for what they are not. */
async function mistaken(mails: MadeMail[], as: "person" | "machine"): Promise<Tried> {
  const wrong: string[] = [];
  for (const { what, raw } of mails) {
    const facts = await readMail(raw, () => Promise.resolve());
    const { automatic, reason } = classifyAutomatic(facts, SELF);
    if ((automatic === null ? "person" : "machine") === as) wrong.push(`${what} (${reason})`);
  }
  return { mistaken: wrong, tried: mails.length };
}

function inCorpora(corpora: string): Promise<Tried> {
  const folder = join(corpora, "automatic-mail");
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".eml")) : [];
  return mistaken(
    names.map((name) => ({ what: name, raw: readFileSync(join(folder, name)) })),
    "person",
  );
}

function figure(what: string, aim: string, { mistaken: wrong, tried }: Tried): Figure {
  const shown = wrong.length === 0 ? "" : `: ${wrong.slice(0, 5).join("; ")}`;
  return { figure: `${what} (${tried})`, aim, result: `${wrong.length}${shown}`, ok: wrong.length === 0 && tried > 0 };
}
