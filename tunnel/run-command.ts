import { spawn } from "node:child_process";
import { constants } from "node:os";
import { TunnelError } from "./tunnel-error.ts";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs a command on this terminal, with a variable more in its environment, and passes on the signals that ask it to end.
 *
 * @returns its exit status; 128 and the signal's number where a signal ended it, as shells have it
 * @throws TunnelError where there is no such program
 */
export function runCommand([program = "", ...args]: readonly string[], env: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: "inherit", env: { ...process.env, ...env } });
    const passOn = (signal: NodeJS.Signals) => {
      // Ctrl-C reaches every program of a terminal by itself. A second one would make Pulumi drop what it is doing.
      if (signal === "SIGINT" && process.stdin.isTTY) return;
      child.kill(signal);
    };
    for (const signal of signals) process.on(signal, passOn);
    const done = () => {
      for (const signal of signals) process.off(signal, passOn);
    };
    child.once("error", ({ code, message }: NodeJS.ErrnoException) => {
      done();
      reject(new TunnelError(code === "ENOENT" ? `no program ${program} on PATH` : `${program} cannot be run: ${message}`));
    });
    child.once("exit", (status, signal) => {
      done();
      resolve(status ?? 128 + constants.signals[signal!]);
    });
  });
}
