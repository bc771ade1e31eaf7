import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { manifestFile } from "../../evidence/release/manifest.ts";
import type { RepositoryManifest } from "./package-json.ts";
import { type CycloneDx, type Lock, reproducible, withoutDevelopment } from "./sbom.ts";
import { repositoryManifest, run, stage } from "./stage.ts";

/** Files of a release, by name, in the folder that it was written to. */
export interface ReleaseFiles {
  /** The package, for `npm install` and `npm publish`. */
  tarball: string;
  /** Bill of materials of what it runs on, CycloneDX. */
  sbom: string;
  /** SHA-256 of every file that decides what is deployed or judged; the package holds the same. */
  manifest: string;
  /** SHA-256 of these three, as `sha256sum --check` reads it. */
  sums: string;
}

/**
 * Makes a release from the working tree. The same files, Node.js and npm give the same bytes: npm packs with times, owners and order of its
 * own, and what `npm sbom` makes anew each time is taken out.
 * @param root folder of the repository
 * @param out folder to write into; made where it does not exist
 * @throws ReleaseError where a step fails
 */
export function release(root: string, out: string): ReleaseFiles {
  const { name, version } = repositoryManifest(root);
  const folder = mkdtempSync(join(tmpdir(), "modelkeep-release-"));
  const base = `${name}-${version}`;
  const files = { tarball: `${base}.tgz`, sbom: `${base}.cdx.json`, manifest: `${base}.files.json`, sums: `${base}.sha256` };
  try {
    mkdirSync(out, { recursive: true });
    stage(root, folder);
    run("npm pack", "npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", out], folder);
    writeFileSync(join(out, files.sbom), `${JSON.stringify(bomOf(root), undefined, 2)}\n`);
    copyFileSync(join(folder, manifestFile), join(out, files.manifest));
    const told = [files.tarball, files.sbom, files.manifest];
    const sum = (file: string) =>
      createHash("sha256")
        .update(readFileSync(join(out, file)))
        .digest("hex");
    writeFileSync(join(out, files.sums), told.map((file) => `${sum(file)}  ${file}\n`).join(""));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return files;
}

/** What the kit runs on, by the repository's lock file. */
function bomOf(root: string): CycloneDx {
  const {
    devDependencies: _development,
    private: _private,
    ...own
  } = repositoryManifest(root) as RepositoryManifest & Record<string, unknown>;
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as Lock;
  const folder = mkdtempSync(join(tmpdir(), "modelkeep-sbom-"));
  try {
    writeFileSync(join(folder, "package.json"), JSON.stringify(own));
    writeFileSync(join(folder, "package-lock.json"), JSON.stringify(withoutDevelopment(lock)));
    const bill = run("npm sbom", "npm", ["sbom", "--sbom-format=cyclonedx", "--package-lock-only"], folder);
    return reproducible(JSON.parse(bill) as CycloneDx, own.name);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
