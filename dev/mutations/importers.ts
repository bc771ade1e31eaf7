import { posix } from "node:path";
import ts from "typescript";
import type { SourceFile } from "./source-files.ts";

/**
 * Files that a file imports by a relative path, as a statement or a call.
 * @param types whether imports of types alone count, which are gone before the file runs
 */
export function importsOf({ path, tree }: SourceFile, types = false): string[] {
  const found: string[] = [];
  const take = (node: ts.Node | undefined) => {
    if (node && ts.isStringLiteralLike(node) && node.text.startsWith(".")) found.push(posix.join(posix.dirname(path), node.text));
  };
  const visit = (node: ts.Node) => {
    if (ts.isImportDeclaration(node) && (types || !node.importClause?.isTypeOnly)) take(node.moduleSpecifier);
    if (ts.isExportDeclaration(node) && (types || !node.isTypeOnly)) take(node.moduleSpecifier);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) take(node.arguments[0]);
    ts.forEachChild(node, visit);
  };
  if (tree.text.includes("import(")) visit(tree);
  else for (const statement of tree.statements) visit(statement);
  return found;
}

/** Which files import a file, directly. */
export type Importers = ReadonlyMap<string, ReadonlySet<string>>;

export function importersAmong(files: readonly SourceFile[]): Importers {
  const importers = new Map<string, Set<string>>();
  for (const file of files) for (const to of importsOf(file)) importers.set(to, (importers.get(to) ?? new Set()).add(file.path));
  return importers;
}

/** A file and all that run otherwise when it changes: what imports it, what imports that, and so on. */
export function withDependents(path: string, importers: Importers): ReadonlySet<string> {
  const found = new Set([path]);
  for (const one of found) for (const importer of importers.get(one) ?? []) found.add(importer);
  return found;
}
