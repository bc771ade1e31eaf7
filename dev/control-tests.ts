import { controls } from "../catalog/controls.ts";
import type { ShowingTest } from "../evidence/report/control-tests.ts";
import { sourceFiles } from "./mutations/source-files.ts";
import { taggedTestsOf } from "./mutations/tagged-tests.ts";

/** Before the id of a control in the tag of a test that shows it: `shows-D1`. */
const prefix = "shows-";

/**
 * Tests of the repository that show a control, by its id: each carries its tag.
 * @throws Error naming a tag of no control, a control without a test, and a tagged test whose title is no plain text
 */
export function taggedControlTests(root: string): Record<string, ShowingTest[]> {
  const tests = sourceFiles(root)
    .filter(({ path }) => path.startsWith("tests/") && path.endsWith(".test.ts"))
    .flatMap(taggedTestsOf)
    .filter(({ tag }) => tag.startsWith(prefix))
    .sort((a, b) => (a.path === b.path ? a.line - b.line : a.path < b.path ? -1 : 1));
  const ids = controls.map(({ id }) => id);
  for (const { tag, path, line, title } of tests) {
    if (!ids.includes(tag.slice(prefix.length)))
      throw new Error(`${path}:${line}: ${tag} is the tag of no control; there are ${ids.join(", ")}`);
    if (title === "") throw new Error(`${path}:${line}: the title of a test that shows a control has to be a plain text`);
  }
  return Object.fromEntries(
    ids.map((id) => {
      const own = tests.filter(({ tag }) => tag === `${prefix}${id}`);
      if (own.length === 0) throw new Error(`no test shows ${id}: one carries the tag ${prefix}${id}`);
      return [id, own.map(({ path, title }) => ({ file: path, title }))];
    }),
  );
}
