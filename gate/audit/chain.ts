import { type AuditLine, type ChainEnd, lineHash, noHash } from "./line.ts";

type Chained = "start" | "sequence" | "time" | "previous";
/** A line before it has its place in a chain. */
export type AuditEvent = AuditLine extends infer Line ? (Line extends AuditLine ? Omit<Line, Chained> : never) : never;

/** The lines of one start of a gate, each bound to the one before, so that none can be changed, taken out or moved unseen. */
export class AuditChain {
  readonly #start: string;
  #next = 0;
  #previous = noHash;

  /** @param start 32 hexadecimal digits, another for each start */
  constructor(start: string) {
    this.#start = start;
  }

  /** The text of the next line. @param time in milliseconds since 1970 */
  append(event: AuditEvent, time: number): string {
    const place = { start: this.#start, sequence: this.#next, time: new Date(time).toISOString(), previous: this.#previous };
    const text = JSON.stringify({ ...event, ...place });
    this.#next += 1;
    this.#previous = lineHash(text);
    return text;
  }

  /** Where it stands; undefined before its first line. */
  get end(): ChainEnd | undefined {
    return this.#next === 0 ? undefined : { start: this.#start, sequence: this.#next - 1, hash: this.#previous };
  }
}
