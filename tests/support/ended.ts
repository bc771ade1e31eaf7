import { createContext, Script } from "node:vm";
import { limits } from "./limits.ts";

const call = new Script("run()");

/**
 * Runs something that might not come to an end, such as a regular expression over a hostile text, and gives what it gives. A test cannot be
 * ended while it computes: this is, by the engine itself.
 *
 * @throws Error where it has not ended after `limits.wait`
 */
export const ended = <Value>(run: () => Value): Value => call.runInContext(createContext({ run }), { timeout: limits.wait }) as Value;
