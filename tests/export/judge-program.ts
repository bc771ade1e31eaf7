import { accessSync, constants } from "node:fs";
import { delimiter, join, resolve } from "node:path";

const isProgram = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/**
 * Where a judge is: where `MODELKEEP_<NAME>` says, else the one that is built here, else one on PATH.
 * @throws Error saying how to get it where there is none, or where the variable names no program
 */
export function judgeProgram(name: "trivy" | "conftest"): string {
  const variable = `MODELKEEP_${name.toUpperCase()}`;
  const named = process.env[variable];
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const places = named ? [resolve(named)] : [resolve(".engine/bin", name), ...folders.map((folder) => join(folder, name))];
  const found = places.find(isProgram);
  if (found) return found;
  const where = named ? `${variable} is ${named}, where no program is` : `there is no ${name}`;
  throw new Error(`${where}; dev/judges/${name}/install builds it in minutes, or set ${variable}`);
}
