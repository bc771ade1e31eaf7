import { enableCompileCache } from "node:module";
import { compileCache } from "../engine/in-process/compile-cache.ts";

// Before anything else is loaded, hence no import of it above.
const folder = compileCache(import.meta.filename);
if (folder !== undefined) enableCompileCache(folder);
const { runModelkeep } = await import("./run.ts");
await runModelkeep(process.argv.slice(2));
