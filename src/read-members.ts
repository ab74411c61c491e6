import { readTable } from "./read-table.ts";
import { Refusal } from "./refusal.ts";
import type { Member } from "./store/staff.ts";

/** The list of members that staff keep as a table. @throws Refusal where the column is missing or no company stands in it */
export async function readMembers(file: string): Promise<Member[]> {
  const rows = await readTable(file);
  if (rows[0] && !("单位名称" in rows[0])) {
    throw new Refusal(`${file} has no column 单位名称; its columns are ${Object.keys(rows[0]).join(", ")}`);
  }
  const members = rows.flatMap((row) => {
    const name = row["单位名称"] ?? "";
    const aliases = [row["曾用名"], row["简称"]].flatMap((cell) => (cell ?? "").split(/[、,，;；\n]/));
    return name === "" ? [] : [{ name, aliases: aliases.map((one) => one.trim()).filter(Boolean) }];
  });
  if (members.length === 0) throw new Refusal(`${file} names no company in its column 单位名称; nothing was changed`);
  return members;
}
