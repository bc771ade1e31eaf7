import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { programFiles, sha256 } from "./program-files.ts";

/** Where a release says which files it has, in the folder of the kit. */
export const manifestFile = "release.json";

const manifestSchema = z.strictObject({
  schema: z.literal("modelkeep-release/1"),
  /** Version of package.json when the release was made. */
  version: z.string(),
  /** SHA-256 by path, of every decisive file. */
  files: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)),
});

/** A release as somebody published it. */
export interface Release {
  version: string;
  /** By which two releases are told apart: whoever signs compares it with the one that was published. */
  digest: string;
  files: Readonly<Record<string, string>>;
}

/**
 * Where it is known from what files a release has: undefined where nothing says it. Today a manifest beside the files; of a kit that is
 * installed as a package it is the package's integrity in the lock file, which another source of this type reads.
 */
export type ReleaseSource = (kit: string) => Release | undefined;

/** The release of the manifest in a folder of the kit; undefined where there is none, or one that cannot be read. */
export const manifestIn: ReleaseSource = (kit) => {
  try {
    const text = readFileSync(join(kit, manifestFile), "utf8");
    const { version, files } = manifestSchema.parse(JSON.parse(text));
    return { version, files, digest: sha256(text) };
  } catch {
    return undefined;
  }
};

/** Version of a folder's package.json; undefined where it has none. */
export function versionOf(kit: string): string | undefined {
  try {
    const { version } = JSON.parse(readFileSync(join(kit, "package.json"), "utf8")) as { version?: unknown };
    return typeof version === "string" ? version : undefined;
  } catch {
    return undefined;
  }
}

/** Text of the manifest of a folder of the kit, as a release is made. */
export const releaseManifest = (kit: string): string =>
  `${JSON.stringify({ schema: "modelkeep-release/1", version: versionOf(kit) ?? "0.0.0", files: programFiles(kit) }, undefined, 2)}\n`;
