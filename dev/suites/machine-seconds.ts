import { readFileSync } from "node:fs";

/** Ticks of `/proc/stat` in a second: USER_HZ, which is 100 on every architecture that Node.js runs on (time(7)). */
const ticks = 100;

/**
 * CPU seconds that this machine has spent since it started, of all processes: those of a suite start others that outlive their parents, so
 * that nothing else counts them. Means something on an idle machine. Undefined where the system does not tell (Linux does).
 */
export function machineSeconds(): number | undefined {
  try {
    const [, user, nice, system] = /^cpu +(\d+) (\d+) (\d+)/.exec(readFileSync("/proc/stat", "utf8")) ?? [];
    return (Number(user) + Number(nice) + Number(system)) / ticks;
  } catch {
    return undefined;
  }
}
