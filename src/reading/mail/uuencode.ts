import { decodeText } from "./charset.ts";

/** A file that stood in a plain text body between `begin` and `end` (POSIX uuencode). */
export interface UuFile {
  name: string;
  bytes: Buffer;
  /** Its end did not come. */
  cutShort: boolean;
}

const BEGIN = /^begin(?:-base64)? [0-7]{3,4} ([^\r\n]+?)[ \t]*\r?$/gm;

/** A body's files, and the body without them. What only looks like one, for want of a line that decodes, stays text. */
export function takeUuFiles(body: Buffer): { files: UuFile[]; rest: Buffer } {
  if (!body.includes("begin")) return { files: [], rest: body };
  const text = body.toString("latin1");
  const files: UuFile[] = [];
  let rest = "";
  let at = 0;
  BEGIN.lastIndex = 0;
  for (let begin = BEGIN.exec(text); begin; begin = BEGIN.exec(text)) {
    const base64 = begin[0].startsWith("begin-base64");
    const block = base64 ? base64Lines(text, BEGIN.lastIndex) : uuLines(text, BEGIN.lastIndex);
    if (!block) continue;
    files.push({
      name: decodeText(Buffer.from(begin[1] ?? "", "latin1")),
      bytes: block.bytes,
      cutShort: block.cutShort,
    });
    rest += text.slice(at, begin.index);
    at = BEGIN.lastIndex = block.end;
  }
  return files.length > 0 ? { files, rest: Buffer.from(rest + text.slice(at), "latin1") } : { files, rest: body };
}

interface Block {
  bytes: Buffer;
  cutShort: boolean;
  /** Offset behind its last line. */
  end: number;
}

/** Lines of a length character and groups of four, each character holding 6 bits as 32 + n (0 also as a back-quote). */
function uuLines(text: string, from: number): Block | null {
  const pieces: Buffer[] = [];
  let end = from;
  for (const [line, next] of linesFrom(text, from)) {
    if (line === "end") return pieces.length > 0 ? { bytes: Buffer.concat(pieces), cutShort: false, end: next } : null;
    if (line !== "") {
      const piece = uuLine(line);
      if (!piece) break;
      pieces.push(piece);
    }
    end = next;
  }
  // Cut off: two full lines are no chance.
  return pieces.length > 1 ? { bytes: Buffer.concat(pieces), cutShort: true, end } : null;
}

function uuLine(line: string): Buffer | null {
  const length = (line.charCodeAt(0) - 32) & 63;
  const groups = Math.ceil(length / 3);
  // Blanks at the end, which stand for zeros, are lost on the way; some writers add a character of checksum.
  if (!/^[ -`]*$/.test(line) || line.length > groups * 4 + 2) return null;
  const bits = line.slice(1).padEnd(groups * 4, " ");
  const bytes = Buffer.alloc(groups * 3);
  for (let group = 0; group < groups; group++) {
    let value = 0;
    for (let place = 0; place < 4; place++) value = value * 64 + ((bits.charCodeAt(group * 4 + place) - 32) & 63);
    bytes.writeUIntBE(value, group * 3, 3);
  }
  return bytes.subarray(0, length);
}

/** The same with base64, which ends with four equals signs. */
function base64Lines(text: string, from: number): Block | null {
  const end = text.indexOf("\n====", from);
  const data = end < 0 ? "" : text.slice(from, end);
  if (end < 0 || !/^[\sA-Za-z0-9+/=]+$/.test(data)) return null;
  return { bytes: Buffer.from(data, "base64"), cutShort: false, end: end + 5 };
}

function* linesFrom(text: string, from: number): Generator<[line: string, next: number]> {
  let at = text.indexOf("\n", from) + 1;
  while (at > 0 && at < text.length) {
    const newline = text.indexOf("\n", at);
    const next = newline < 0 ? text.length : newline + 1;
    yield [text.slice(at, newline < 0 ? next : newline).replace(/\r$/, ""), next];
    at = next;
  }
}
