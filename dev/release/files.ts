import { readdirSync } from "node:fs";
import { join } from "node:path";
import { roomsOf } from "../rooms.ts";

/** Files beside the rooms that the program reads or a reader looks for. */
const besides = [
  "LICENSE",
  "Pulumi.yaml",
  "README.md",
  "policies/README.md",
  "policies/RULES.md",
  "schema/keep.schema.json",
  "schema/catalog.schema.json",
];

/** What is compiled, what only words are, and what is locked for the repository alone. */
const notCopied = /(\.[cm]?[jt]s|\.md|package-lock\.json)$/;

/**
 * Files that a package holds as the repository has them: everything in the rooms that is not compiled (facts, programs of charts, templates), and
 * what stands beside them: examples, pages of the documentation.
 * @param root folder of the repository
 * @returns paths from it with `/`, sorted
 */
export function copiedFiles(root: string): string[] {
  const inRoom = (folder: string): string[] =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (/^(node_modules|__pycache__|\..*)$/.test(entry.name)) return [];
      return entry.isDirectory() ? inRoom(path) : notCopied.test(entry.name) ? [] : [path];
    });
  const rooms = roomsOf(root).map(({ name }) => name);
  const pages = readdirSync(join(root, "docs")).filter((name) => name.endsWith(".md"));
  return [...[...rooms, "examples"].flatMap(inRoom), ...besides, ...pages.map((name) => `docs/${name}`)].sort();
}
