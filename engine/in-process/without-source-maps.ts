// Loaded into the program's process before the SDK's runner, whose path is its first argument.
//
// The runner registers `source-map-support`, and the SDK reads the stack of an error for each promise that it makes, to tell which one leaked.
// So its source maps are read and searched thousands of times, a third of a preview's time, for frames that nobody sees: the program runs as
// it was written, and frames of the SDK are left out of messages.
import { createRequire } from "node:module";

const require = createRequire(process.argv[1]!);
const path = found();
if (path !== undefined) {
  require.cache[path] = { id: path, filename: path, path, loaded: true, exports: {}, children: [], paths: [] } as unknown as NodeJS.Module;
}

/** Undefined with an SDK that does without it. */
function found(): string | undefined {
  try {
    return require.resolve("source-map-support/register");
  } catch {
    return undefined;
  }
}
