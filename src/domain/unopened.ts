import type { FileKind, MailFacts, PartFacts, ReadingNote } from "./facts.ts";
import { mediumByName, mediumOf, type Medium } from "./medium.ts";

/** A file that is known by its place and name, and of which nothing could be read. */
export interface Unopened {
  name: string;
  within: string[];
  medium: Medium;
  notes: ReadingNote[];
}

/** What these hold stands among the mail's parts. */
export function isUnpacked(kind: FileKind): boolean {
  return kind === "eml" || mediumOf(kind) === "archive";
}

/** What of a container could not be taken out: the container where nothing could, else each file by its name. */
export function unopened(part: PartFacts, facts: MailFacts): Unopened[] {
  const notes = unpackingNotes(part, facts);
  const path = [...part.within, part.name];
  const took = facts.parts.some((one) => `${one.within.join("/")}/`.startsWith(`${path.join("/")}/`));
  const inside = notes.filter(({ where }) => where !== path.join("/"));
  if (notes.length === 0) return [];
  if (!took || inside.length < notes.length) {
    return [{ name: part.name, within: part.within, medium: "archive", notes }];
  }
  return inside.map((note) => {
    const name = note.where?.split("/").at(-1) ?? "";
    return { name, within: path, medium: mediumByName(name) ?? "archive", notes: [note] };
  });
}

/** Why a container, or something in it, could not be taken out; a part that was taken out speaks for itself. */
function unpackingNotes(part: PartFacts, facts: MailFacts): ReadingNote[] {
  const path = [...part.within, part.name].join("/");
  const taken = facts.parts.map((one) => [...one.within, one.name].join("/"));
  // What lies in an archive within this one is that one's to tell.
  const deeper = taken.filter((one) => one.startsWith(`${path}/`));
  return facts.notes.filter(({ code, where = "" }) => {
    const inside = where.startsWith(`${path}/`) && !deeper.some((one) => `${where}/`.startsWith(`${one}/`));
    return code !== "cloud-link" && (where === path || inside);
  });
}

/** A mail, or a part of it, that was too large to be taken apart. What is said of its text concerns no document. */
const LIMITS_OF_MAIL = ["mailBytes", "mimeNodes", "parts"];

export function unreadOfMail({ notes, parts }: MailFacts): Unopened[] {
  const paths = parts.map((one) => [...one.within, one.name].join("/")).filter((path) => path !== "");
  const own = notes.filter(
    ({ code, detail, where = "" }) =>
      code === "over-limit" && LIMITS_OF_MAIL.includes(detail) && !paths.some((path) => where.startsWith(path)),
  );
  return own.map((note) => {
    const name = note.where?.split("/").at(-1) ?? "来信的附件";
    return { name, within: [], medium: "archive", notes: [note] };
  });
}
