import { readApplications } from "../../src/store/applications.ts";
import { alarmMail } from "../../src/staff/alarm-mail.ts";
import { composeDigest } from "../../src/domain/digest.ts";
import { gatherDigest } from "../../src/staff/gather-digest.ts";
import { raiseAlarm, untoldAlarms } from "../../src/store/alarms.ts";
import { readLetters } from "../../src/store/letters.ts";
import { loadRules } from "../../src/parts.ts";
import { readSettings } from "../../src/settings.ts";
import { intake } from "../whole/intake.ts";
import { none, scaled, type Figure, type TortureOptions } from "./figure.ts";
import { jsonProblems, linkProblems, plainProblems } from "./injection-judge.ts";
import { letterProblems, skeleton } from "./injection-letters.ts";
import { injectionStrings } from "./injection-strings.ts";
import { showing, verb, wrong } from "./injection-verbs.ts";
import { HOST, MARK, openWorld, partNames, type World } from "./injection-world.ts";

/** Of those, so many are also given to the program as a user starts it. */
const STARTED = 20;

/** What strangers write does nothing where it is shown: 300 strings in every place of a mail, at every way out of the program. */
export async function run({ seed, scale }: TortureOptions): Promise<Figure[]> {
  const values = injectionStrings(seed, scaled(300, scale));
  const letters = await inLetters(values);
  const world = await openWorld(values);
  try {
    const applications = (await readApplications(world.parts.db, world.parts.rules.campaign.id)).length;
    return [
      ...letters,
      none(`digest and alarm mail, text and HTML (${applications} applications)`, await inDigest(world, values)),
      none("terminal output, words and JSON", await inVerbs(world)),
      none("terminal output to arguments that mean nothing", await inFaults(values)),
      none(
        "terminal output of the program as started",
        await inProgram(world, values.slice(0, scaled(STARTED, scale))),
      ),
      none(`log: control characters or personal data in ${world.log.length} lines`, inLog(world)),
      none(
        "files of mails under other names than hashes",
        partNames(world).filter((name) => !/^[0-9a-f]{64}$/.test(name)),
      ),
    ];
  } finally {
    await world.close();
  }
}

/** What a person who looks for it would find first. */
function about(value: string, problems: string[]): string[] {
  return problems.slice(0, 1).map((one) => `${JSON.stringify(value.slice(0, 40))}: ${one}`);
}

export async function inLetters(values: string[]): Promise<Figure[]> {
  const rules = loadRules(readSettings({}));
  const found = { header: [] as string[], text: [] as string[], html: [] as string[] };
  for (const value of values) {
    const { header, text, html } = await letterProblems(value, rules);
    found.header.push(...about(value, header));
    found.text.push(...about(value, text));
    found.html.push(...about(value, html));
  }
  return [
    none(`headers, parsed again (${values.length} strings)`, found.header),
    none(`letters' text, of every kind (${values.length} strings)`, found.text),
    none(`letters' HTML, of every kind (${values.length} strings)`, found.html),
  ];
}

async function inDigest({ parts }: World, values: string[]): Promise<string[]> {
  const { db, clock, rules } = parts;
  const now = clock.now();
  const { subject, text, html } = composeDigest(await gatherDigest(now, { db }, rules));
  for (const [n, value] of values.entries())
    await raiseAlarm(db, { kind: "loop", about: `${n} ${value}`, detail: value }, now);
  const alarm = alarmMail(await untoldAlarms(db), rules);
  const known = new Set([...KNOWN_TAGS, "!doctype"]);
  return [
    ...plainProblems(`${subject}\n${text}\n${alarm.subject}\n${alarm.text}`),
    ...[html, alarm.html].flatMap((page) => plainProblems(page, Infinity)),
    ...linkProblems(text + html),
    ...[...skeleton(html + alarm.html)].filter((one) => !known.has(one.split(" ")[0] ?? "") || isActive(one)),
  ];
}

const KNOWN_TAGS = "html head meta title body table tr td th p br b span".split(" ");

/** An attribute that runs, fetches or leads somewhere. */
function isActive(one: string): boolean {
  return /^\S+ (?:on|src|href|action|background|srcset|formaction)|url\(|javascript:|refresh/i.test(one);
}

/** What the verbs show of the world. */
async function inVerbs({ parts, env, mails }: World): Promise<string[]> {
  const letters = (await readLetters(parts.db)).map(({ id }) => id);
  const found: string[] = [];
  for (const args of showing(mails, letters)) {
    const called = args.slice(0, 3).join(" ");
    const { out, err } = await verb(args, env);
    found.push(...about(called, [...plainProblems(out), ...(out === "" ? [`nothing: ${err}`] : [])]));
    const json = await verb([...args, "--json"], env);
    found.push(...about(`${called} --json`, jsonProblems(json.out)));
  }
  return found;
}

/** What they say to arguments that mean nothing; in a small world, for some of them look at all of it. */
async function inFaults(values: string[]): Promise<string[]> {
  const { parts, env, ...world } = await openWorld(values.slice(0, 2));
  const found: string[] = [];
  try {
    const application = (await readApplications(parts.db, parts.rules.campaign.id))[0]?.id ?? "A1";
    for (const args of values.flatMap((value) => wrong(value, application))) {
      const { out, err } = await verb(args, env);
      const lines = err.split("\n").length - 1;
      const several = lines > 1 ? ["several lines of fault"] : [];
      found.push(...about(args.join(" "), [...plainProblems(out + err), ...several]));
    }
  } finally {
    await world.close();
  }
  return found;
}

async function inProgram({ env }: World, values: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const value of values) {
    // The system passes none on.
    const argument = value.replaceAll("\0", "");
    for (const args of [["letters", "show", argument], [argument]]) {
      const { out, err } = await intake(args, env);
      found.push(...about(args.join(" "), plainProblems(out + err)));
    }
  }
  return found;
}

function inLog({ log }: World): string[] {
  const personal = new RegExp(`${MARK}|${HOST.replace(".", "\\.")}`, "i");
  return log.flatMap((line) => [
    ...jsonProblems(line),
    ...plainProblems(line.trimEnd(), 2000),
    ...(personal.test(JSON.stringify(JSON.parse(line))) ? [`personal data: ${line.slice(0, 200)}`] : []),
  ]);
}
