import { readFile } from "node:fs/promises";

/** A file's text. @throws RangeError that states in one sentence why it cannot be read. */
export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new RangeError(`${file} cannot be read: ${(error as NodeJS.ErrnoException).code ?? error}`);
  }
}

/** A JSON file, parsed. @throws RangeError that states in one sentence why it cannot be. */
export async function readJson(file: string): Promise<unknown> {
  const text = await readText(file);
  try {
    return JSON.parse(text);
  } catch {
    throw new RangeError(`${file} is not valid JSON`);
  }
}
