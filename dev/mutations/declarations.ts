import ts from "typescript";
import type { SourceFile } from "./source-files.ts";

/** What a name stands for at the top of a file. */
export interface Declaration {
  name: string;
  /** File that it stands in, from the repository root. */
  path: string;
  /** Text of the whole file. */
  text: string;
  /** Where it begins and ends in the text, without the comment before it. */
  start: number;
  end: number;
}

/** Functions, constants, classes and types at the top of a file, exported or not. */
export function declarationsOf({ path, tree }: SourceFile): Declaration[] {
  const declaration = (name: string, node: ts.Node): Declaration => ({
    name,
    path,
    text: tree.text,
    start: node.getStart(tree),
    end: node.getEnd(),
  });
  return tree.statements.flatMap((statement) => {
    if (ts.isVariableStatement(statement)) {
      const { declarations } = statement.declarationList;
      return declarations.flatMap((one) =>
        ts.isIdentifier(one.name) ? [declaration(one.name.text, declarations.length === 1 ? statement : one)] : [],
      );
    }
    const named =
      ts.isFunctionDeclaration(statement) ||
      ts.isClassDeclaration(statement) ||
      ts.isInterfaceDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement);
    return named && statement.name ? [declaration(statement.name.text, statement)] : [];
  });
}

/** Whether neighbouring parts of a path are these: `aws/runner` of `infra/aws/access/runner.ts`, `aws` and `runner` as well. */
const hasParts = (path: string, parts: string) => `/${path.replace(/\.ts$/, "")}/`.includes(`/${parts}/`);

/**
 * The one declaration of a name.
 * @param place the name; where several files declare it, neighbouring parts of the path before it: `infra#Cluster`, `report/sections#waiversSection`
 * @throws Error that names the candidates, where there is not exactly one
 */
export function declarationAt(place: string, declarations: ReadonlyMap<string, readonly Declaration[]>): Declaration {
  const [name = "", path] = place.split("#").reverse();
  const named = declarations.get(name) ?? [];
  const found = named.filter((one) => path === undefined || hasParts(one.path, path));
  if (found.length === 1) return found[0]!;
  const files = named.map((one) => one.path).join(", ");
  if (named.length === 0) throw new Error(`nothing at the top of a source file is named "${name}"`);
  if (found.length === 0) throw new Error(`"${place}" fits none of the files that declare ${name}: ${files}`);
  throw new Error(`"${place}" fits several files; write parts of the path before it, as in "folder/file#${name}": ${files}`);
}

/** Declarations by their name. */
export const byName = (files: readonly SourceFile[]): ReadonlyMap<string, readonly Declaration[]> =>
  Map.groupBy(files.flatMap(declarationsOf), ({ name }) => name);
