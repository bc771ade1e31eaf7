import { extname } from "node:path";

/** Whether this is the kit as a package, compiled; a clone runs its sources. */
export const isPackage = extname(import.meta.filename) === ".js";
