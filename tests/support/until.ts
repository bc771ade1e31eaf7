import { setTimeout as pause } from "node:timers/promises";
import { limits } from "./limits.ts";

/**
 * Asks again until something holds.
 *
 * @param what for the message where it never does
 * @param ask holds when it neither throws nor gives false
 * @returns what it gave in the end
 * @throws Error after `limits.wait`, with what it threw last as the cause
 */
export async function until<Value>(what: string, ask: () => Value | Promise<Value>): Promise<Exclude<Value, false>> {
  const end = performance.now() + limits.wait;
  for (;;) {
    const asked = performance.now();
    let cause: unknown;
    try {
      const value = await ask();
      if (value !== false) return value as Exclude<Value, false>;
    } catch (error) {
      cause = error;
    }
    if (performance.now() > end) throw new Error(`it never came about: ${what}`, { cause });
    // What is asked by starting a program takes no more than a fifth of a core from what it waits for.
    await pause(Math.min(3000, Math.max(50, 4 * (performance.now() - asked))));
  }
}
