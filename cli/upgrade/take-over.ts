import { existsSync } from "node:fs";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** What an upgrade changes in a project in addition to its packages. */
const files = ["package.json", "package-lock.json"];

/**
 * Moves the versions of a copy and its installed packages into the project, so that what was compared is what is installed; where that
 * fails, the project is restored.
 */
export async function takeOver(copy: string, root: string): Promise<void> {
  const before = await Promise.all(files.map((file) => readFile(join(root, file)).catch(() => undefined)));
  const put = async (file: string, content: Buffer | undefined) => {
    const path = join(root, file);
    if (content === undefined) return rm(path, { force: true });
    await writeFile(`${path}.modelkeep`, content);
    await rename(`${path}.modelkeep`, path);
  };
  const [packages, aside] = [join(root, "node_modules"), join(copy, "node_modules.before")];
  try {
    if (existsSync(packages)) await rename(packages, aside);
    await rename(join(copy, "node_modules"), packages);
    for (const file of files) await put(file, await readFile(join(copy, file)));
  } catch (error) {
    for (const [i, file] of files.entries()) await put(file, before[i]);
    if (existsSync(aside)) {
      await rm(packages, { recursive: true, force: true });
      await rename(aside, packages);
    }
    throw error;
  }
}
