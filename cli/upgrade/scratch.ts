import { cp, readFile, writeFile } from "node:fs/promises";
import { basename, isAbsolute, join, relative, resolve, sep } from "node:path";
import { UsageError } from "../../engine/preview.ts";
import { packageName } from "../../evidence/release/project-program.ts";
import { withFolderBeside } from "../folder-beside.ts";
import { npm } from "../npm.ts";

/** Left out of a copy: what is installed, what git keeps, states and what tools make anew. */
const leftOut = /^(node_modules|\.git|\.pulumi-state|\.engine)$/;

interface Manifest {
  version: string;
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

const packageIn = async (folder: string) => JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as Manifest;

/** The version of the kit that is installed in a project. @throws UsageError where none is */
export async function installedVersion(root: string): Promise<string> {
  const found = await packageIn(join(root, "node_modules", packageName)).catch(() => undefined);
  if (found === undefined) throw new UsageError([`${packageName} is not installed in ${root}: run npm ci`]);
  return found.version;
}

/**
 * What npm is asked for: a version, a tag, or a tarball.
 * @param wanted `0.2.0`, `latest`, or the path of a file that ends in `.tgz`, with `file:` before it or not, from `cwd`
 * @throws UsageError where it is none of these
 */
export function npmSpec(wanted: string, root: string, cwd: string): string {
  if (wanted.endsWith(".tgz")) {
    const path = relative(root, resolve(cwd, wanted.replace(/^file:/, "")));
    return `file:${isAbsolute(path) ? path : path.split(sep).join("/")}`;
  }
  if (/^\d+\.\d+\.\d+(-[\w.-]+)?$/.test(wanted) || /^[a-z][\w-]*$/.test(wanted)) return wanted;
  throw new UsageError([
    `${JSON.stringify(wanted)}: accepted is a version such as 0.2.0, a tag such as latest, or a file that ends in .tgz`,
  ]);
}

/**
 * A copy of a project with another kit installed, and with the SDKs of Pulumi that this kit was tested with. It lies beside the project, so
 * that relative paths in its lock file hold in both; {@link act} works there, and it is gone after.
 * @throws PreviewError with what npm said where the kit cannot be installed
 */
export async function withKit<Result>(
  root: string,
  spec: string,
  act: (copy: string, version: string) => Promise<Result>,
): Promise<Result> {
  return withFolderBeside(root, async (copy) => {
    await cp(root, copy, { recursive: true, filter: (path) => path === root || !leftOut.test(basename(path)) });
    const target = spec.startsWith("file:") ? spec : `${packageName}@${spec}`;
    // First without peers: which ones it needs is written in the package itself.
    await npm("npm install", ["install", "--save-exact", "--legacy-peer-deps", target], copy);
    const kit = await packageIn(join(copy, "node_modules", packageName));
    const own = await packageIn(copy);
    await writeFile(
      join(copy, "package.json"),
      `${JSON.stringify({ ...own, dependencies: { ...own.dependencies, ...kit.peerDependencies } }, undefined, 2)}\n`,
    );
    await npm("npm install", ["install"], copy);
    return act(copy, kit.version);
  });
}
