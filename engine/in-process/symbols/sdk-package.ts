import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The relevant fields of `package.json`. */
interface Manifest {
  name?: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  pulumi?: { resource?: boolean; name?: string };
}

/**
 * Folder of the Node.js SDK of a Pulumi package, such as `aws`, as the program would load it; undefined where there is none.
 *
 * @param from folder of the program
 */
export async function sdkFolder(packageName: string, from: string): Promise<string | undefined> {
  const require = createRequire(join(from, "index.js"));
  const official = manifestPath(require, `@pulumi/${packageName}`);
  if (official) return dirname(official);
  // A third-party package has its Pulumi name in its own manifest.
  const own = await nearestManifest(from);
  for (const dependency of Object.keys({ ...own?.dependencies, ...own?.devDependencies }).sort()) {
    const path = manifestPath(require, dependency);
    const { pulumi } = path ? await manifest(path) : {};
    if (path && pulumi?.resource && (pulumi.name ?? dependency.split("/").pop()) === packageName) return dirname(path);
  }
  return undefined;
}

function manifestPath(require: NodeJS.Require, packageName: string): string | undefined {
  try {
    return require.resolve(`${packageName}/package.json`);
  } catch {
    return undefined;
  }
}

async function nearestManifest(from: string): Promise<Manifest | undefined> {
  for (let folder = from; ; folder = dirname(folder)) {
    const found = await manifest(join(folder, "package.json")).catch(() => undefined);
    if (found || folder === dirname(folder)) return found;
  }
}

async function manifest(path: string): Promise<Manifest> {
  return JSON.parse(await readFile(path, "utf8")) as Manifest;
}
