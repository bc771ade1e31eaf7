import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { onTestFinished } from "vitest";

/** The checked-in programs of `tests/fixtures/programs`. */
export function fixture(name: string): string {
  return resolve("tests/fixtures/programs", name);
}

/** A project of the given files in a folder of its own, for programs that the type checker would not let pass; gone after the test. */
export async function temporaryProject(files: Record<string, string>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "modelkeep-program-"));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  await symlink(resolve("node_modules"), join(root, "node_modules"));
  const defaults = { "Pulumi.yaml": "{ name: temporary, runtime: nodejs }", "Pulumi.dev.yaml": "", "package.json": '{ "type": "module" }' };
  for (const [path, text] of Object.entries({ ...defaults, ...files })) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return root;
}
