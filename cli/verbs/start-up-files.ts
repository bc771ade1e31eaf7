import { readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { type LogHints, readLog } from "../../planner/check/read-log.ts";
import { readTable } from "../../planner/check/read-table.ts";
import type { StartUpCase } from "../../planner/check/start-up-case.ts";
import { readText } from "./input-file.ts";

/** Extensions of the files that a folder is searched for. */
const endings = /\.(?:log|txt|csv)$/i;

/** Start-ups that were read, and one message for each file that could not be. */
export interface ReadStarts {
  starts: StartUpCase[];
  errors: string[];
}

/** Reads start-up logs and tables of them, in folders those named `.log`, `.txt` or `.csv`. An unreadable file does not stop the others. */
export async function readStarts(paths: readonly string[], hints: LogHints): Promise<ReadStarts> {
  const read: ReadStarts = { starts: [], errors: [] };
  for (const path of paths)
    try {
      for (const file of await filesOf(path)) await readInto(read, file, hints);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      read.errors.push(error.message);
    }
  return read;
}

async function readInto(read: ReadStarts, file: string, hints: LogHints): Promise<void> {
  try {
    const text = await readText(file);
    read.starts.push(...(file.toLowerCase().endsWith(".csv") ? readTable(text) : readLog(text, basename(file), hints)));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    read.errors.push(error.message.includes(basename(file)) ? error.message : `${file}: ${error.message}`);
  }
}

/** A file itself, or the files in a folder, sorted by name. @throws RangeError for a folder without such a file. */
async function filesOf(path: string): Promise<string[]> {
  const folder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!folder) return [path];
  const names = await readdir(path, { recursive: true });
  const files = names.filter((name) => endings.test(name)).sort();
  if (files.length === 0) throw new RangeError(`${path}: the folder has no .log, .txt or .csv file`);
  return files.map((name) => join(path, name));
}
