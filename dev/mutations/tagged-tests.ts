import ts from "typescript";
import type { SourceFile } from "./source-files.ts";

/** A test, or a table of them, that carries a tag. */
export interface TaggedTest {
  tag: string;
  /** As it stands in the file, placeholders of tables unfilled. */
  title: string;
  /** File that it stands in, from the repository root. */
  path: string;
  /** Line of its first word. */
  line: number;
}

const makers = new Set(["test", "it", "describe"]);

/** The first name in a call such as `test.each(rows)("title", ...)`. */
function firstName(node: ts.Expression): string | undefined {
  if (ts.isIdentifier(node)) return node.text;
  if (ts.isCallExpression(node) || ts.isPropertyAccessExpression(node)) return firstName(node.expression);
  return ts.isTaggedTemplateExpression(node) ? firstName(node.tag) : undefined;
}

/** Tags in the options of a test; they are texts as they stand, no variables. */
function tagsIn(options: ts.Expression | undefined): string[] {
  if (options === undefined || !ts.isObjectLiteralExpression(options)) return [];
  const tags = options.properties.find((one) => ts.isPropertyAssignment(one) && one.name.getText() === "tags");
  if (tags === undefined || !ts.isPropertyAssignment(tags)) return [];
  const values = ts.isArrayLiteralExpression(tags.initializer) ? tags.initializer.elements : [tags.initializer];
  return values.flatMap((value) => (ts.isStringLiteralLike(value) ? [value.text] : []));
}

const titleOf = (title: ts.Expression | undefined): string => (title && ts.isStringLiteralLike(title) ? title.text : "");

/** Every test of a file that carries a tag. */
export function taggedTestsOf({ path, tree }: SourceFile): TaggedTest[] {
  const found: TaggedTest[] = [];
  const visit = (node: ts.Node) => {
    if (ts.isCallExpression(node) && makers.has(firstName(node.expression) ?? ""))
      for (const tag of tagsIn(node.arguments[1]))
        found.push({
          tag,
          title: titleOf(node.arguments[0]),
          path,
          line: tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1,
        });
    ts.forEachChild(node, visit);
  };
  // Most files of tests have none: no need to look at each of their nodes.
  if (tree.text.includes("tags:")) visit(tree);
  return found;
}

/**
 * The one test, or table of tests, that carries a tag.
 * @throws Error where none does, or several do
 */
export function testWithTag(tag: string, tests: readonly TaggedTest[]): TaggedTest {
  const found = tests.filter((one) => one.tag === tag);
  if (found.length === 1) return found[0]!;
  if (found.length === 0) throw new Error(`no test carries the tag "${tag}"`);
  throw new Error(`several tests carry the tag "${tag}": ${found.map(({ path, line }) => `${path}:${line}`).join(", ")}`);
}
