import { createRequire } from "node:module";
import { join } from "node:path";

/**
 * Where Node.js keeps what it has compiled between runs (10-20 MB, types stripped), beside the packages that it is made from: it takes a third
 * off the time of a second preview. A folder that cannot be written is left at that, and nothing is kept: the temporary folder of the system,
 * which Node.js would take instead, may be written by others, who could put code of their own there.
 *
 * @param from a file of the program
 * @returns undefined where the SDK is not installed for it
 */
export function compileCache(from: string): string | undefined {
  try {
    return besideSdk(createRequire(from).resolve("@pulumi/pulumi/package.json"));
  } catch {
    return undefined;
  }
}

/** As {@link compileCache}, of a file of the SDK. */
export function besideSdk(file: string): string {
  return join(file.slice(0, file.lastIndexOf(join("@pulumi", "pulumi"))), ".cache", "modelkeep-compile");
}
