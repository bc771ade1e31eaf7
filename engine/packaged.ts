import { extname } from "node:path";

/** Whether this is the compiled package; a clone runs its sources. */
export const isPackage = extname(import.meta.filename) === ".js";
