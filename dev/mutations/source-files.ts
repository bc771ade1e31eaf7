import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";

/** A TypeScript file of the repository, parsed. */
export interface SourceFile {
  /** From the repository root, with `/` between its parts. */
  path: string;
  tree: ts.SourceFile;
}

/** A text as TypeScript; no file need be there. */
export const parsed = (path: string, text: string): SourceFile => ({
  path,
  tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true),
});

/** Every TypeScript file below the root: neither those of packages nor those in hidden folders. */
export function sourceFiles(root: string): SourceFile[] {
  const below = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      if (entry.name === "node_modules" || entry.name.startsWith(".")) return [];
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return below(path);
      return entry.name.endsWith(".ts") ? [path] : [];
    });
  return below(root).map((path) => parsed(relative(root, path).replaceAll("\\", "/"), readFileSync(path, "utf8")));
}
