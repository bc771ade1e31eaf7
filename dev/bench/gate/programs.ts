import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";

/** A program that runs until it is ended. */
export interface Started {
  pid: number;
  /** With what it ended, and the last that it said; undefined while it runs. */
  ended: () => string | undefined;
}

/** Programs that are measured, all of which are to be ended. */
export class Programs {
  readonly #ends: (() => Promise<void>)[] = [];

  /**
   * Starts one with an environment of few variables: no credential of a person gets into a program that is only measured.
   * @param output file for its standard output
   */
  start(command: string, args: readonly string[], folder: string, output: string, env: Record<string, string> = {}): Started {
    const file = openSync(output, "a");
    const child = spawn(command, args, {
      cwd: folder,
      env: { PATH: process.env["PATH"] ?? "", HOME: folder, ...env },
      stdio: ["ignore", file, "pipe"],
    });
    closeSync(file);
    let said = "";
    let ended: string | undefined;
    child.stderr!.on("data", (bytes) => {
      said = (said + bytes).slice(-4000);
    });
    const closed = new Promise<void>((done) => {
      const end = (how: string) => {
        ended ??= `${command} ${how}: ${said}`;
        done();
      };
      child.on("error", (error) => end(error.message));
      child.on("close", (code) => end(`ended with ${code}`));
    });
    this.#ends.push(() => {
      child.kill("SIGKILL");
      return closed;
    });
    return { pid: child.pid ?? 0, ended: () => ended };
  }

  async end(): Promise<void> {
    await Promise.all(this.#ends.map((end) => end()));
  }
}
