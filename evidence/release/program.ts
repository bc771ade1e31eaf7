import { resolve } from "node:path";
import { manifestIn, type ReleaseSource, versionOf } from "./manifest.ts";
import { programFiles } from "./program-files.ts";

/** A file that differs from a release. */
export interface DifferingFile {
  path: string;
  how: "changed" | "added" | "missing";
}

/** The release of some program files. */
export interface ProgramState {
  /** `no release`: there is no manifest of a release. */
  state: "unmodified" | "modified" | "no release";
  /** Version from the release or else from package.json; null without either. */
  version: string | null;
  /** Digest of the release; null without a release. */
  digest: string | null;
  /** Files that differ from the release, by path. */
  differing: readonly DifferingFile[];
}

/** Folder of the running kit. */
export const kitFolder = resolve(import.meta.dirname, "../..");

/**
 * Compares program files with a release, file by file.
 * @param root folder whose files are compared
 * @param source source of the release
 * @param kit the folder to read the release from: that of the running kit, because a program cannot vouch for itself
 */
export function programState(root: string, source: ReleaseSource = manifestIn, kit = kitFolder): ProgramState {
  const release = source(kit);
  if (release === undefined) return { state: "no release", version: versionOf(root) ?? null, digest: null, differing: [] };
  const files = programFiles(root);
  const paths = [...new Set([...Object.keys(release.files), ...Object.keys(files)])].sort();
  const differing = paths.flatMap((path): DifferingFile[] => {
    const [released, here] = [release.files[path], files[path]];
    if (released === here) return [];
    return [{ path, how: released === undefined ? "added" : here === undefined ? "missing" : "changed" }];
  });
  const { version, digest } = release;
  return { state: differing.length === 0 ? "unmodified" : "modified", version, digest, differing };
}

let known: ProgramState | undefined;

/** The state of the running kit, computed once. */
export function kitState(): ProgramState {
  known ??= programState(kitFolder);
  return known;
}
