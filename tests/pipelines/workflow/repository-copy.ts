import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { makeOrigin, type Origin } from "./origin.ts";

const root = resolve(import.meta.dirname, "../../..");

/** This repository as somebody's own, with these stacks of its examples, and with these files in the place of its own or besides. */
export function repositoryCopy(stacks: string[], files: Record<string, string>): Origin {
  const other = (path: string) =>
    /^examples\/Pulumi\..+\.yaml$/.test(path) && !stacks.includes(path.slice("examples/Pulumi.".length, -".yaml".length));
  const folder = mkdtempSync(join(tmpdir(), "modelkeep-copy-"));
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: root, encoding: "utf8" });
  const tracked = listed.split("\0").filter((path) => path !== "" && !path.startsWith("tests/") && !other(path));
  for (const path of tracked) cpSync(join(root, path), join(folder, path), { recursive: true });
  const origin = makeOrigin(files, Object.fromEntries(readdirSync(folder).map((name) => [name, join(folder, name)])));
  rmSync(folder, { recursive: true });
  return origin;
}

/** Folder whose `npm` takes the packages from this checkout. */
export const npmFolder = dirname(join(import.meta.dirname, "npm"));
