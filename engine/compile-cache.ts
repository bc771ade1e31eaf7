import { readdirSync, rmSync } from "node:fs";
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

/** Files that a cache may have: several times what a release and its packages need. Node.js removes none of those that nothing reads any more. */
const mostFiles = 20_000;

/** Removes a compile cache that has grown too large; it is made anew from then on. */
export function emptyWhenFull(cache: string, most: number = mostFiles): void {
  try {
    const files = readdirSync(cache, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? readdirSync(join(cache, entry.name)) : [],
    );
    if (files.length > most) rmSync(cache, { recursive: true, force: true });
  } catch {
    // There is none yet, or another process removes it.
  }
}
