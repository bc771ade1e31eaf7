import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** A field of an object literal, and the file with it misspelt. */
export interface Misspelling {
  /** File, line and field. */
  at: string;
  /** Path of a file that does not exist, beside the one that it is a copy of. */
  path: string;
  text: string;
}

/** One misspelling for each field of an object literal of a file that is among `fields`. */
export function misspellings(path: string, fields: ReadonlySet<string>): Misspelling[] {
  const text = readFileSync(path, "utf8");
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: Misspelling[] = [];
  const visit = (node: ts.Node): void => {
    const shorthand = ts.isShorthandPropertyAssignment(node);
    if ((ts.isPropertyAssignment(node) || shorthand) && ts.isIdentifier(node.name) && fields.has(node.name.text)) {
      const { name } = node;
      const misspelt = shorthand ? `${name.text}Misspelt: ${name.text}` : `${name.text}Misspelt`;
      found.push({
        at: `${path}:${source.getLineAndCharacterOfPosition(name.getStart()).line + 1} ${name.text}`,
        path: path.replace(/\.ts$/, `.misspelt-${found.length}.ts`),
        text: text.slice(0, name.getStart()) + misspelt + text.slice(name.end),
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Those misspellings that compile, all in one run of the compiler. */
export function compiling(seeded: readonly Misspelling[]): string[] {
  const root = process.cwd();
  const parsed = ts.getParsedCommandLineOfConfigFile(
    join(root, "tsconfig.json"),
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic() {} },
  );
  if (!parsed) throw new Error("tsconfig.json cannot be read");
  const texts = new Map(seeded.map(({ path, text }) => [join(root, path), text]));
  const host = ts.createCompilerHost(parsed.options);
  const [readFile, fileExists] = [host.readFile.bind(host), host.fileExists.bind(host)];
  host.readFile = (path) => texts.get(path) ?? readFile(path);
  host.fileExists = (path) => texts.has(path) || fileExists(path);
  const program = ts.createProgram([...texts.keys()], parsed.options, host);
  return seeded
    .filter(({ path }) => program.getSemanticDiagnostics(program.getSourceFile(join(root, path))).length === 0)
    .map(({ at }) => at);
}
