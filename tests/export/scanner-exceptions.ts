import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Exception } from "../charts/judges/finding.ts";

const file = resolve(import.meta.dirname, "../../docs/scanner-exceptions.md");
const line = /^\| (\S+) \| (\S+) \| `([^`]+)` \| (.+) \|$/;

/** The exceptions of a tool, as the table in the docs has them: `*` in a resource stands for any text. @throws Error where a line of it cannot be read */
export function scannerExceptions(tool: string): Exception[] {
  const rows = readFileSync(file, "utf8")
    .split("\n")
    .filter((row) => row.startsWith("|"))
    .slice(2);
  const read = rows.map((row) => {
    const [, by, check, resource, reason] = line.exec(row) ?? [];
    if (!by || !check || !resource || !reason) throw new Error(`this line of docs/scanner-exceptions.md cannot be read: ${row}`);
    const pattern = resource.replaceAll(".", "\\.").replaceAll("*", ".*");
    return { by, check, object: new RegExp(`^${pattern}$`), reason };
  });
  return read.filter(({ by }) => by === tool).map(({ check, object, reason }) => ({ check, object, reason }));
}
