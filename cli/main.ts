import { enableCompileCache } from "node:module";
import { compileCache, emptyWhenFull } from "../engine/compile-cache.ts";

// Set before anything else is loaded, so the rest is imported dynamically.
const folder = compileCache(import.meta.filename);
if (folder !== undefined) {
  emptyWhenFull(folder);
  enableCompileCache(folder);
}
const { runModelkeep } = await import("./run.ts");
await runModelkeep(process.argv.slice(2));
