import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { programFiles, sha256 } from "./program-files.ts";

/** Path of the release manifest in the kit's folder. */
export const manifestFile = "release.json";

const manifestSchema = z.strictObject({
  schema: z.literal("modelkeep-release/1"),
  /** Version in package.json at the release. */
  version: z.string(),
  /** SHA-256 of every decisive file, by path. */
  files: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)),
});

/** A published release. */
export interface Release {
  version: string;
  /** Identifies the release: an approver compares it with the published digest. */
  digest: string;
  files: Readonly<Record<string, string>>;
}

/**
 * Source of a release's file list: undefined where there is none. Currently a manifest next to the files; for a kit that is
 * installed as a package, another source of this type reads the package's integrity from the lock file.
 */
export type ReleaseSource = (kit: string) => Release | undefined;

/** The release from the manifest in a kit's folder; undefined where it is missing or cannot be read. */
export const manifestIn: ReleaseSource = (kit) => {
  try {
    const text = readFileSync(join(kit, manifestFile), "utf8");
    const { version, files } = manifestSchema.parse(JSON.parse(text));
    return { version, files, digest: sha256(text) };
  } catch {
    return undefined;
  }
};

/** Version in a folder's package.json; undefined where there is none. */
export function versionOf(kit: string): string | undefined {
  try {
    const { version } = JSON.parse(readFileSync(join(kit, "package.json"), "utf8")) as { version?: unknown };
    return typeof version === "string" ? version : undefined;
  } catch {
    return undefined;
  }
}

/** Content of the manifest for a kit's folder, to create a release. */
export const releaseManifest = (kit: string): string =>
  `${JSON.stringify({ schema: "modelkeep-release/1", version: versionOf(kit) ?? "0.0.0", files: programFiles(kit) }, undefined, 2)}\n`;
