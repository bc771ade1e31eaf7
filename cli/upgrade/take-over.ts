import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { npm } from "../npm.ts";

/** What an upgrade changes in a project. */
const files = ["package.json", "package-lock.json"];

/**
 * Copies the versions of a copy into the project and installs them; where that fails, the project is restored.
 * @throws PreviewError with what npm said
 */
export async function takeOver(copy: string, root: string): Promise<void> {
  const before = await Promise.all(files.map((file) => readFile(join(root, file)).catch(() => undefined)));
  const put = async (file: string, content: Buffer | undefined) => {
    const path = join(root, file);
    if (content === undefined) return rm(path, { force: true });
    await writeFile(`${path}.modelkeep`, content);
    await rename(`${path}.modelkeep`, path);
  };
  for (const file of files) await put(file, await readFile(join(copy, file)));
  try {
    await npm("npm ci", ["ci"], root);
  } catch (error) {
    for (const [i, file] of files.entries()) await put(file, before[i]);
    throw error;
  }
}
