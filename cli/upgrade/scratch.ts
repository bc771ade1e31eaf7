import { cp, readFile, writeFile } from "node:fs/promises";
import { basename, isAbsolute, join, relative, resolve, sep } from "node:path";
import { PreviewError, UsageError } from "../../engine/preview.ts";
import { packageName } from "../../evidence/release/project-program.ts";
import { npm } from "../npm.ts";
import { withSiblingFolder } from "../sibling-folder.ts";

/** Left out of a copy: installed packages, git's data, states and files that tools regenerate. */
const leftOut = /^(node_modules|\.git|\.pulumi-state|\.engine)$/;

interface Manifest {
  version: string;
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

const packageIn = async (folder: string) => JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as Manifest;

/** The entry of the kit in the lock file of a project. */
async function lockedKit(folder: string): Promise<Manifest> {
  const lock = JSON.parse(await readFile(join(folder, "package-lock.json"), "utf8")) as { packages: Record<string, Manifest> };
  const kit = lock.packages[`node_modules/${packageName}`];
  if (kit === undefined) throw new PreviewError([`npm did not lock ${packageName}`]);
  return kit;
}

/** The version of the kit installed in a project. @throws UsageError where none is */
export async function installedVersion(root: string): Promise<string> {
  const found = await packageIn(join(root, "node_modules", packageName)).catch(() => undefined);
  if (found === undefined) throw new UsageError([`${packageName} is not installed in ${root}: run npm ci`]);
  return found.version;
}

/**
 * The npm spec to install: a version, a tag, or a tarball.
 * @param wanted `0.2.0`, `latest`, or the path of a `.tgz` file relative to `cwd`, with or without `file:`
 * @throws UsageError where it is none of these
 */
export function npmSpec(wanted: string, root: string, cwd: string): string {
  if (wanted.endsWith(".tgz")) {
    const path = relative(root, resolve(cwd, wanted.replace(/^file:/, "")));
    return `file:${isAbsolute(path) ? path : path.split(sep).join("/")}`;
  }
  if (/^\d+\.\d+\.\d+(-[\w.-]+)?$/.test(wanted) || /^[a-z][\w-]*$/.test(wanted)) return wanted;
  throw new UsageError([
    `${JSON.stringify(wanted)} is not accepted; accepted: a version such as 0.2.0, a tag such as latest, or a .tgz file`,
  ]);
}

/**
 * A copy of a project with another kit installed, and with the Pulumi SDKs that this kit was tested with. It is next to the project, so
 * that relative paths in its lock file resolve in both; {@link act} works there, and the copy is removed afterwards.
 * @throws PreviewError with what npm said where the kit cannot be installed
 */
export async function withKit<Result>(
  root: string,
  spec: string,
  act: (copy: string, version: string) => Promise<Result>,
): Promise<Result> {
  return withSiblingFolder(root, async (copy) => {
    await cp(root, copy, { recursive: true, filter: (path) => path === root || !leftOut.test(basename(path)) });
    const target = spec.startsWith("file:") ? spec : `${packageName}@${spec}`;
    // Locked before anything is installed: the kit's own entry lists the peers that it needs.
    await npm("npm install", ["install", "--package-lock-only", "--save-exact", "--legacy-peer-deps", target], copy);
    const kit = await lockedKit(copy);
    const own = await packageIn(copy);
    await writeFile(
      join(copy, "package.json"),
      `${JSON.stringify({ ...own, dependencies: { ...own.dependencies, ...kit.peerDependencies } }, undefined, 2)}\n`,
    );
    await npm("npm install", ["install"], copy);
    return act(copy, kit.version);
  });
}
