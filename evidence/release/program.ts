import { resolve } from "node:path";
import { manifestIn, type ReleaseSource, versionOf } from "./manifest.ts";
import { programFiles } from "./program-files.ts";

/** A file that is not as a release has it. */
export interface DifferingFile {
  path: string;
  how: "changed" | "added" | "missing";
}

/** Which release some program files are. */
export interface ProgramState {
  /** `no release`: nothing says which files a release has. */
  state: "unmodified" | "modified" | "no release";
  /** Version by the release or, without one, by package.json; null where neither says it. */
  version: string | null;
  /** Digest of the release; null without one. */
  digest: string | null;
  /** Files that are not as the release has them, by path. */
  differing: readonly DifferingFile[];
}

/** The folder of the kit that runs. */
export const kitFolder = resolve(import.meta.dirname, "../..");

/**
 * Compares program files with a release, file by file.
 * @param root folder whose files are compared
 * @param source where the release is known from
 * @param kit the folder that `source` is asked about: that of the kit that judges, since a program cannot vouch for itself
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

/** The state of the kit that runs, looked at once. */
export function kitState(): ProgramState {
  known ??= programState(kitFolder);
  return known;
}
