import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { isPackage } from "../../engine/packaged.ts";
import { PreviewError } from "../../engine/preview.ts";

const pack = fileURLToPath(new URL("../../policies", import.meta.url));
const templates = fileURLToPath(new URL("starter", import.meta.url));

/** Parts of the pack that a starter copies. */
const replaced = ["pack.ts", "index.js", "PulumiPolicy.yaml", "package.json", "package-lock.json", "README.md", "node_modules"];

/**
 * Writes a policy pack that starts from the rules of this one: a `pack.ts` that selects from them, and a custom rule as an example. A clone
 * copies the rules themselves under `modelkeep/`; where the kit is a package, the pack imports them from it.
 * @returns how many files were written
 * @throws PreviewError where the folder holds something
 */
export async function writeStarter(dir: string): Promise<number> {
  const there = await readdir(dir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    if (error.code === "ENOTDIR") throw new PreviewError([`${dir} is a file: name a folder`]);
    throw error;
  });
  if (there.length > 0) throw new PreviewError([`${dir} is not empty: name another folder`]);
  const top = (path: string) => path.slice(pack.length + 1).split("/")[0] ?? "";
  if (!isPackage)
    await cp(pack, join(dir, "modelkeep"), { recursive: true, filter: (path) => path === pack || !replaced.includes(top(path)) });
  for (const path of await readdir(templates, { recursive: true, withFileTypes: true })) {
    if (!path.isFile()) continue;
    const source = join(path.parentPath, path.name);
    // Templates end in `.txt`, so that neither the compiler nor the linter of this repository reads them.
    const target = join(dir, source.slice(templates.length + 1).replace(/\.txt$/, ""));
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, filled(await readFile(source, "utf8")));
  }
  return (await readdir(dir, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).length;
}

/** A template with the location of the rules filled in. */
function filled(template: string): string {
  const where = isPackage ? "which come with the package" : "which are in `modelkeep/` unchanged";
  const run = isPackage ? "`pulumi preview --policy-pack .`" : "`npm install`, then `pulumi preview --policy-pack .`";
  const text = template.replaceAll("__WHERE__", where).replaceAll("__RUN__", run);
  return isPackage ? text.replaceAll(/"\.{1,2}\/modelkeep\/api\.ts"/g, '"modelkeep/policies"') : text;
}
