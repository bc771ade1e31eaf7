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
 * Where a judge is: where `MODELKEEP_<NAME>` says, else the one that is built here, else one on PATH. Where there is none, a line says how
 * to get it, since its tests are left out: it takes minutes to build.
 * @throws Error where the variable names no program
 */
export function judgeProgram(name: "trivy" | "conftest"): string | undefined {
  const variable = `MODELKEEP_${name.toUpperCase()}`;
  const named = process.env[variable];
  if (named && !isProgram(named))
    throw new Error(`${variable} is ${named}, where no program is; tools/judges/${name}/install puts one there`);
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const places = named ? [resolve(named)] : [resolve(".engine/bin", name), ...folders.map((folder) => join(folder, name))];
  const found = places.find(isProgram);
  if (!found) console.log(`no ${name}: its tests are left out; tools/judges/${name}/install builds it, or set ${variable}`);
  return found;
}
