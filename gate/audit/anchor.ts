import { closeSync, constants, openSync, readFileSync, writeSync } from "node:fs";
import { type ChainEnd, chainEndSchema } from "./line.ts";

/** Bytes of the file, whatever it says, so that it is written over in one call. */
const length = 160;

/**
 * Where a chain stands, in a file that outlives the process: after a kill the next start of the gate names it in its first line, and an end that was
 * taken from the log is then missed.
 */
export class Anchor {
  /** Where the chain of the start before ended; undefined where there was none, or its file cannot be read. */
  readonly before: ChainEnd | undefined;
  readonly #file: number;

  /** @throws Error where the file cannot be written */
  constructor(path: string) {
    this.before = endIn(path);
    // Made where it is not there, and written over where it is: no mode of letters does both.
    this.#file = openSync(path, constants.O_RDWR | constants.O_CREAT);
  }

  write(end: ChainEnd): void {
    writeSync(this.#file, JSON.stringify(end).padEnd(length), 0);
  }

  close(): void {
    closeSync(this.#file);
  }
}

function endIn(path: string): ChainEnd | undefined {
  try {
    return chainEndSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return undefined;
  }
}
