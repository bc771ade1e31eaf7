import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import ts from "typescript";

const root = resolve(import.meta.dirname, "../..");
/** Folders of the product and its tools; what only tests have is not edited. */
const rooms = ["catalog", "charts", "cli", "diff", "engine", "evidence", "infra", "planner", "policies", "tools"];

/** A declaration at the top of a file, and the code that it is. */
export interface Declaration {
  /** From the root of the repository, with `/`. */
  file: string;
  start: number;
  end: number;
}

const sources = new Map<string, string>();

/** Text of a source file. */
export function sourceOf(file: string): string {
  const known = sources.get(file) ?? readFileSync(join(root, file), "utf8");
  sources.set(file, known);
  return known;
}

let files: readonly string[] | undefined;
function sourceFiles(): readonly string[] {
  files ??= rooms
    .flatMap((room) => readdirSync(join(root, room), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts") && !entry.parentPath.includes("node_modules"))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll(sep, "/"));
  return files;
}

/** Names that a statement at the top of a file declares. */
function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []));
  const { name } = statement as { name?: ts.Node };
  return name && ts.isIdentifier(name) ? [name.text] : [];
}

const declared = new Map<string, readonly (Declaration & { names: string[] })[]>();

/** Everything that stands at the top of a file. */
function declarationsIn(file: string) {
  const known = declared.get(file);
  if (known) return known;
  const parsed = ts.createSourceFile(file, sourceOf(file), ts.ScriptTarget.Latest);
  const all = parsed.statements.map((statement) => ({
    file,
    start: statement.getStart(parsed),
    end: statement.end,
    names: namesOf(statement),
  }));
  declared.set(file, all);
  return all;
}

/** Everything that is declared under a name, in whichever files. */
const declarationsOf = (name: string): Declaration[] =>
  sourceFiles()
    .filter((file) => sourceOf(file).includes(name))
    .flatMap((file) => declarationsIn(file).filter(({ names }) => names.includes(name)));

/**
 * Finds a declaration by its name, whichever file it has been moved to. Where several files declare the name, part of the file's path goes
 * before it, in whole folders or the file's name: `runner#Runner`, `aws/cluster#Cluster`.
 * @throws Error naming the candidates where it is none or several
 */
export function declarationNamed(name: string): Declaration {
  const [last = "", path = ""] = name.split("#").reverse();
  const all = declarationsOf(last);
  const found = all.filter(({ file }) => `/${file.replace(/\.ts$/, "")}/`.includes(path === "" ? "/" : `/${path}/`));
  const [only] = found;
  if (only && found.length === 1) return only;
  const candidates = (found.length > 0 ? found : all).map(({ file }) => file).join(", ");
  throw new Error(`${found.length} declarations are called ${name}${candidates ? `; ${last} is declared in ${candidates}` : ""}`);
}
