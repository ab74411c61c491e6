import { rawLetter, type DeliveryParts } from "./deliver.ts";
import { raiseAlarm } from "../store/alarms.ts";
import { noteCopySeen } from "../store/letter-evidence.ts";
import {
  FILING,
  lettersByMessageId,
  lettersInDoubt,
  lettersToFile,
  moveLetter,
  type Letter,
} from "../store/letters.ts";
import { inTransaction, readMeta, writeMeta } from "../store/open.ts";

/** The folder for sent mail. Both reject where the mailbox cannot be reached. */
export interface SentFolder {
  /** Which of these Message-IDs stand in it. */
  find(messageIds: string[]): Promise<string[]>;
  /** Puts a copy into it; false where the account has no such folder. */
  file(raw: Buffer): Promise<boolean>;
}

/** When the folder was last looked at for a letter. */
const LOOKED = "sent-folder-looked";
const LOOK_AGAIN_MS = 60_000;
/** How the alarm is named. */
const IN_DOUBT = "letter-in-doubt";

/**
 * Settles what is doubtful by what lies in the folder for sent mail, files the copies that are owed there, and calls for a person
 * where a letter has been in doubt for too long. `always`: looks there however lately it did.
 */
export async function resolveDoubts(
  folder: SentFolder,
  parts: DeliveryParts,
  { always } = { always: false },
): Promise<void> {
  const [doubtful, toFile] = [await lettersInDoubt(parts.db), await lettersToFile(parts.db)];
  const begun = toFile.filter((one) => one.filed_in_sent === FILING.begun);
  const sought = [...doubtful, ...begun];
  const looks = sought.length > 0 && (always || (await mayLook(begun.length > 0 ? [] : doubtful, parts)));
  const found = looks ? await look(folder, sought, parts) : null;
  for (const letter of doubtful) {
    if (found?.includes(letter.message_id)) await settle(letter, parts);
    else await callForPerson(letter, parts);
  }
  for (const letter of toFile) {
    if (found?.includes(letter.message_id)) await noteFiled(letter, FILING.done, parts);
    else if (letter.filed_in_sent === FILING.due || found !== null) await file(letter, folder, parts);
  }
}

/** The longer nothing was found, the seldomer: providers dislike many logins. What lies after now is a clock's that was set back. */
async function mayLook(doubtful: Letter[], { db, clock }: DeliveryParts): Promise<boolean> {
  const last = await readMeta(db, LOOKED);
  const now = clock.now().getTime();
  const since = last === null ? Infinity : now - Date.parse(last);
  const ages = doubtful.map((one) => now - Date.parse(one.doubtful_since ?? one.created_at));
  const youngest = ages.length === 0 ? 0 : Math.min(...ages);
  return since < 0 || since >= Math.max(LOOK_AGAIN_MS, youngest / 10);
}

/** null: the mailbox cannot be reached now. */
async function look(folder: SentFolder, sought: Letter[], { db, clock, log }: DeliveryParts): Promise<string[] | null> {
  await writeMeta(db, LOOKED, clock.now().toISOString());
  return folder.find(sought.map((one) => one.message_id)).catch((error: unknown) => {
    log.warn({ reason: String(error) }, "the folder for sent mail could not be looked at");
    return null;
  });
}

async function settle(letter: Letter, { db, clock, log }: DeliveryParts): Promise<void> {
  await inTransaction(db, async (tx) => {
    for (const one of await lettersByMessageId(tx, [letter.message_id])) {
      if (await noteCopySeen(tx, one, "the folder for sent mail", clock.now()))
        log.info({ letter: one.id }, "letter seen");
    }
  });
}

async function callForPerson(letter: Letter, { db, clock, settings }: DeliveryParts): Promise<void> {
  const now = clock.now();
  if (now.getTime() - Date.parse(letter.doubtful_since ?? letter.created_at) < settings.doubtMs) return;
  const detail =
    `信件${letter.id}不能确定是否已经寄出，请人工核实。确已寄出：intake letters confirm ${letter.id} --why 理由；` +
    `需要再寄：intake letters release ${letter.id}；不再寄出：intake letters discard ${letter.id}`;
  await raiseAlarm(db, { kind: IN_DOUBT, about: letter.id, detail }, now);
}

/** That it begins is committed first: what was cut off there is looked for before it is filed again. */
async function file(letter: Letter, folder: SentFolder, parts: DeliveryParts): Promise<void> {
  const raw = await rawLetter(letter, parts);
  await noteFiled(letter, FILING.begun, parts);
  parts.step?.("copy-begun");
  try {
    const filed = await folder.file(raw);
    parts.step?.("copy-filed");
    await noteFiled(letter, filed ? FILING.done : FILING.none, parts);
  } catch (error) {
    parts.log.warn({ letter: letter.id, reason: String(error) }, "a copy could not be filed; it is tried again");
  }
}

async function noteFiled(letter: Letter, filed_in_sent: number, { db }: DeliveryParts): Promise<void> {
  await moveLetter(db, letter.id, ["sent"], { filed_in_sent });
}
