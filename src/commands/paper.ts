import { Option, type Command } from "commander";
import { knownApplications } from "../file-message.ts";
import { candidatesFor, joinByHand, PAPER_ITEMS, recordArrival, type NewArrival } from "../paper-ledger.ts";
import { withKept, type Keeping, type Rules } from "../parts.ts";
import { readNumberedTable } from "../read-table.ts";
import { Refusal } from "../refusal.ts";
import type { Settings } from "../settings.ts";
import { readArrivals, type Arrival } from "../store/arrivals.ts";
import { inTransaction } from "../store/open.ts";
import { readRoster } from "../store/staff.ts";
import { arrivalFromOptions, arrivalFromRow, type ArrivalOptions } from "./paper-arrival.ts";
import { print, quoted, table } from "./output.ts";
import { requireApplication } from "./require-application.ts";

export function paperCommand(program: Command, settings: () => Settings): void {
  const paper = program.command("paper").description("the ledger of paper mail");
  paper
    .command("add")
    .description("logs one piece of post")
    .requiredOption("--unit <name>", "the company, as on the paper")
    .requiredOption("--items <list>", "form, declaration or both, with a comma")
    .option("--received <day>", "YYYY-MM-DD，按规则计：邮戳日期或收到日期; today where left out")
    .option("--courier <name>")
    .option("--tracking <no>")
    .addOption(new Option("--sealed <answer>", "is it stamped?").choices(["yes", "no"]))
    .option("--note <text>")
    .option("--json", "print JSON")
    .action(async (options: ArrivalOptions & { json?: true }) => {
      await withKept(settings(), async (kept) => {
        const [logged] = await log([arrivalFromOptions(options, kept.clock.now())], kept);
        if (logged) print(options.json === true, logged, () => describeLogged(logged));
      });
    });
  paper
    .command("import")
    .description(
      "logs every row of a CSV or XLSX file (columns 单位名称, 材料, 收到日期, 快递公司, 快递单号, 是否盖章, 备注)",
    )
    .argument("<file>")
    .option("--json", "print JSON")
    .action(async (file: string, options: { json?: true }) => {
      await withKept(settings(), async (kept) => {
        const rows = await readNumberedTable(file);
        if (rows.length === 0) throw new Refusal(`${file} holds no row beneath its headings; nothing was logged`);
        const now = kept.clock.now();
        const logged = await log(
          rows.map(({ row, number }) => arrivalFromRow(row, `${file} row ${number}`, now)),
          kept,
        );
        print(options.json === true, logged, () => logged.map(describeLogged).join("\n"));
      });
    });
  paper
    .command("list")
    .description("everything logged, with the applications that it joined or could join")
    .option("--json", "print JSON")
    .action(async (options: { json?: true }) => {
      await withKept(settings(), async (kept) => {
        const shown = await show(await readArrivals(kept.db), kept);
        print(options.json === true, shown, () => inWords(shown));
      });
    });
  paper
    .command("link")
    .description("says whose a piece of post is")
    .argument("<id>", "as paper list shows it")
    .argument("<application>", "as status shows it")
    .option("--json", "print JSON")
    .action(async (id: string, applicationId: string, options: { json?: true }) => {
      await withKept(settings(), async (kept) => {
        const application = await requireApplication(kept.db, applicationId);
        const joined = await inTransaction(kept.db, (tx) => joinByHand(tx, id, application.id, kept.clock.now()));
        if (!joined) throw new Refusal(`there is no paper ${id}; intake paper list shows them all`);
        const [shown] = await show(
          (await readArrivals(kept.db)).filter((one) => one.id === id),
          kept,
        );
        if (shown) print(options.json === true, shown, () => describe(shown));
      });
    });
}

type Kept = Keeping & { rules: Rules };

interface ShownArrival {
  id: string;
  unitName: string;
  items: string[];
  received: string;
  sealed: boolean | null;
  courier: string | null;
  tracking: string | null;
  note: string | null;
  application: string | null;
  candidates: string[];
}

/** `alreadyLogged`: the parcel was in the ledger, which stays as it was. */
type LoggedArrival = ShownArrival & { alreadyLogged: boolean };

/** All or none: a wrong row leaves the ledger as it was. One entry for each arrival, in the order given. */
async function log(arrivals: NewArrival[], kept: Kept): Promise<LoggedArrival[]> {
  const known = await knownApplications(await readRoster(kept.db), kept);
  const recorded = await inTransaction(kept.db, async (tx) => {
    const made = [];
    for (const arrival of arrivals) made.push(await recordArrival(tx, arrival, known));
    return made;
  });
  const shown = await show(await readArrivals(kept.db), kept);
  return recorded.flatMap(({ id, logged }) =>
    shown.filter((one) => one.id === id).map((one) => ({ ...one, alreadyLogged: !logged })),
  );
}

async function show(arrivals: Arrival[], kept: Kept): Promise<ShownArrival[]> {
  const known = await knownApplications(await readRoster(kept.db), kept);
  return arrivals.map((arrival) => ({
    id: arrival.id,
    unitName: arrival.unit_name,
    items: JSON.parse(arrival.items) as string[],
    received: arrival.received,
    sealed: arrival.sealed === null ? null : arrival.sealed === 1,
    courier: arrival.courier,
    tracking: arrival.tracking,
    note: arrival.note,
    application: arrival.application_id,
    candidates: candidatesFor(arrival, known),
  }));
}

function describeLogged(one: LoggedArrival): string {
  return one.alreadyLogged ? `已登记过：${describe(one)}` : describe(one);
}

function describe(one: ShownArrival): string {
  const items = one.items.map((item) => PAPER_ITEMS.get(item) ?? item).join("、");
  const where = one.application
    ? `已归入 ${one.application}`
    : one.candidates.length > 0
      ? `未归入；可能是 ${one.candidates.join("、")}，请用 paper link ${one.id} 指定`
      : "未归入；待该单位来信";
  return `${one.id} ${quoted(one.unitName)} ${items} ${one.received} ${where}`;
}

function inWords(shown: ShownArrival[]): string {
  return shown.length === 0 ? "暂无登记。" : table(shown.map((one) => describe(one).split(" ")));
}
