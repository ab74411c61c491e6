import type { Command } from "commander";
import { isAddress } from "../domain/contacts.ts";
import { BOUND_BY, senders, type ApplicationAddress } from "../staff/gather-senders.ts";
import { judgeAll, judgeApplication } from "../judge-application.ts";
import { withKept } from "../parts.ts";
import { Refusal } from "../refusal.ts";
import type { Settings } from "../settings.ts";
import { addContact, clearUndeliverable, undeliverableAddresses } from "../store/contacts.ts";
import { lettersTo } from "../store/letters.ts";
import { inTransaction } from "../store/open.ts";
import { recordAudit } from "../store/staff.ts";
import { UNDELIVERABLE } from "../store/undeliverable.ts";
import { print, table } from "./output.ts";
import { requireApplication } from "./require-application.ts";
import { refuseUnknown } from "./wrong-call.ts";

export function contactsCommand(program: Command, settings: () => Settings): void {
  const contacts = program.command("contacts").description("who may be told of which application");
  refuseUnknown(contacts, { looksLike: /^A\d+$/, called: "an application's id" });
  contacts
    .command("list", { isDefault: true })
    .description("every address that wrote, and whether letters about the application go there")
    .argument("[application]", "its id, as status shows it")
    .option("--json", "print JSON")
    .action(async (id: string | undefined, options: { json?: true }) => {
      const all = await list(settings(), id);
      print(options.json === true, all, () => inWords(all));
    });
  contacts
    .command("add")
    .description("binds an address to an application: it may be told everything about it")
    .argument("<application>", "its id, as status shows it")
    .argument("<address>")
    .requiredOption("--why <text>", "the reason, kept in the audit trail")
    .option("--json", "print JSON")
    .action(async (id: string, address: string, options: { why: string; json?: true }) => {
      const added = await add(settings(), { id, address: requireAddress(address), why: options.why.trim() });
      print(options.json === true, added, () => `${added.address} 已登记为 ${added.application} 的联系邮箱。`);
    });
  contacts
    .command("clear")
    .description("lets letters go again to an address from which one came back")
    .argument("<address>")
    .requiredOption("--why <text>", "the reason, kept in the audit trail")
    .option("--json", "print JSON")
    .action(async (address: string, options: { why: string; json?: true }) => {
      const cleared = await clear(settings(), { address: requireAddress(address), why: options.why.trim() });
      print(options.json === true, cleared, () => clearedWords(cleared));
    });
}

function list(settings: Settings, id: string | undefined) {
  return withKept(settings, async ({ db, rules }) => {
    const judged =
      id === undefined
        ? await judgeAll({ db }, rules)
        : [await judgeApplication(await requireApplication(db, id), { db }, rules)];
    const returned = new Map((await undeliverableAddresses(db)).map((one) => [one.address, one.reason]));
    return judged.flatMap((one) =>
      senders(one).map((sender) => ({ ...sender, undeliverable: returned.get(sender.address) ?? null })),
    );
  });
}

function add(settings: Settings, { id, address, why }: { id: string; address: string; why: string }) {
  return withKept(settings, async ({ db, clock }) => {
    const application = await requireApplication(db, id);
    const at = clock.now().toISOString();
    await inTransaction(db, async (tx) => {
      if (!(await addContact(tx, { application_id: application.id, address, why, at })))
        throw new Refusal(`${address} was added to ${application.id} before`);
      const detail = JSON.stringify({ address, why });
      await recordAudit(tx, { at, who: "staff", action: "contact-added", subject: application.id, detail });
    });
    return { application: application.id, address, why, at };
  });
}

function clear(settings: Settings, { address, why }: { address: string; why: string }) {
  return withKept(settings, async ({ db, clock }) => {
    const at = clock.now().toISOString();
    await inTransaction(db, async (tx) => {
      if (!(await clearUndeliverable(tx, address)))
        throw new Refusal(`${address} is not marked undeliverable; intake contacts shows which are`);
      await recordAudit(tx, { at, who: "staff", action: "contact-cleared", subject: address, detail: why });
    });
    const held = (await lettersTo(db, address)).filter((one) => one.state === "held" && one.reason === UNDELIVERABLE);
    return { address, why, at, held: held.map(({ id }) => id) };
  });
}

/** What was held meanwhile stays so: by now it may be out of date. */
function clearedWords({ address, held }: { address: string; held: string[] }): string {
  const waiting = held.length === 0 ? "" : `此前暂缓的信件如仍需发出：intake letters release ${held.join(" ")}`;
  return `${address} 可以重新收信。${waiting}`;
}

function requireAddress(written: string): string {
  const address = written.trim().toLowerCase();
  if (!isAddress(address)) throw new Refusal(`${written} is no mail address such as name@example.org`, 2);
  return address;
}

function inWords(all: (ApplicationAddress & { undeliverable: string | null })[]): string {
  if (all.length === 0) return "暂无联系邮箱。";
  const rows = all.map(({ application, unitName, address, bound, mails, undeliverable }) => [
    application,
    unitName,
    address,
    bound === null ? "未登记" : `已登记（${BOUND_BY[bound]}）`,
    mails.join(" "),
    undeliverable === null ? "" : `曾退信：${undeliverable}`,
  ]);
  return table([["申请编号", "单位名称", "邮箱", "状态", "来信", "备注"], ...rows]);
}
