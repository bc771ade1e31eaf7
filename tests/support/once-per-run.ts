import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { endControlPlanes } from "./cluster/control-plane.ts";

/** Names the folder that all workers of a run share; set by {@link setup} before there are any. */
const variable = "MODELKEEP_TEST_RUN";

/** The folder that all workers of this run share; undefined where none was made. */
export const runFolder = (): string | undefined => process.env[variable];

/** Makes the shared folder; the test runner calls it once, and what it returns at the end. */
export default async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "modelkeep-test-run-"));
  process.env[variable] = folder;
  return async () => {
    await endControlPlanes(folder);
    await rm(folder, { recursive: true });
  };
}

/**
 * What is costly to make and the same for every test: one worker of the run makes it, the others wait for it and read it.
 * @param key name of a file
 * @param make gives a plain value, as JSON holds it; called again by each worker where it failed or where the run shares no folder
 */
export async function oncePerRun<T>(key: string, make: () => Promise<T>): Promise<T> {
  const folder = runFolder();
  if (folder === undefined) return make();
  const [done, failed, lock] = ["json", "failed", "lock"].map((suffix) => join(folder, `${key}.${suffix}`)) as [string, string, string];
  const first = await mkdir(lock).then(
    () => true,
    () => false,
  );
  if (first) {
    try {
      const made = await make();
      await writeFile(`${done}.part`, JSON.stringify(made));
      await rename(`${done}.part`, done);
      return made;
    } catch (error) {
      await writeFile(failed, "");
      throw error;
    }
  }
  for (;;) {
    const text = await readFile(done, "utf8").catch(() => undefined);
    if (text !== undefined) return JSON.parse(text) as T;
    if (
      await readFile(failed).then(
        () => true,
        () => false,
      )
    )
      return make();
    await sleep(50);
  }
}
