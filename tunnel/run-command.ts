import { spawn } from "node:child_process";
import { constants } from "node:os";
import { TunnelError } from "./tunnel-error.ts";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs a command on this terminal, with additional environment variables, and forwards termination signals to it.
 *
 * @returns its exit status; 128 plus the signal number where a signal ended it, as in shells
 * @throws TunnelError where there is no such program
 */
export function runCommand([program = "", ...args]: readonly string[], env: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: "inherit", env: { ...process.env, ...env } });
    const passOn = (signal: NodeJS.Signals) => {
      // Ctrl-C reaches every program of a terminal directly. A second SIGINT would make Pulumi abort immediately.
      if (signal === "SIGINT" && process.stdin.isTTY) return;
      child.kill(signal);
    };
    for (const signal of signals) process.on(signal, passOn);
    const done = () => {
      for (const signal of signals) process.off(signal, passOn);
    };
    child.once("error", ({ code, message }: NodeJS.ErrnoException) => {
      done();
      reject(new TunnelError(code === "ENOENT" ? `${program} is not on PATH` : `${program} cannot be run: ${message}`));
    });
    child.once("exit", (status, signal) => {
      done();
      resolve(status ?? 128 + constants.signals[signal!]);
    });
  });
}
