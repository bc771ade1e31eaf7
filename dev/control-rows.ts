import { controls } from "../catalog/controls.ts";
import { proofControls } from "../evidence/proofs/proofs.ts";
import type { ControlRow } from "../evidence/report/control-rows.ts";
import { rules } from "../policies/rules.ts";
import { sourceFiles } from "./mutations/source-files.ts";
import { type TaggedTest, taggedTestsOf } from "./mutations/tagged-tests.ts";

/** Before the id of a control in the tag of a test that shows it: `shows-D1`. */
const prefix = "shows-";

/** Rules, proofs and tests, each with the controls that it declares. */
export interface Showing {
  rules: readonly { name: string; controls: readonly string[] }[];
  proofs: Readonly<Record<string, readonly string[]>>;
  /** Tests with any tag. */
  tests: readonly TaggedTest[];
}

/**
 * Every control with what shows it, by id.
 * @throws Error if something names an unknown control, if a control has no rule and no proof, or no test, and for a tagged test whose title is
 * not a plain text
 */
export function rowsOf(ids: readonly string[], { rules: all, proofs, tests }: Showing): Record<string, ControlRow> {
  const showing = tests.filter(({ tag }) => tag.startsWith(prefix));
  for (const { tag, path, line, title } of showing) {
    known(ids, tag.slice(prefix.length), `${path}:${line}: the tag ${tag}`);
    if (title === "") throw new Error(`${path}:${line}: the title of a test that shows a control is not a plain text; accepted: one`);
  }
  for (const { name, controls: own } of all) for (const id of own) known(ids, id, `rule ${name}`);
  for (const [name, own] of Object.entries(proofs)) for (const id of own) known(ids, id, `proof ${name}`);
  return Object.fromEntries(
    ids.map((id) => {
      const row = {
        rules: all.filter((rule) => rule.controls.includes(id)).map(({ name }) => name),
        proofs: Object.keys(proofs).filter((name) => proofs[name]!.includes(id)),
        tests: showing.filter(({ tag }) => tag === `${prefix}${id}`).map(({ path, title }) => ({ file: path, title })),
      };
      if (row.rules.length + row.proofs.length === 0) throw new Error(`no rule and no proof shows ${id}; accepted: at least one`);
      if (row.tests.length === 0) throw new Error(`no test shows ${id}; accepted: at least one with the tag ${prefix}${id}`);
      return [id, row];
    }),
  );
}

function known(ids: readonly string[], id: string, what: string): void {
  if (!ids.includes(id)) throw new Error(`${what} names an unknown control, ${id}; accepted: ${ids.join(", ")}`);
}

/** The rows of this repository. @throws Error as {@link rowsOf} does */
export function controlRowsOf(root: string): Record<string, ControlRow> {
  const tests = sourceFiles(root)
    .filter(({ path }) => path.startsWith("tests/") && path.endsWith(".test.ts"))
    .flatMap(taggedTestsOf)
    .sort((a, b) => (a.path === b.path ? a.line - b.line : a.path < b.path ? -1 : 1));
  return rowsOf(
    controls.map(({ id }) => id),
    { rules, proofs: proofControls, tests },
  );
}
