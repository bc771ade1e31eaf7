import type { SandboxOptions } from "./options.ts";

/** Name of stack and keep. */
export const stack = "sandbox";
/** Path of the lockfile of the weights from the project's root. */
export const lock = "models/sandbox.lock.json";

/** What `down` must know of a sandbox. */
export interface SandboxState {
  options: SandboxOptions;
  /** Image of Python that the node pulls. */
  python: string;
  stackFile: string;
  files: Record<string, string>;
}
