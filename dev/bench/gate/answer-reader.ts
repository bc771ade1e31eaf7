/** One answer that came whole. */
export interface WholeAnswer {
  status: number;
  /** Bytes of its body. */
  bytes: number;
  /** Server-sent events: ends of lines that are empty. */
  events: number;
}

const endOfHead = Buffer.from("\r\n\r\n");
const endOfLine = Buffer.from("\r\n");
const endOfEvent = Buffer.from("\n\n");
const newline = 10;

/**
 * Answers of HTTP/1.1 on one connection, one after the other, read by their bytes: an HTTP library would cost the program that asks more than some
 * of the servers that it asks.
 */
export class AnswerReader {
  #rest: Buffer = Buffer.alloc(0);
  #answer: WholeAnswer | undefined;
  /** Bytes that are left of the body, or of the chunk. */
  #left = 0;
  #chunked = false;
  /** Whether the last byte of the body so far ends a line, and no event yet. */
  #lineEnded = false;

  /**
   * Takes bytes as they come.
   * @returns the answer, when its last byte has come
   * @throws Error for what is no answer, or one whose length nothing says
   */
  take(chunk: Buffer): WholeAnswer | undefined {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    if (this.#answer === undefined && !this.#takeHead()) return undefined;
    if (!(this.#chunked ? this.#takeChunks() : this.#takeBody())) return undefined;
    const answer = this.#answer;
    this.#answer = undefined;
    return answer;
  }

  #takeHead(): boolean {
    const end = this.#rest.indexOf(endOfHead);
    if (end === -1) return false;
    const head = this.#rest.toString("latin1", 0, end);
    const status = /^HTTP\/1\.1 (\d{3})/.exec(head)?.[1];
    const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
    this.#chunked = /\r\ntransfer-encoding: *chunked/i.test(head);
    if (status === undefined || (length === undefined && !this.#chunked))
      throw new Error(`no answer that can be read: ${head.slice(0, 200)}`);
    this.#answer = { status: Number(status), bytes: 0, events: 0 };
    this.#left = Number(length ?? 0);
    this.#lineEnded = false;
    this.#rest = this.#rest.subarray(end + endOfHead.length);
    return true;
  }

  #takeBody(): boolean {
    this.#count();
    return this.#left === 0;
  }

  /** Chunks with their sizes before them and a line break after, until one of size 0. */
  #takeChunks(): boolean {
    for (;;) {
      this.#count();
      if (this.#left > 0) return false;
      const end = this.#rest.indexOf(endOfLine);
      if (end === -1) return false;
      const line = this.#rest.toString("latin1", 0, end);
      // The line break after a chunk.
      if (line === "") {
        this.#rest = this.#rest.subarray(endOfLine.length);
        continue;
      }
      const size = Number.parseInt(line, 16);
      if (size === 0) {
        if (this.#rest.length < end + 2 * endOfLine.length) return false;
        this.#rest = this.#rest.subarray(end + 2 * endOfLine.length);
        return true;
      }
      this.#left = size;
      this.#rest = this.#rest.subarray(end + endOfLine.length);
    }
  }

  /** Counts what has come of the body or the chunk. */
  #count(): void {
    const part = this.#rest.subarray(0, Math.min(this.#left, this.#rest.length));
    if (part.length === 0) return;
    const answer = this.#answer!;
    answer.bytes += part.length;
    let from = 0;
    if (this.#lineEnded && part[0] === newline) {
      answer.events += 1;
      from = 1;
    }
    for (let at = part.indexOf(endOfEvent, from); at !== -1; at = part.indexOf(endOfEvent, from)) {
      answer.events += 1;
      from = at + endOfEvent.length;
    }
    this.#lineEnded = from < part.length && part.at(-1) === newline;
    this.#left -= part.length;
    this.#rest = this.#rest.subarray(part.length);
  }
}
