import { createRequire } from "node:module";
import { join } from "node:path";

/**
 * Folder of Node.js's compile cache (10-20 MB, types stripped), next to the packages that it is compiled from: it makes a second preview
 * a third faster. If the folder is not writable, nothing is cached: other users can write to the system's temporary folder, which Node.js
 * would use instead, and could put their own code there.
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

/** As {@link compileCache}, for a file of the SDK. */
export function besideSdk(file: string): string {
  return join(file.slice(0, file.lastIndexOf(join("@pulumi", "pulumi"))), ".cache", "modelkeep-compile");
}
