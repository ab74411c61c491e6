import type { Selectable } from "kysely";
import { readMeta, writeMeta } from "./open.ts";
import type { Database, FolderCursorTable, Writing } from "./schema.ts";

export type FolderCursor = Selectable<FolderCursorTable>;

export async function readCursor(db: Database, account: string, folder: string): Promise<FolderCursor | null> {
  const row = await db
    .selectFrom("folder_cursor")
    .selectAll()
    .where("account", "=", account)
    .where("folder", "=", folder)
    .executeTakeFirst();
  return row ?? null;
}

/** Under one UIDVALIDITY it only goes forward: what was passed by and is taken in later must not draw it back. */
export async function writeCursor(tx: Writing | Database, cursor: FolderCursor): Promise<void> {
  const { uid_validity, last_uid, looked_at, junk } = cursor;
  await tx
    .insertInto("folder_cursor")
    .values(cursor)
    .onConflict((conflict) =>
      conflict.columns(["account", "folder"]).doUpdateSet((eb) => ({
        uid_validity,
        looked_at,
        junk,
        last_uid: eb
          .case()
          .when(
            eb.and([eb("folder_cursor.uid_validity", "=", uid_validity), eb("folder_cursor.last_uid", ">", last_uid)]),
          )
          .then(eb.ref("folder_cursor.last_uid"))
          .else(last_uid)
          .end(),
      })),
    )
    .execute();
}

/** When the inbox was last looked at with success. */
export async function lastLook(db: Database): Promise<string | null> {
  const row = await db
    .selectFrom("folder_cursor")
    .select((eb) => eb.fn.max("looked_at").as("at"))
    .where("junk", "=", 0)
    .executeTakeFirst();
  return row?.at ?? null;
}

/** The UIDs of a folder that the ledger knows. */
export async function knownUids(
  db: Database,
  account: string,
  folder: string,
  uidValidity: string,
): Promise<Set<number>> {
  const rows = await db
    .selectFrom("mail")
    .select("uid")
    .where("account", "=", account)
    .where("folder", "=", folder)
    .where("uid_validity", "=", uidValidity)
    .execute();
  return new Set(rows.map(({ uid }) => uid));
}

/** When a folder as a whole was last compared with the ledger, and what came of it. */
export interface FolderComparison {
  /** An instant. */
  at: string;
  /** UIDs that the server listed. */
  listed: number;
  /** Mails that it said were there and did not list. */
  unlisted: number;
  /** Passed over before, and taken in by this comparison. */
  recovered: number;
  /** Known, and no longer in the folder. */
  gone: number;
}

export async function lastComparison(db: Database, account: string, folder: string): Promise<FolderComparison | null> {
  const kept = await readMeta(db, comparisonKey(account, folder));
  return kept === null ? null : (JSON.parse(kept) as FolderComparison);
}

export function noteComparison(
  db: Database,
  account: string,
  folder: string,
  comparison: FolderComparison,
): Promise<void> {
  return writeMeta(db, comparisonKey(account, folder), JSON.stringify(comparison));
}

function comparisonKey(account: string, folder: string): string {
  return `compared ${account} ${folder}`;
}
