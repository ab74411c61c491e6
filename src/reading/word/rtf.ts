import type { ReadingNote, WordBlock } from "../../domain/facts.ts";
import { limits } from "../limits.ts";
import { OverLimit } from "../over-limit.ts";
import { BlockBuilder } from "./block-builder.ts";
import { RtfCharsets } from "./rtf-charset.ts";
import { rtfTokens, type RtfToken } from "./rtf-tokens.ts";
import { CHARACTERS, isSkipped } from "./rtf-words.ts";
import type { WordReading } from "./word-reading.ts";

/** Reads an .rtf as Word, WPS and LibreOffice write it. @throws OverLimit */
export function readRtf(bytes: Buffer): WordReading {
  const document = new RtfDocument();
  const notes: ReadingNote[] = [];
  for (const token of rtfTokens(bytes)) document.take(token);
  if (document.depth > 0) notes.push({ code: "damaged", detail: "ends within a group" });
  const blocks = document.blocks();
  if (blocks.length === 0 && notes.length === 0) notes.push({ code: "empty", detail: "no text" });
  return { word: blocks.length === 0 ? null : { blocks, dropped: [] }, notes };
}

/** What a group inherits from the one around it, and forgets at its end. */
interface Group {
  skipped: boolean;
  /** Behind \*: the next word names a destination that may be ignored. */
  ignorable: boolean;
  /** The ANSI copy of a text that follows in Unicode. */
  twice: boolean;
  fontTable: boolean;
  font: number;
  /** Characters that stand in for each \u. */
  standIns: number;
  deleted: boolean;
  inTable: boolean;
  /** How many tables the paragraph lies in; null where only \intbl tells. */
  tables: number | null;
  box: boolean;
}

/** A story: the document's, or that of a text box while it is open. */
interface Story {
  builder: BlockBuilder;
  line: string;
  /** What the text boxes anchored in the paragraph hold. */
  boxes: WordBlock[];
}

const newStory = (): Story => ({ builder: new BlockBuilder(), line: "", boxes: [] });

class RtfDocument {
  readonly #charsets = new RtfCharsets();
  readonly #groups: Group[] = [];
  readonly #stories: Story[] = [newStory()];
  #group: Group = {
    skipped: false,
    ignorable: false,
    twice: false,
    fontTable: false,
    font: -1,
    standIns: 1,
    deleted: false,
    inTable: false,
    tables: null,
    box: false,
  };
  #bytes: Buffer[] = [];
  #toSkip = 0;
  #length = 0;

  get depth(): number {
    return this.#groups.length;
  }

  /** @throws OverLimit */
  take(token: RtfToken): void {
    if (token.type === "bytes") this.#takeBytes(token.bytes);
    else {
      this.#flushBytes();
      if (token.type === "word") this.#takeWord(token.word, token.value);
      else this.#toSkip = 0;
      if (token.type === "open") this.#open();
      if (token.type === "close") this.#close();
    }
    if (this.depth > limits.rtfDepth) throw new OverLimit("rtfDepth");
    if (this.#length > limits.wordChars) throw new OverLimit("wordChars");
  }

  blocks(): WordBlock[] {
    this.#flushBytes();
    while (this.#stories.length > 1) this.#closeBox();
    this.#endParagraph();
    return this.#story.builder.blocks();
  }

  get #story(): Story {
    return this.#stories[this.#stories.length - 1] as Story;
  }

  #open(): void {
    this.#groups.push(this.#group);
    this.#group = { ...this.#group, ignorable: false, box: false };
  }

  #close(): void {
    if (this.#group.box) this.#closeBox();
    this.#group = this.#groups.pop() ?? this.#group;
  }

  #takeBytes(bytes: Buffer): void {
    const standIns = Math.min(this.#toSkip, bytes.length);
    this.#toSkip -= standIns;
    if (!this.#group.skipped && standIns < bytes.length) this.#bytes.push(bytes.subarray(standIns));
  }

  /** Only a whole run of bytes can be decoded: a character may have two, written in two ways. */
  #flushBytes(): void {
    if (this.#bytes.length === 0) return;
    const bytes = Buffer.concat(this.#bytes);
    this.#bytes = [];
    if (!this.#group.fontTable) this.#write(this.#charsets.decode(bytes, this.#group.font));
  }

  #write(text: string): void {
    if (this.#group.skipped || this.#group.deleted) return;
    this.#length += text.length;
    this.#story.line += text;
  }

  #takeWord(word: string, value: number | null): void {
    const group = this.#group;
    if (word === "ud" && group.twice) Object.assign(group, { skipped: false, twice: false, ignorable: false });
    else if (word === "*") group.ignorable = true;
    else if (group.skipped) return;
    else if (isSkipped(word, group.ignorable)) group.skipped = true;
    else if (!this.#takeLayout(word) && !this.#takeState(word, value)) this.#takeCharacter(word, value);
    if (word !== "*") group.ignorable = false;
  }

  /** Words that end or begin something. */
  #takeLayout(word: string): boolean {
    const { builder } = this.#story;
    if (word === "shptxt" || word === "dptxbxtext") this.#openBox();
    else if (word === "par" || word === "sect") this.#endParagraph();
    else if (word === "cell") this.#endCell(1);
    else if (word === "nestcell") this.#endCell(Math.max(2, this.#group.tables ?? 0));
    else if (word === "row" || word === "nestrow") {
      if (word === "row") builder.toDepth(1);
      builder.endRow();
    } else return false;
    return true;
  }

  #takeState(word: string, value: number | null): boolean {
    const group = this.#group;
    if (word === "f") group.font = value ?? 0;
    else if (word === "fcharset") this.#charsets.setFont(group.font, value ?? 0);
    else if (word === "cpg") this.#charsets.setFontCodePage(group.font, value ?? 0);
    else if (word === "ansicpg") this.#charsets.setOwn(value ?? 0);
    else if (word === "fonttbl") group.fontTable = true;
    else if (word === "upr") Object.assign(group, { skipped: true, twice: true });
    else if (word === "uc") group.standIns = Math.max(0, value ?? 1);
    else if (word === "deleted") group.deleted = value !== 0;
    else if (word === "plain") group.deleted = false;
    else if (word === "pard") Object.assign(group, { inTable: false, tables: null });
    else if (word === "intbl") group.inTable = value !== 0;
    else if (word === "itap") group.tables = value ?? 0;
    else return false;
    return true;
  }

  #takeCharacter(word: string, value: number | null): void {
    if (word === "u") {
      this.#write(String.fromCharCode((value ?? 0) & 0xffff));
      this.#toSkip = this.#group.standIns;
    } else if (this.#toSkip > 0) this.#toSkip--;
    else this.#write(CHARACTERS[word] ?? "");
  }

  #openBox(): void {
    this.#stories.push(newStory());
    Object.assign(this.#group, { box: true, inTable: false, tables: null });
  }

  #closeBox(): void {
    this.#endParagraph();
    const box = this.#stories.pop();
    if (box) this.#story.boxes.push(...box.builder.blocks());
  }

  #endCell(depth: number): void {
    this.#endParagraph(depth);
    this.#story.builder.endCell();
  }

  /** `depth`: in how many tables the paragraph lies. A deleted mark joins two paragraphs. */
  #endParagraph(depth = this.#group.tables ?? (this.#group.inTable ? 1 : 0)): void {
    if (this.#group.deleted) return;
    const story = this.#story;
    story.builder.toDepth(depth);
    story.builder.paragraph(story.line);
    story.builder.add(story.boxes);
    Object.assign(story, { line: "", boxes: [] });
  }
}
