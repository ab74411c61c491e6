/** Bytes that come in pieces, taken in the portions that a format has. */
export class ByteSource {
  readonly #pieces: AsyncIterator<Buffer, undefined>;
  #waiting: Buffer = Buffer.alloc(0);

  constructor(pieces: AsyncIterable<Buffer> | Iterable<Buffer>) {
    this.#pieces = oneAfterAnother(pieces);
  }

  /** The next bytes as they come, so that a length that only a header claims costs nothing. */
  async *flow(length: number): AsyncGenerator<Buffer> {
    let left = length;
    while (left > 0 && (this.#waiting.length > 0 || (await this.#more()))) {
      const piece = this.#waiting.subarray(0, left);
      this.#waiting = this.#waiting.subarray(piece.length);
      left -= piece.length;
      yield piece;
    }
  }

  /** The next bytes, few of them; fewer than asked for only at the end. They stay to be taken. */
  async peek(length: number): Promise<Buffer> {
    while (this.#waiting.length < length && (await this.#more()));
    return this.#waiting.subarray(0, length);
  }

  async take(length: number): Promise<Buffer> {
    const bytes = await this.peek(length);
    this.#waiting = this.#waiting.subarray(bytes.length);
    return bytes;
  }

  async #more(): Promise<boolean> {
    const { done, value } = await this.#pieces.next();
    if (done) return false;
    this.#waiting = this.#waiting.length === 0 ? value : Buffer.concat([this.#waiting, value]);
    return true;
  }
}

async function* oneAfterAnother(pieces: AsyncIterable<Buffer> | Iterable<Buffer>): AsyncGenerator<Buffer, undefined> {
  yield* pieces;
}
